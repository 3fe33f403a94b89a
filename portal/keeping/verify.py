"""Reading a backup to its end: is it whole, and are counts and chains of events what it says."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from types import SimpleNamespace
from typing import IO, Any, cast

from portal.cases.chain import Chained, Walk
from portal.files.models import SHELVED
from portal.keeping.age import PrivateKey
from portal.keeping.archive import FILES, ROWS, About, Archive, Manifest, Member
from portal.keeping.backup import mark, secret_check
from portal.keeping.errors import IncompleteError, OtherSecretError
from portal.keeping.rows import Table, unpack
from portal.keeping.sealed import opening
from portal.keys import NONCE_BYTES, TAG_BYTES, Keys

AUTHORITIES = "authority"
EVENTS = "case_event"
HEADS = "event_chain"
SEALING_BYTES = NONCE_BYTES + TAG_BYTES


class Reading:
    """Everything that is seen of a backup while its members pass by; `names` are its communes."""

    def __init__(self, opened: IO[bytes]) -> None:
        self.archive = Archive(opened)
        self.names: dict[int, str] = {}
        self._counts: Counter[str] = Counter()
        self._walks: defaultdict[int, Walk] = defaultdict(Walk)
        self._heads: dict[int, tuple[int, bytes]] = {}
        self._sizes: dict[str, int] = {}
        self._files: set[str] = set()

    @property
    def about(self) -> About:
        return self.archive.about

    def rows_and_files(self) -> Iterator[tuple[Table, list[dict[str, Any]]] | Member]:
        """Yield the rows of a table, part by part, and each file; all are looked at on the way."""
        for member in self.archive.members():
            if member.folder == FILES:
                self._see_file(member)
                yield member
            elif member.folder == ROWS and member.name in self.archive.tables:
                table = self.archive.tables[member.name]
                yield table, self._seen_rows(table, member)
            else:
                raise IncompleteError(what=member.path)

    def result(self) -> Manifest:
        """Return the manifest if everything was as it says; else raise `IncompleteError`."""
        manifest = self.archive.manifest
        if manifest is None:
            raise IncompleteError(what="manifest")
        for name in self.archive.tables:
            if self._counts[name] != manifest.counts.get(name):
                raise IncompleteError(what=name)
        if self._files != set(self._sizes) - set(manifest.absent):
            raise IncompleteError(what=FILES)
        if any(walk.end(self._heads.get(of)) is not None for of, walk in self._walks.items()):
            raise IncompleteError(what=EVENTS)
        heads = {str(of): [seq, link.hex()] for of, (seq, link) in self._heads.items()}
        if heads != manifest.chains or self._heads.keys() != self._walks.keys():
            raise IncompleteError(what=HEADS)
        return manifest

    def recognise(self, keys: Keys) -> None:
        """Raise `OtherSecretError` unless this installation has the secret of the backup."""
        if secret_check(keys) != self.about.secret_check:
            raise OtherSecretError

    def authenticate(self, keys: Keys) -> None:
        """Raise `IncompleteError` unless the secret's owner wrote exactly this; after `result`."""
        manifest = self.archive.manifest
        if manifest is None or manifest.mark != mark(keys, self.archive.digest):
            raise IncompleteError(what="mark")

    def _seen_rows(self, table: Table, member: Member) -> list[dict[str, Any]]:
        try:
            rows = unpack(table, member.content)
            for row in rows:
                self._see_row(table.name, row)
        except (ValueError, TypeError, KeyError) as error:
            raise IncompleteError(what=member.path) from error
        self._counts[table.name] += len(rows)
        return rows

    def _see_row(self, name: str, row: dict[str, Any]) -> None:
        if name == EVENTS:
            self._walks[row["authority_id"]].step(cast("Chained", SimpleNamespace(**row)))
        elif name == AUTHORITIES:
            self.names[row["id"]] = row["name"]
        elif name == HEADS:
            self._heads[row["authority_id"]] = (row["seq"], row["hash"])
        elif name in SHELVED:
            self._sizes[row["key"]] = row["size_bytes"]

    def _see_file(self, member: Member) -> None:
        if len(member.content) != self._sizes.get(member.name, -1) + SEALING_BYTES:
            raise IncompleteError(what=member.path)
        self._files.add(member.name)


def verify(source: IO[bytes], private: PrivateKey) -> Reading:
    """Read a backup to its end and return what was found; raise `BackupError` if not whole."""
    with opening(source, private) as opened:
        reading = Reading(opened)
        for _ in reading.rows_and_files():
            pass
    reading.result()
    return reading

"""The inside of a backup: a tar of rows and files, begun by what it is, ended by what is in it.

about.json            format, revision of the schema, tables with their columns
rows/<table>/<n>      one line of JSON a row
files/<key>           attachments as they lie on the shelf, sealed
manifest.json         counts, heads of the chains of events; without it a backup is not whole
"""

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import IO, Any

from portal.keeping.errors import DamagedError, IncompleteError, NewerBackupError
from portal.keeping.rows import Table

FORMAT = 1
ABOUT = "about.json"
MANIFEST = "manifest.json"
ROWS = "rows"
FILES = "files"
# Attachments are encrypted and do not shrink; rows do, and at this level still quickly.
COMPRESSION = 3
BUFFER_BYTES = 1024 * 1024


@dataclass(frozen=True)
class About:
    """What a backup is of; `secret_check` recognises the secret without telling it."""

    format: int
    made_at: str
    program: str
    revision: str
    secret_check: str
    tables: list[dict[str, Any]]


@dataclass
class Manifest:
    """What must be in a backup; `absent` are attachments that were not on the disk.

    `mark` is made of everything before it with the installation's secret: anyone can seal a file
    for a public key, but only the installation can mark it.
    """

    counts: dict[str, int] = field(default_factory=dict)
    chains: dict[str, list[Any]] = field(default_factory=dict)
    files: int = 0
    absent: list[str] = field(default_factory=list)
    mark: str = ""


@dataclass(frozen=True)
class Member:
    """One piece of a backup: its path, such as `files/<key>`, and its bytes."""

    path: str
    content: bytes

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        """The table or the key of the file."""
        return self.path.split("/")[1] if "/" in self.path else self.path


class ArchiveWriter:
    """Writes members, compressed; whole only if no error leaves the block."""

    def __init__(self, target: IO[bytes]) -> None:
        self._gzip = gzip.GzipFile(fileobj=target, mode="wb", compresslevel=COMPRESSION, mtime=0)
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|", bufsize=BUFFER_BYTES)  # noqa: SIM115  # closed by __exit__
        self._seen = hashlib.sha256()

    def __enter__(self) -> "ArchiveWriter":
        return self

    @property
    def digest(self) -> bytes:
        """The digest of all members so far."""
        return self._seen.digest()

    def add(self, name: str, content: bytes) -> None:
        _take_in(self._seen, name, content)
        info = tarfile.TarInfo(name)
        info.size = len(content)
        self._tar.addfile(info, io.BytesIO(content))

    def add_plain(self, name: str, value: About | Manifest) -> None:
        self.add(name, json.dumps(asdict(value), ensure_ascii=False, indent=1).encode())

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._tar.close()
            self._gzip.close()


class Archive:
    """A backup that is read from its beginning to its end, once.

    Raises `BackupError`s: `DamagedError`, `IncompleteError` and those of `sealed.opening`.
    """

    def __init__(self, opened: IO[bytes]) -> None:
        self._members = _members(opened)
        self._seen = hashlib.sha256()
        self.manifest: Manifest | None = None
        first = next(self._members, None)
        if first is None or first.path != ABOUT:
            raise IncompleteError(what=ABOUT)
        _take_in(self._seen, first.path, first.content)
        self.about = _about(first.content)
        try:
            self.tables = {one.name: one for one in map(Table.of, self.about.tables)}
        except (ValueError, TypeError, KeyError) as error:
            raise IncompleteError(what=ABOUT) from error

    @property
    def digest(self) -> bytes:
        """The digest of all members before the manifest."""
        return self._seen.digest()

    def members(self) -> Iterator[Member]:
        """Yield rows and files; raise `IncompleteError` if no manifest comes at the end."""
        for member in self._members:
            if self.manifest is not None:
                raise IncompleteError(what=member.path)
            if member.path == MANIFEST:
                self.manifest = _manifest(member.content)
            else:
                _take_in(self._seen, member.path, member.content)
                yield member
        if self.manifest is None:
            raise IncompleteError(what=MANIFEST)


def _take_in(seen: "hashlib._Hash", path: str, content: bytes) -> None:
    seen.update(f"{path}\0{len(content)}\0".encode() + content)


def _about(content: bytes) -> About:
    try:
        plain = json.loads(content)
        if plain["format"] != FORMAT:
            raise NewerBackupError(revision=str(plain["format"]))
        return About(**plain)
    except (ValueError, TypeError, KeyError) as error:
        raise IncompleteError(what=ABOUT) from error


def _manifest(content: bytes) -> Manifest:
    try:
        return Manifest(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise IncompleteError(what=MANIFEST) from error


def _members(opened: IO[bytes]) -> Iterator[Member]:
    try:
        with ExitStack() as stack:
            plain = stack.enter_context(gzip.GzipFile(fileobj=opened, mode="rb"))
            tar = stack.enter_context(tarfile.open(fileobj=plain, mode="r|", bufsize=BUFFER_BYTES))
            for info in tar:
                stored = tar.extractfile(info)
                yield Member(info.name, stored.read() if stored else b"")
            # To the very end: the last chunk says that nothing was cut off.
            while plain.read(BUFFER_BYTES):
                pass
        while opened.read(BUFFER_BYTES):
            pass
    except (tarfile.TarError, zlib.error, OSError, EOFError) as error:
        raise DamagedError(megabytes=0) from error

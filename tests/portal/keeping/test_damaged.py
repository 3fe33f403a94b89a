"""A file that is not the whole and true backup is told, and changes nothing."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from portal.db import Database
from portal.keeping.age import PrivateKey
from portal.keeping.archive import ABOUT, MANIFEST, Archive, ArchiveWriter
from portal.keeping.backup import Installation
from portal.keeping.errors import (
    BackupError,
    DamagedError,
    IncompleteError,
    NewerBackupError,
    NotABackupError,
    NotEmptyError,
    OtherSecretError,
    WrongKeyError,
)
from portal.keeping.restore import restore
from portal.keeping.sealed import opening, sealing
from portal.keeping.verify import verify
from portal.keys import Keys
from tests.portal.keeping.houses import KEY, everything, furnish, installation, taken

# As the fixture `keys` has it.
SECRET = b"a secret that only the tests know, 32+"
Edit = Callable[[dict[str, bytes]], object]


@pytest.fixture(scope="module")
def backup(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One backup for all who only read it."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(sqlite_template, folder / "portal.sqlite")
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    house = installation(database, Keys(SECRET), folder)
    furnish(house)
    content = taken(house)
    database.dispose()
    return content


def edited(backup: bytes, edit: Edit) -> BytesIO:
    """Return a backup whose members were changed by someone who has the public key only."""
    with opening(BytesIO(backup), KEY) as opened:
        source = Archive(opened)
        members = {ABOUT: json.dumps(vars(source.about)).encode()}
        members |= {member.path: member.content for member in source.members()}
    members[MANIFEST] = json.dumps(vars(source.manifest)).encode()
    edit(members)
    target = BytesIO()
    with sealing(target, KEY.public) as sealed, ArchiveWriter(sealed) as archive:
        for name, content in members.items():
            archive.add(name, content)
    return BytesIO(target.getvalue())


def test_another_key_opens_nothing(backup: bytes) -> None:
    with pytest.raises(WrongKeyError):
        verify(BytesIO(backup), PrivateKey.new())


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"PK\3\4" + bytes(2000)])
def test_another_kind_of_file_is_told(content: bytes) -> None:
    with pytest.raises(NotABackupError):
        verify(BytesIO(content), KEY)


def test_wherever_it_breaks_off_it_is_told(backup: bytes) -> None:
    for end in [*range(22, 400, 13), *range(400, len(backup), 9973), len(backup) - 1]:
        with pytest.raises(BackupError):
            verify(BytesIO(backup[:end]), KEY)


def test_a_single_changed_byte_is_told_wherever_it_is(backup: bytes) -> None:
    for at in [*range(0, 400, 7), *range(400, len(backup), 9973), len(backup) - 1]:
        changed = bytearray(backup)
        changed[at] ^= 1
        with pytest.raises(BackupError):
            verify(BytesIO(changed), KEY)


def test_whole_chunks_that_are_missing_at_the_end_are_told(backup: bytes) -> None:
    header = backup.index(b"\n---") + 200
    with pytest.raises(DamagedError):
        verify(BytesIO(backup[: header + (len(backup) - header) // 65552 * 65552]), KEY)


def test_a_damaged_backup_leaves_database_and_shelf_empty(
    backup: bytes, empty: Installation
) -> None:
    with pytest.raises(DamagedError):
        restore(empty, BytesIO(backup[:-1]), KEY)
    assert {name for name, rows in everything(empty).items() if rows} == set()
    assert list((empty.shelf.root).glob("??/*")) == []
    restore(empty, BytesIO(backup), KEY)


def test_a_file_that_was_there_before_survives_a_restore_that_fails(
    backup: bytes, empty: Installation
) -> None:
    with opening(BytesIO(backup), KEY) as opened:
        [file] = [one for one in Archive(opened).members() if one.folder == "files"]
    empty.shelf.put_sealed(file.name, file.content)
    with pytest.raises(DamagedError):
        restore(empty, BytesIO(backup[:-1]), KEY)
    assert empty.shelf.sealed(file.name) == file.content


def test_a_database_with_rows_is_never_overwritten(house: Installation, backup: bytes) -> None:
    before = everything(house)
    with pytest.raises(NotEmptyError):
        restore(house, BytesIO(backup), KEY)
    assert everything(house) == before


def test_another_secret_is_told_before_anything_is_written(
    backup: bytes, empty: Installation
) -> None:
    keys = Keys(b"of another installation, 32 letters")
    stranger = Installation(empty.database, empty.shelf, keys)
    with pytest.raises(OtherSecretError):
        restore(stranger, BytesIO(backup), KEY)
    restore(stranger, BytesIO(backup), KEY, any_secret=True)


def test_a_forged_backup_is_refused(backup: bytes, empty: Installation) -> None:
    """Anyone can seal for the public key; the mark takes the secret."""

    def rename(members: dict[str, bytes]) -> None:
        path = next(name for name in members if name.startswith("rows/authority/"))
        members[path] = members[path].replace("Suối".encode(), "Giả".encode())

    forged = edited(backup, rename)
    verify(forged, KEY)
    forged.seek(0)
    with pytest.raises(IncompleteError):
        restore(empty, forged, KEY)
    assert not any(everything(empty).values())


def drop(prefix: str) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        del members[next(name for name in members if name.startswith(prefix))]

    return edit


def rewrite(prefix: str, change: Callable[[bytes], bytes]) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        path = next(name for name in members if name.startswith(prefix))
        members[path] = change(members[path])

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        drop("rows/unit/"),
        drop("rows/case_event/"),
        drop("rows/event_chain/"),
        drop("files/"),
        drop(MANIFEST),
        drop(ABOUT),
        rewrite("files/", lambda content: content[:-1]),
        rewrite("rows/case_event/", lambda lines: lines.replace(b'"accept"', b'"forward"')),
        rewrite("rows/unit/", lambda _lines: b"[1]\n"),
        rewrite("rows/unit/", lambda _lines: b"\xff"),
        rewrite(MANIFEST, lambda _lines: b"{}"),
        rewrite(MANIFEST, lambda _lines: b'{"what": 1}'),
        rewrite(ABOUT, lambda _lines: b"{}"),
        lambda members: members.update({"rows/strange/1": b""}),
        lambda members: members.update({"files/../../etc/passwd": b""}),
    ],
)
def test_what_does_not_add_up_is_told(backup: bytes, edit: Edit) -> None:
    with pytest.raises(IncompleteError):
        verify(edited(backup, edit), KEY)


def test_a_backup_of_a_newer_program_is_told(backup: bytes, empty: Installation) -> None:
    def replaced(old: bytes, new: bytes) -> BytesIO:
        return edited(backup, rewrite(ABOUT, lambda content: content.replace(old, new)))

    newer = replaced(b'"revision": "', b'"revision": "9')
    with pytest.raises(NewerBackupError):
        restore(empty, newer, KEY)
    of_the_future = replaced(b'"format": 1', b'"format": 2')
    with pytest.raises(NewerBackupError):
        verify(of_the_future, KEY)


def test_what_is_sealed_but_no_archive_is_told() -> None:
    target = BytesIO()
    with sealing(target, KEY.public) as sealed:
        sealed.write(b"not an archive at all")
    with pytest.raises(DamagedError):
        verify(BytesIO(target.getvalue()), KEY)

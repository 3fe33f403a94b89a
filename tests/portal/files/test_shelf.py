import os
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.files.errors import FileMissingError, FileUnreadableError
from portal.files.shelf import Shelf
from portal.keys import Keys

KEYS = Keys(b"a secret for tests, long enough to be one")
CONTENT = b"%PDF- what a citizen sent " * 100
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data" / "files"


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root, KEYS)


def stored(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def stamped(path: Path, moment: datetime) -> None:
    nanoseconds = round(moment.timestamp() * 1_000_000) * 1_000
    os.utime(path, ns=(nanoseconds, nanoseconds))


@pytest.mark.parametrize("content", [CONTENT, b"", bytes(1024 * 1024)])
def test_what_is_put_is_found_again(shelf: Shelf, content: bytes) -> None:
    key = shelf.put(content)

    with shelf.open(key) as file:
        assert file.read() == content


def test_the_same_content_twice_has_two_unrelated_names(shelf: Shelf, root: Path) -> None:
    first, second = shelf.put(CONTENT), shelf.put(CONTENT)

    assert first != second
    assert all(re.fullmatch("[0-9a-f]{32}", key) for key in (first, second))
    assert len({path.read_bytes() for path in stored(root)}) == 2


def test_a_copy_of_the_disk_shows_nothing(shelf: Shelf, root: Path) -> None:
    shelf.put(CONTENT)

    (path,) = stored(root)
    assert b"citizen" not in path.read_bytes()
    assert b"%PDF" not in path.read_bytes()


def test_another_secret_opens_nothing(shelf: Shelf, root: Path) -> None:
    key = shelf.put(CONTENT)

    with pytest.raises(FileUnreadableError):
        Shelf(root, Keys(b"another secret, just as long as the first")).open(key)


def test_a_changed_byte_is_noticed(shelf: Shelf, root: Path) -> None:
    key = shelf.put(CONTENT)
    (path,) = stored(root)
    sealed = bytearray(path.read_bytes())
    sealed[40] ^= 1
    path.write_bytes(sealed)

    with pytest.raises(FileUnreadableError):
        shelf.open(key)


@pytest.mark.parametrize("left", [0, 5, 12, 30])
def test_a_torn_file_is_noticed(shelf: Shelf, root: Path, left: int) -> None:
    key = shelf.put(CONTENT)
    (path,) = stored(root)
    path.write_bytes(path.read_bytes()[:left])

    with pytest.raises(FileUnreadableError):
        shelf.open(key)


def test_a_file_put_in_the_place_of_another_is_noticed(shelf: Shelf, root: Path) -> None:
    first, second = shelf.put(b"first"), shelf.put(b"second")
    by_name = {path.name: path for path in stored(root)}
    by_name[second].replace(by_name[first])

    with pytest.raises(FileUnreadableError):
        shelf.open(first)


def test_only_the_portal_may_read_the_files(shelf: Shelf, root: Path) -> None:
    shelf.put(CONTENT)

    (path,) = stored(root)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert root.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "key",
    [
        "",
        "..",
        "../../../etc/passwd",
        "/etc/passwd",
        "a" * 31,
        "a" * 33,
        "A" * 32,
        "a" * 32 + "\n",
        "a/" + "a" * 30,
        "٣" * 32,
        "a" * 31 + "\x00",
    ],
)
def test_a_key_that_is_none_of_ours_never_becomes_a_path(shelf: Shelf, key: str) -> None:
    for touch in (shelf.open, shelf.discard):
        with pytest.raises(FileMissingError):
            touch(key)


def test_what_is_discarded_is_gone(shelf: Shelf, root: Path) -> None:
    key, other = shelf.put(CONTENT), shelf.put(b"other")

    shelf.discard(key)
    shelf.discard(key)

    with pytest.raises(FileMissingError):
        shelf.open(key)
    assert [path.name for path in stored(root)] == [other]


def test_the_sweeper_hears_of_files_older_than_a_moment(shelf: Shelf, root: Path) -> None:
    old, just, new = (shelf.put(CONTENT) for _ in range(3))
    for path in stored(root):
        stamped(path, {old: NOON - TICK, just: NOON, new: NOON + TICK}[path.name])

    assert set(shelf.keys_older_than(NOON)) == {old}
    assert set(shelf.keys_older_than(NOON + 2 * TICK)) == {old, just, new}


def test_an_empty_shelf_and_foreign_files_trouble_nobody(shelf: Shelf, root: Path) -> None:
    assert list(shelf.keys_older_than(NOON)) == []
    (root / "ab").mkdir(parents=True)
    (root / "ab" / "notes.txt").write_text("left by a person")
    stamped(root / "ab" / "notes.txt", NOON - TICK)

    assert list(shelf.keys_older_than(NOON)) == []


def test_what_a_crash_left_is_swept_and_was_never_a_file(shelf: Shelf, root: Path) -> None:
    key = shelf.put(CONTENT)
    torso, arriving = root / "incoming" / ("a" * 32), root / "incoming" / ("b" * 32)
    for path, moment in ((torso, NOON - TICK), (arriving, NOON)):
        path.write_bytes(b"half")
        stamped(path, moment)

    assert key not in {"a" * 32, "b" * 32}
    assert shelf.sweep_incoming(NOON) == 1
    assert arriving.exists()
    assert set(shelf.keys_older_than(NOON + timedelta(days=36_500))) == {key}


def test_a_file_that_vanishes_while_sweeping_is_no_trouble(shelf: Shelf, root: Path) -> None:
    key = shelf.put(CONTENT)
    (root / key[:2] / ("c" * 32)).symlink_to(root / "gone")

    assert list(shelf.keys_older_than(NOON + timedelta(days=36_500))) == [key]


def test_a_disk_that_is_full_leaves_no_torso(
    shelf: Shelf, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(28, "No space left on device")

    shelf.put(CONTENT)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        shelf.put(CONTENT)

    assert len(stored(root)) == 1

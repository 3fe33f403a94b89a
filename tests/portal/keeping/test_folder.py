"""In a folder of backups a file is whole or not there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.keeping.errors import (
    AlreadyRunningError,
    CannotWriteError,
    FolderMissingError,
)
from portal.keeping.folder import PART, alone, arriving, backups, file_name, prune
from portal.keeping.plan import Plan

MOMENT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


def shown(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / file_name(MOMENT)
    with arriving(path) as file:
        file.write(b"whole")
        assert shown(tmp_path) == [path.name + PART]
        assert backups(tmp_path) == []
    assert shown(tmp_path) == ["portal-20261120T023000Z.tar.gz.age"]
    assert path.stat().st_mode & 0o777 == 0o600
    [one] = backups(tmp_path)
    assert (one.made_at, one.size_bytes) == (MOMENT, 5)


def test_a_backup_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        with arriving(tmp_path / file_name(MOMENT)) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert shown(tmp_path) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError) as caught, arriving(tmp_path / file_name(MOMENT)):
        raise OSError(28, "No space left on device")
    assert caught.value.data == {"reason": "No space left on device"}
    assert shown(tmp_path) == []


def test_what_a_killed_one_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    (tmp_path / (file_name(MOMENT) + PART)).write_bytes(b"half")
    (tmp_path / "someone-elses.part").write_bytes(b"")
    with alone(tmp_path):
        assert shown(tmp_path) == ["someone-elses.part"]


def test_no_file_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / file_name(MOMENT)
    path.write_bytes(b"first")
    with pytest.raises(CannotWriteError), arriving(path):
        pass
    assert path.read_bytes() == b"first"


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(AlreadyRunningError), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_a_folder_that_is_not_there_is_never_made(tmp_path: Path) -> None:
    """It is the place of a disk: made by us, it would fill the one that it must not be on."""
    with pytest.raises(FolderMissingError), alone(tmp_path / "usb"):
        pass
    assert not (tmp_path / "usb").exists()
    assert backups(tmp_path / "usb") == []


def test_pruning_touches_nothing_but_backups(tmp_path: Path) -> None:
    names = [file_name(MOMENT - timedelta(days=back)) for back in range(30)]
    others = ["portal-old.tar.gz.age", "notes.txt", "khoa.age"]
    for name in [*names, *others]:
        (tmp_path / name).touch()
    removed = prune(tmp_path, Plan(daily=3, weekly=0, monthly=0))
    assert sorted(path.name for path in removed) == sorted(names[3:])
    assert shown(tmp_path) == sorted([*names[:3], *others])

"""Each check of `portal doctor` finds its own fault, and nothing in a house that is well."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from portal.calendar.editing import seed
from portal.cli import main
from portal.commands import doctor
from portal.config import Config
from portal.db import Database
from portal.files.shelf import Shelf
from portal.keeping.checks import backups as backup_checks
from portal.keeping.checks import box, files, records
from portal.keeping.folder import file_name
from portal.keeping.notes import ROUND, note
from tests.builders import make_authority
from tests.conftest import NOW
from tests.portal.cases.builders import make_case
from tests.portal.keeping.houses import KEY, PICTURE, attachment

SECRET = "a secret that only the tests know, 32+"
Break = Callable[["Sick"], object]


class Sick:
    """A production house that is well until a test hurts it."""

    def __init__(self, config: Config, database: Database) -> None:
        self.config = config
        self.database = database
        self.usb = config.data_dir / "usb"
        self.shelf = Shelf(config.data_dir / "files", config.keys)

    def make(self) -> None:
        self.usb.mkdir()
        for days in (0, 1):
            (self.usb / file_name(NOW - timedelta(days=days, hours=8))).write_bytes(bytes(100))
        note(self.config.data_dir / ROUND, NOW - timedelta(seconds=30))
        key = self.shelf.put(PICTURE)
        with self.database.writing() as session:
            authority = make_authority(session)
            seed(session, authority.id, now=NOW)
            session.add(attachment(make_case(session, authority), key))

    def backup(self) -> Path:
        return max(self.usb.iterdir())


@pytest.fixture
def sick(
    config: Config, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Sick:
    house = Sick(config, database)
    settings = {
        "PORTAL_SECRET_KEY": config.keys.secret.decode(),
        "PUBLIC_URL": "https://gopy.example",
        "PORTAL_DATA_DIR": str(tmp_path),
        "PORTAL_DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
        "PORTAL_BACKUP_DIR": str(house.usb),
        "PORTAL_BACKUP_KEY": str(KEY.public),
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    house.make()
    # The database's clock cannot travel with us.
    monkeypatch.setattr("portal.keeping.store.clock", lambda _connection: NOW)
    return house


def findings(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with time_machine.travel(NOW, tick=False):
        status = main(["doctor", "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()
    assert status == (0 if lines == ["✓ All is well."] else 1)
    return lines


def test_a_house_that_is_well(sick: Sick, capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(capsys) == ["✓ All is well."]


def no_worker(sick: Sick) -> None:
    (sick.config.data_dir / ROUND).unlink()


def stuck_worker(sick: Sick) -> None:
    note(sick.config.data_dir / ROUND, NOW - timedelta(hours=2))


def no_backup(sick: Sick) -> None:
    for path in sick.usb.iterdir():
        path.unlink()


def old_backup(sick: Sick) -> None:
    no_backup(sick)
    (sick.usb / file_name(NOW - timedelta(days=4))).touch()


def no_disk(sick: Sick) -> None:
    no_backup(sick)
    sick.usb.rmdir()


def shrunk(sick: Sick) -> None:
    sick.backup().write_bytes(bytes(40))


def no_file(sick: Sick) -> None:
    next(sick.shelf.root.glob("??/*")).unlink()


def orphan(sick: Sick) -> None:
    key = sick.shelf.put(b"nobody's")
    old = (NOW - timedelta(days=3)).timestamp()
    os.utime(sick.shelf.root / key[:2] / key, (old, old))


def of_the_future(sick: Sick) -> None:
    with sick.database.writing() as session:
        authority = make_authority(session, slug="xa-khac", code="99002")
        seed(session, authority.id, now=NOW)
        make_case(session, authority, at=NOW + timedelta(hours=3))


@pytest.mark.parametrize(
    ("hurt", "sentence"),
    [
        (no_worker, "The worker has never run"),
        (stuck_worker, "The worker has done nothing since 07:30 20/11/2026"),
        (no_backup, "There is no backup in"),
        (old_backup, "The last backup is 4 days old"),
        (no_disk, "is the disk plugged in?"),
        (shrunk, "much smaller than the one before"),
        (no_file, "1 attachments are missing"),
        (orphan, "1 files belong to no case"),
        (of_the_future, "The newest record is of 12:30 20/11/2026"),
    ],
)
def test_each_fault_has_one_sentence(
    sick: Sick, capsys: pytest.CaptureFixture[str], hurt: Break, sentence: str
) -> None:
    hurt(sick)
    [line] = findings(capsys)
    assert line.startswith("✗ ")
    assert sentence in line


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("PUBLIC_URL", "http://gopy.example", "PUBLIC_URL is not https"),
        ("PORTAL_BACKUP_DIR", "", "No backups are made"),
        ("PORTAL_BACKUP_KEY", "age1xyz", "is not a public key"),
        ("PORTAL_BACKUP_KEY", "", "is not a public key"),
    ],
)
def test_each_setting_has_one_sentence(
    sick: Sick,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    value: str,
    sentence: str,
) -> None:
    monkeypatch.setenv(setting, value)
    [line] = findings(capsys)
    assert sentence in line


def test_clocks_that_differ_are_told(
    sick: Sick, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = NOW + timedelta(minutes=7, seconds=20)
    monkeypatch.setattr("portal.keeping.store.clock", lambda _connection: ahead)
    [line] = findings(capsys)
    assert "7 minutes off" in line


def test_a_damaged_database_file_is_told(
    tmp_path: Path, config: Config, database: Database
) -> None:
    if not database.is_sqlite:
        assert list(records.database_file(config, database)) == []
        return
    assert list(records.database_file(config, database)) == []
    database.dispose()
    path = Path(str(database.engine.url.database))
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xa5" * 4096
    path.write_bytes(content)
    [(message, _)] = records.database_file(config, database)
    assert "restore a backup" in message


def test_every_sentence_is_plain_vietnamese(sick: Sick, capsys: pytest.CaptureFixture[str]) -> None:
    no_disk(sick)
    no_worker(sick)
    no_file(sick)
    with time_machine.travel(NOW, tick=False):
        assert main(["doctor"]) == 1
    words = capsys.readouterr().out
    assert "ổ đĩa đã cắm chưa" in words
    assert "The " not in words


def test_no_check_is_forgotten() -> None:
    modules = (box, files, records, backup_checks)
    defined = {
        function
        for module in modules
        for name, function in vars(module).items()
        if callable(function)
        and not name.startswith("_")
        and getattr(function, "__module__", "") == module.__name__
    }
    assert defined <= set(doctor.CHECKS)

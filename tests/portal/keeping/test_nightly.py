"""The worker backs up once a night, tries again when it could not, and never on the hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.config import Config
from portal.db import Database
from portal.keeping.errors import FolderMissingError, NoTargetError
from portal.keeping.folder import backups
from portal.keeping.nightly import TRY_EVERY, back_up_nightly
from portal.keeping.verify import verify
from tests.portal.keeping.houses import KEY

EVENING = datetime(2026, 11, 20, 12, tzinfo=UTC)  # 19:00 in Việt Nam
MIDNIGHT = datetime(2026, 11, 20, 17, tzinfo=UTC)
AT_ONE = MIDNIGHT + timedelta(hours=1)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.fixture
def kept(config: Config, usb: Path) -> Config:
    usb.mkdir()
    return replace(config, backup_dir=usb, backup_key=str(KEY.public))


def test_without_a_folder_nothing_happens(database: Database, config: Config) -> None:
    assert back_up_nightly(database, config, now=EVENING) == 0


def test_one_backup_a_night(database: Database, kept: Config, usb: Path) -> None:
    assert back_up_nightly(database, kept, now=EVENING) == 1  # the first one need not wait
    for now in (EVENING + timedelta(hours=1), MIDNIGHT, AT_ONE - timedelta(seconds=1)):
        assert back_up_nightly(database, kept, now=now) == 0
    assert back_up_nightly(database, kept, now=AT_ONE) == 1
    assert back_up_nightly(database, kept, now=AT_ONE + timedelta(hours=20)) == 0
    assert [one.made_at for one in backups(usb)] == [EVENING, AT_ONE]
    with backups(usb)[-1].path.open("rb") as source:
        verify(source, KEY)


def test_the_box_that_was_off_at_night_backs_up_in_the_morning(
    database: Database, kept: Config
) -> None:
    back_up_nightly(database, kept, now=EVENING)
    assert back_up_nightly(database, kept, now=EVENING + timedelta(days=3)) == 1


def test_a_disk_that_is_not_plugged_in_is_asked_for_twice_an_hour(
    database: Database, kept: Config, usb: Path
) -> None:
    usb.rmdir()
    with pytest.raises(FolderMissingError):
        back_up_nightly(database, kept, now=EVENING)
    assert back_up_nightly(database, kept, now=EVENING + TRY_EVERY / 2) == 0
    usb.mkdir()
    assert back_up_nightly(database, kept, now=EVENING + TRY_EVERY) == 1


def test_a_clock_that_was_ahead_stops_no_backup(
    database: Database, kept: Config, usb: Path
) -> None:
    back_up_nightly(database, kept, now=EVENING + timedelta(days=3650))
    assert back_up_nightly(database, kept, now=EVENING) == 1
    assert back_up_nightly(database, kept, now=EVENING + timedelta(minutes=1)) == 0


def test_old_ones_go(database: Database, kept: Config, usb: Path) -> None:
    for night in range(9):
        back_up_nightly(database, kept, now=EVENING + timedelta(days=night))
    # Seven days; of the week before, its Sunday is one of them.
    assert len(backups(usb)) == 7


def test_a_folder_without_a_key_is_told(database: Database, kept: Config) -> None:
    with pytest.raises(NoTargetError):
        back_up_nightly(database, replace(kept, backup_key=""), now=EVENING)

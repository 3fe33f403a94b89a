"""The backup that the worker makes by itself, once a night, into the folder that is configured."""

from datetime import datetime, timedelta
from pathlib import Path

from portal.clock import local_day, local_time
from portal.config import Config
from portal.db import Database
from portal.files.shelf import Shelf
from portal.keeping import folder
from portal.keeping.age import PublicKey
from portal.keeping.archive import Manifest
from portal.keeping.backup import Installation, take
from portal.keeping.errors import NoTargetError
from portal.keeping.notes import TRIED, note, noted
from portal.keeping.plan import Plan

# After the notices of midnight and long before the office opens.
NOT_BEFORE_HOUR = 1
# A disk that is missing is asked for again twice an hour and not with every round.
TRY_EVERY = timedelta(minutes=30)


def installation(database: Database, config: Config) -> Installation:
    return Installation(database, Shelf(config.data_dir / "files", config.keys), config.keys)


def back_up(
    house: Installation, target: Path, public: PublicKey, *, now: datetime
) -> tuple[Path, Manifest]:
    """Write a backup into a folder under its own name; return where and what is in it.

    Raises `BackupError`s; then there is no file, whole or half.
    """
    path = target / folder.file_name(now)
    with folder.alone(target), folder.arriving(path) as file:
        manifest = take(house, file, public, now=now)
    return path, manifest


def back_up_nightly(database: Database, config: Config, *, now: datetime) -> int:
    """Make tonight's backup if it is due, prune, and return how many were made."""
    if config.backup_dir is None or not _is_due(config, config.backup_dir, now):
        return 0
    if not config.backup_key:
        raise NoTargetError(missing="PORTAL_BACKUP_KEY")
    public = PublicKey.parse(config.backup_key)
    back_up(installation(database, config), config.backup_dir, public, now=now)
    folder.prune(config.backup_dir, Plan())
    return 1


def _is_due(config: Config, target: Path, now: datetime) -> bool:
    # A clock that once was years ahead left a backup that would never grow old.
    found = [one for one in folder.backups(target) if one.made_at <= now]
    if found and local_day(found[-1].made_at) >= local_day(now):
        return False
    if found and local_time(now).hour < NOT_BEFORE_HOUR:
        return False
    return _may_try(config.data_dir / TRIED, now)


def _may_try(tried: Path, now: datetime) -> bool:
    """Say whether the last try is long enough ago, and note this one."""
    last = noted(tried)
    # A last try in the future is a clock that was put back.
    if last is not None and timedelta(0) <= now - last < TRY_EVERY:
        return False
    note(tried, now)
    return True

"""Is there a backup, is it young, and does it look like one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.keeping import folder
from portal.keeping.age import PublicKey
from portal.keeping.checks.finding import Finding
from portal.keeping.errors import KeyTextError
from portal.words.translate import N_

# One is made every night; a night may be missed by a power cut, two should not.
OLDEST = timedelta(hours=36)
# A commune's data grows: half the size of the one before is a sign that something went missing.
SHRUNK_TO = 0.5


def backups(config: Config, _database: Database) -> Iterator[Finding]:
    if config.backup_dir is None:
        if config.production:
            message = N_("No backups are made: set PORTAL_BACKUP_DIR and PORTAL_BACKUP_KEY.")
            yield message, {}
        return
    yield from _key(config.backup_key)
    if config.backup_dir.is_dir():
        yield from _files(config.backup_dir)
    else:
        message = N_("There is no folder %(folder)s: is the disk plugged in?")
        yield message, {"folder": config.backup_dir}


def _key(text: str) -> Iterator[Finding]:
    try:
        PublicKey.parse(text)
    except KeyTextError:
        message = N_("PORTAL_BACKUP_KEY is not a public key (age1…): no backups are made.")
        yield message, {}


def _files(target: Path) -> Iterator[Finding]:
    now = utc_now()
    found = [one for one in folder.backups(target) if one.made_at <= now]
    if not found:
        yield N_("There is no backup in %(folder)s yet."), {"folder": target}
        return
    age = now - found[-1].made_at
    if age > OLDEST:
        message = N_("The last backup is %(days)d days old (%(path)s).")
        yield message, {"days": max(1, age.days), "path": found[-1].path}
    if len(found) > 1 and found[-1].size_bytes < found[-2].size_bytes * SHRUNK_TO:
        message = N_(
            "The last backup is much smaller than the one before it: check both with “portal "
            "verify-backup” (%(path)s)."
        )
        yield message, {"path": found[-1].path}

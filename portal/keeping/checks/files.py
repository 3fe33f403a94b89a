"""Do rows and files of attachments belong to each other."""

from collections.abc import Iterator
from datetime import timedelta

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.files.shelf import Shelf
from portal.keeping import store
from portal.keeping.checks.finding import Finding
from portal.words.translate import N_

# The worker sweeps after a day; what is older than two escaped it.
OVERLOOKED = timedelta(days=2)


def files(config: Config, database: Database) -> Iterator[Finding]:
    shelf = Shelf(config.data_dir / "files", config.keys)
    with database.glancing() as connection:
        named = set(store.file_keys(connection))
    if missing := sum(not shelf.has(key) for key in named):
        message = N_(
            "%(count)d attachments are missing from the disk: find out who removed them; the last "
            "backups still have them."
        )
        yield message, {"count": missing}
    old = shelf.keys_older_than(utc_now() - OVERLOOKED)
    if orphans := sum(key not in named for key in old):
        message = N_("%(count)d files belong to no case: is the worker running?")
        yield message, {"count": orphans}

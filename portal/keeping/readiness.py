"""Whether the portal can take what citizens send: a supervisor asks this every few seconds."""

from enum import StrEnum

from portal import schema
from portal.config import Config
from portal.db import Database
from portal.errors import DatabaseUnavailableError
from portal.keeping.vitals import free_bytes

# Three attachments of ten megabytes for several people at once, and the log of the database.
LEAST_FREE_BYTES = 100 * 1024 * 1024


class NotReady(StrEnum):
    """What is in the way."""

    DATABASE = "the database cannot be reached"
    SCHEMA = "the schema is old"
    DISK = "the disk is full"


def obstacle(database: Database, config: Config) -> NotReady | None:
    """Return what keeps the portal from taking anything; None when it is ready."""
    try:
        if not schema.is_current(database):
            return NotReady.SCHEMA
        return NotReady.DISK if free_bytes(config.data_dir) < LEAST_FREE_BYTES else None
    except DatabaseUnavailableError:
        return NotReady.DATABASE
    except OSError:  # the folder of the data is gone or may not be written
        return NotReady.DISK

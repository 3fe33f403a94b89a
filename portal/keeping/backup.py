"""Taking a backup while the portal runs and writes: rows of one moment, then their files."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from sqlalchemy import Connection

from portal import schema
from portal.db import Database
from portal.files.errors import FileMissingError
from portal.files.shelf import Shelf
from portal.keeping import store
from portal.keeping.age import PublicKey
from portal.keeping.archive import (
    ABOUT,
    FILES,
    FORMAT,
    MANIFEST,
    ROWS,
    About,
    ArchiveWriter,
    Manifest,
)
from portal.keeping.rows import Table, pack
from portal.keeping.sealed import sealing
from portal.keys import Keys, Purpose

PROGRAM = "portal 0.1"


@dataclass(frozen=True)
class Installation:
    """What there is to back up, and the keyring whose secret stays where it is."""

    database: Database
    shelf: Shelf
    keys: Keys


def take(house: Installation, target: IO[bytes], public: PublicKey, *, now: datetime) -> Manifest:
    """Write a whole backup, sealed for `public`, and return what is in it.

    Rows are those of one moment; files are never changed once written, so those that the rows
    name are copied afterwards. A file that is erased in between is named as absent. Raises
    `OlderSchemaError` for a database without tables.
    """
    if (revision := schema.current(house.database)) is None:
        raise schema.OlderSchemaError
    with sealing(target, public) as sealed, ArchiveWriter(sealed) as archive:
        with house.database.snapshot() as connection:
            tables = store.tables(connection)
            archive.add_plain(ABOUT, _about(house, revision, tables, now))
            manifest = Manifest(chains=store.chain_heads(connection))
            keys = store.file_keys(connection)
            for table in tables:
                manifest.counts[table.name] = _add_rows(archive, connection, table)
        for key in keys:
            _add_file(archive, house.shelf, key, manifest)
        manifest.mark = mark(house.keys, archive.digest)
        archive.add_plain(MANIFEST, manifest)
    return manifest


def secret_check(keys: Keys) -> str:
    """Return what tells one secret from another and nothing else of it."""
    return keys.digest(Purpose.BACKUP, b"which secret")[:8].hex()


def mark(keys: Keys, digest: bytes) -> str:
    """Return what only an installation with this secret can write under these contents."""
    return keys.digest(Purpose.BACKUP, b"contents\0" + digest).hex()


def _about(house: Installation, revision: str, tables: list[Table], now: datetime) -> About:
    return About(
        format=FORMAT,
        made_at=now.isoformat(),
        program=PROGRAM,
        revision=revision,
        secret_check=secret_check(house.keys),
        tables=[table.as_plain() for table in tables],
    )


def _add_rows(archive: ArchiveWriter, connection: Connection, table: Table) -> int:
    counted = 0
    for number, rows in enumerate(store.rows_of(connection, table), start=1):
        archive.add(f"{ROWS}/{table.name}/{number}", pack(table, rows))
        counted += len(rows)
    return counted


def _add_file(archive: ArchiveWriter, shelf: Shelf, key: str, manifest: Manifest) -> None:
    try:
        sealed = shelf.sealed(key)
    except FileMissingError:
        manifest.absent.append(key)
        return
    archive.add(f"{FILES}/{key}", sealed)
    manifest.files += 1

"""Putting a backup back into an empty database, all of it or nothing."""

from typing import IO

from sqlalchemy import Connection

from portal import schema
from portal.db import Database
from portal.files.shelf import Shelf
from portal.keeping import store
from portal.keeping.age import PrivateKey
from portal.keeping.archive import Member
from portal.keeping.backup import Installation
from portal.keeping.errors import IncompleteError, NewerBackupError, NotEmptyError
from portal.keeping.sealed import opening
from portal.keeping.verify import Reading


def restore(
    house: Installation, source: IO[bytes], private: PrivateKey, *, any_secret: bool = False
) -> Reading:
    """Fill an empty database and shelf from a backup and return what was read.

    Raises `BackupError`s, and leaves the database empty then. With `any_secret` a backup of an
    installation with another secret is taken too: its contacts, files and waiting ratings stay
    shut until that secret is back.
    """
    with opening(source, private) as opened:
        reading = Reading(opened)
        if not any_secret:
            reading.recognise(house.keys)
        _prepare(house.database, reading.about.revision)
        _put_back(house, reading, any_secret=any_secret)
    schema.upgrade(house.database)
    return reading


def _put_back(house: Installation, reading: Reading, *, any_secret: bool) -> None:
    """Fill database and shelf, or neither."""
    placed: list[str] = []
    try:
        with house.database.writing() as session:
            _fill(house, session.connection(), reading, placed)
            if not any_secret:
                reading.authenticate(house.keys)
    except BaseException:
        for key in placed:
            house.shelf.discard(key)
        raise


def _prepare(database: Database, revision: str) -> None:
    """Bring an empty database to the schema of the backup."""
    if not schema.knows(revision):
        raise NewerBackupError(revision=revision)
    with database.glancing() as connection:
        full = next((name for name, rows in store.counts(connection).items() if rows), None)
    if full is not None:
        raise NotEmptyError(table=full)
    if schema.current(database) not in (None, revision):
        schema.downgrade(database, "base")
    schema.upgrade(database, revision)


def _place(shelf: Shelf, member: Member, placed: list[str]) -> None:
    """Put a file on the shelf; one that lies there already is not ours to take back."""
    if shelf.has(member.name) and shelf.sealed(member.name) == member.content:
        return
    shelf.put_sealed(member.name, member.content)
    placed.append(member.name)


def _fill(house: Installation, connection: Connection, reading: Reading, placed: list[str]) -> None:
    for one in reading.rows_and_files():
        if isinstance(one, Member):
            _place(house.shelf, one, placed)
        else:
            store.put(connection, *one)
    for table in reading.archive.tables.values():
        store.go_on_counting(connection, table)
    if store.counts(connection) != reading.result().counts:
        raise IncompleteError(what="counts")

"""Files kept as soon as they arrive, by submission, so that no error elsewhere costs them.

Cleaning and writing to the shelf are slow and happen before any transaction; the row is then added
in a short one. What no case has claimed within a day is swept away.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import IO

from sqlalchemy.orm import Session

from portal.db import Database
from portal.errors import ConstraintError, DomainError
from portal.files import store
from portal.files.cleaning import MAX_BYTES, CleanFile, clean
from portal.files.errors import FileNotKeptError
from portal.files.models import Attachment
from portal.files.shelf import Shelf

MOST_FILES = 3
KEPT_FOR = timedelta(days=1)
BATCH = 200
FROM_SENDER = "sender"


class TooManyFilesError(DomainError):
    """The submission has as many files as it may have; `most` says how many."""

    code = "too_many_files"


@dataclass(frozen=True)
class Submitted:
    """Which submission of which commune a file belongs to."""

    authority_id: int
    digest: bytes
    origin: str = FROM_SENDER


def as_cleaned(cleaned: CleanFile, _source: IO[bytes]) -> CleanFile:
    return cleaned


def stage(
    database: Database,
    shelf: Shelf,
    owner: Submitted,
    source: IO[bytes],
    *,
    now: datetime,
    finish: Callable[[CleanFile, IO[bytes]], CleanFile] = as_cleaned,
) -> Attachment:
    """Clean a file and keep it for a submission.

    Raises `FileRefusedError` for a file we do not take, `TooManyFilesError` beyond three and
    `FileNotKeptError` when the disk does not take it; the files kept before stay. A file that comes
    once more, because a form without an answer was sent again, is kept once. Takes its own short
    transaction, for the cleaning must lie outside.
    """
    cleaned = finish(clean(source, limit=MAX_BYTES), source)
    key = _shelved(shelf, cleaned)
    try:
        row = _add(database, owner, cleaned, key, now)
    except DomainError:
        shelf.discard(key)
        raise
    if row.key != key:
        shelf.discard(key)
    return row


def remove(session: Session, owner: Submitted, attachment_id: int) -> list[str]:
    """Take back one staged file; the keys returned are discarded after the commit."""
    return list(store.unstage(session, owner.digest, attachment_id))


def remove_all(session: Session, owner: Submitted) -> list[str]:
    """Take back every staged file; the keys returned are discarded after the commit."""
    return list(store.unstage(session, owner.digest))


def hand_over(session: Session, old: Submitted, new: Submitted) -> None:
    """Let the files staged for one submission wait for another, which has none yet."""
    store.restage(session, old.authority_id, old.digest, new.digest)


def attach_staged(session: Session, owner: Submitted, case_id: int) -> int:
    """Give the staged files to the case, in the transaction that makes it; return how many."""
    return store.attach(session, owner.digest, owner.authority_id, case_id)


def sweep_abandoned(database: Database, shelf: Shelf, *, now: datetime) -> int:
    """Remove files that no case claimed within a day, and bytes without a row; return how many."""
    before = now - KEPT_FOR
    with database.writing() as session:
        keys = list(store.abandon(session, before))
    keys += _rowless(database, shelf, before)
    for key in keys:
        shelf.discard(key)
    return len(keys) + shelf.sweep_incoming(before)


def _shelved(shelf: Shelf, cleaned: CleanFile) -> str:
    try:
        return shelf.put(cleaned.content)
    except OSError as error:
        raise FileNotKeptError from error


def _add(
    database: Database, owner: Submitted, cleaned: CleanFile, key: str, now: datetime
) -> Attachment:
    # Two uploads at once may choose one position: the unique constraint lets one of them pass.
    for attempt in range(MOST_FILES):
        try:
            with database.writing() as session:
                kept = store.staged_for(session, owner.digest)
                if same := next((one for one in kept if one.sha256 == cleaned.sha256), None):
                    return same
                row = _row(owner, cleaned, key, now)
                row.position = _free_position(kept)
                session.add(row)
                session.flush()
                return row
        except ConstraintError:
            if attempt == MOST_FILES - 1:
                raise
    raise TooManyFilesError(most=MOST_FILES)


def _row(owner: Submitted, cleaned: CleanFile, key: str, now: datetime) -> Attachment:
    return Attachment(
        authority_id=owner.authority_id,
        staged_for=owner.digest,
        origin=owner.origin,
        key=key,
        media_type=cleaned.media_type,
        extension=cleaned.extension,
        size_bytes=len(cleaned.content),
        sha256=cleaned.sha256,
        created_at=now,
    )


def _free_position(kept: Iterable[Attachment]) -> int:
    taken = {row.position for row in kept}
    free = next((n for n in range(1, MOST_FILES + 1) if n not in taken), None)
    if free is None:
        raise TooManyFilesError(most=MOST_FILES)
    return free


def _rowless(database: Database, shelf: Shelf, before: datetime) -> list[str]:
    """Return old files on the shelf whose row was never written, because the process died."""
    orphans: list[str] = []
    for keys in _batches(shelf.keys_older_than(before)):
        with database.reading() as session:
            orphans += set(keys) - store.known_keys(session, keys)
    return orphans


def _batches(keys: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(keys, BATCH)):
        yield batch

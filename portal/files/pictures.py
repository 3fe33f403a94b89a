"""One picture that belongs to no petition: cleaned like all, kept by whoever refers to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from sqlalchemy.orm import Session

from portal.files import store
from portal.files.cleaning import CleanFile, clean
from portal.files.errors import FileNotKeptError, FileRefusedError, Refusal
from portal.files.models import Attachment
from portal.files.shelf import Shelf

FROM_OFFICE = "office"


@dataclass(frozen=True)
class Picture:
    """A clean picture that lies on the shelf and has no row yet."""

    key: str
    file: CleanFile


def shelve_picture(shelf: Shelf, source: IO[bytes]) -> Picture:
    """Clean a picture and put it on the shelf, before any transaction.

    Raises `FileRefusedError` for what is no picture, `FileNotKeptError` when the disk is full.
    """
    cleaned = clean(source)
    if not cleaned.media_type.startswith("image/"):
        raise FileRefusedError(Refusal.UNKNOWN_TYPE)
    try:
        return Picture(shelf.put(cleaned.content), cleaned)
    except OSError as error:
        raise FileNotKeptError from error


def keep_picture(session: Session, authority_id: int, picture: Picture, *, now: datetime) -> int:
    """Write the row of a shelved picture and return its id."""
    row = Attachment(
        authority_id=authority_id,
        origin=FROM_OFFICE,
        key=picture.key,
        media_type=picture.file.media_type,
        extension=picture.file.extension,
        size_bytes=len(picture.file.content),
        sha256=picture.file.sha256,
        position=1,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def remove_kept(session: Session, attachment_id: int | None) -> list[str]:
    """Delete the row of a picture; the keys returned are discarded after the commit."""
    return [] if attachment_id is None else list(store.remove_office(session, attachment_id))

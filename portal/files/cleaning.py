"""The one way a citizen's file comes in: recognised by content, written anew, measured."""

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from portal.files.errors import FileNotKeptError, FileRefusedError, Refusal
from portal.files.formats.cleaned import Cleaned
from portal.files.kinds import HEAD_BYTES, Kind, recognise
from portal.files.quarantine import clean_apart
from portal.files.spool import CappedSpool

MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that may be kept and shown; `width` and `height` in pixels, `pages` of a document."""

    media_type: str
    extension: str
    content: bytes
    sha256: bytes
    width: int | None = None
    height: int | None = None
    pages: int | None = None


def clean(source: IO[bytes], *, limit: int = MAX_BYTES) -> CleanFile:
    """Clean a seekable file of at most `limit` bytes in a process of its own.

    Raise `FileRefusedError` and nothing else that a file could cause, `FileNotKeptError` for what
    a full disk did. Takes a quarter of a second or more, so never call it inside a transaction.
    """
    kind, content = _admitted(source, limit)
    return _clean_file(kind, clean_apart(content))


def _admitted(source: IO[bytes], limit: int) -> tuple[Kind, bytes]:
    """Return what the file claims to be and its bytes; what is too long is never read."""
    if isinstance(source, CappedSpool) and source.is_torn:
        raise FileNotKeptError
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    if size > limit or (isinstance(source, CappedSpool) and source.overflowed):
        raise FileRefusedError(Refusal.TOO_LARGE)
    if size == 0:
        raise FileRefusedError(Refusal.EMPTY)
    content = source.read()
    kind = recognise(content[:HEAD_BYTES])
    if kind is None:
        raise FileRefusedError(Refusal.UNKNOWN_TYPE)
    return kind, content


def _clean_file(kind: Kind, cleaned: Cleaned) -> CleanFile:
    return CleanFile(
        media_type=kind.media_type,
        extension=kind.extension,
        content=cleaned.content,
        sha256=sha256(cleaned.content).digest(),
        width=cleaned.width,
        height=cleaned.height,
        pages=cleaned.pages,
    )

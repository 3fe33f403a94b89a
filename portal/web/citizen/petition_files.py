"""Files of a petition on their way in: staged one by one, each refusal told apart."""

import logging
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from portal.files.errors import FileNotKeptError, FileRefusedError, Refusal
from portal.files.staging import MOST_FILES, Submitted, TooManyFilesError, remove, stage
from portal.files.store import staged_for
from portal.web.session import allow, client_address, database, request_now, shelf
from portal.web.uploads import REFUSALS

log = logging.getLogger(__name__)

HOUR_SECONDS = 3600
MOST_UPLOADS_AN_HOUR = 60


@dataclass(frozen=True)
class KeptFile:
    """A staged file as the page names it."""

    id: int
    number: int
    is_picture: bool
    kilobytes: int


@dataclass
class Uploads:
    """What became of the files of one request: a sentence for each that was not kept.

    `gravest` is the status of the fault that weighs most; 0 for faults of the usual kind.
    """

    faults: list[str] = field(default_factory=list)
    gravest: int = 0

    @property
    def status(self) -> int:
        return self.gravest or 422

    def refuse(self, words: str, status: int = 0) -> None:
        self.faults.append(words)
        self.gravest = max(self.gravest, status)


def receive(owner: Submitted) -> Uploads:
    """Stage every file of the request; what is refused costs nothing else."""
    uploads = Uploads()
    for file in request.files.getlist("files"):
        if file.filename:
            _receive_one(owner, file, uploads)
    return uploads


def take_back(owner: Submitted, attachment_id: int) -> None:
    """Remove a staged file at the sender's wish."""
    with database().writing() as session:
        keys = remove(session, owner, attachment_id)
    for key in keys:
        shelf().discard(key)


def kept(owner: Submitted) -> list[KeptFile]:
    """Return the files that have arrived so far."""
    with database().reading() as session:
        return [
            KeptFile(row.id, row.position, row.extension == "jpg", max(row.size_bytes // 1024, 1))
            for row in staged_for(session, owner.digest)
        ]


def _receive_one(owner: Submitted, file: FileStorage, uploads: Uploads) -> None:
    name = (file.filename or "")[:60]
    if not allow("upload", client_address(), MOST_UPLOADS_AN_HOUR, HOUR_SECONDS):
        uploads.refuse(gettext("Too many files in an hour. Please wait a little."), 429)
        return
    try:
        stage(database(), shelf(), owner, file.stream, now=request_now())
    except FileRefusedError as error:
        why = REFUSALS[error.reason]
        status = 413 if error.reason is Refusal.TOO_LARGE else 0
        uploads.refuse(gettext("“%(name)s” %(why)s.", name=name, why=why), status)
    except FileNotKeptError:
        log.exception("a file was not kept")
        words = gettext(
            "“%(name)s” could not be kept. Please send without it, or try again.", name=name
        )
        uploads.refuse(words, 503)
    except TooManyFilesError:
        words = gettext(
            "“%(name)s” was left out: %(most)d files at most.", name=name, most=MOST_FILES
        )
        uploads.refuse(words)

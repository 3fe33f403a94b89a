"""Files of a petition on their way in: staged one by one, each refusal told apart."""

from dataclasses import dataclass

from flask import request
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from portal.files.errors import FileRefusedError, Refusal
from portal.files.staging import MOST_FILES, Submitted, TooManyFilesError, remove, stage
from portal.files.store import staged_for
from portal.web.session import allow, client_address, database, request_now, shelf

HOUR_SECONDS = 3600
MOST_UPLOADS_AN_HOUR = 60

REFUSALS: dict[Refusal, LazyString] = {
    Refusal.UNKNOWN_TYPE: _l("is neither a photo nor a PDF"),
    Refusal.TOO_LARGE: _l("is larger than 10 MB"),
    Refusal.TOO_MANY_PIXELS: _l("is a picture of too many pixels"),
    Refusal.TOO_MANY_PAGES: _l("has too many pages"),
    Refusal.DAMAGED: _l("cannot be opened; it may be damaged"),
    Refusal.ENCRYPTED: _l("is locked with a password"),
    Refusal.UNSUPPORTED_HERE: _l("is of a kind we cannot read here; please send a JPG or PNG"),
    Refusal.EMPTY: _l("is empty"),
}


@dataclass(frozen=True)
class KeptFile:
    """A staged file as the page names it."""

    id: int
    number: int
    is_picture: bool
    kilobytes: int


@dataclass
class Uploads:
    """What became of the files of one request; `status` is 413 when one was too large."""

    faults: list[str]
    status: int


def receive(owner: Submitted) -> Uploads:
    """Stage every file of the request; what is refused costs nothing else."""
    uploads = Uploads(faults=[], status=422)
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
    try:
        if not allow("upload", client_address(), MOST_UPLOADS_AN_HOUR, HOUR_SECONDS):
            uploads.status = 429
            uploads.faults.append(gettext("Too many files in an hour. Please wait a little."))
            return
        stage(database(), shelf(), owner, file.stream, now=request_now())
    except FileRefusedError as error:
        if error.reason is Refusal.TOO_LARGE:
            uploads.status = 413
        why = REFUSALS[error.reason]
        uploads.faults.append(gettext("“%(name)s” %(why)s.", name=name, why=why))
    except TooManyFilesError:
        words = gettext(
            "“%(name)s” was left out: %(most)d files at most.", name=name, most=MOST_FILES
        )
        uploads.faults.append(words)

"""Issuing the answer: its draft paper, then number, date, signer and the signed file on record."""

import io

from flask import Blueprint, request, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action
from portal.cases.replies.answering import SignedDocument, record_signed
from portal.cases.replies.issuing.signing import as_signed, signed_file_of
from portal.clock import local_day
from portal.documents.printing import printed
from portal.errors import NotFoundError
from portal.files.errors import FileNotKeptError, FileRefusedError
from portal.files.staging import Submitted, attach_staged, remove_all, stage
from portal.files.store import staged_for
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.web.console.case_view import case_view
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, load_file, open_desk, show, work
from portal.web.console.forms import SignForm
from portal.web.console.kept import keep_typing
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import database, request_now, shelf, signed_in
from portal.web.uploads import REFUSALS

bp = Blueprint("issuing", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

SIGN = ActPage(
    Action.SIGN,
    title=_l("Record the signed document"),
    button=_l("Record; the sender is answered"),
    done=_l("Recorded. The sender can read the answer now."),
    intro=_l("With this the case is answered, on time or late by today’s date."),
    template="console/sign.html",
)


@bp.route(f"{CASE}/sign", methods=BOTH)
@staff_may(May.RECORD_SIGNED)
def sign_reply(reference: str) -> Answer:
    """Record what stands on the signed original; the file is kept before anything else may fail."""
    desk = open_desk(SIGN, reference)
    form = SignForm(document_on=local_day(request_now()))
    form.ask_why_late(is_late=desk.must_say_why_late)
    owner = signed_file_of(desk.file.case.authority_id, desk.file.case.id)
    if request.method == "POST" and not _received(form, owner):
        return show(desk, form, 422, has_file=_has_file(owner))
    return work(desk, form, lambda s, turn: _issue(s, turn, form, owner), has_file=_has_file(owner))


@bp.get(f"{CASE}/reply.<ending>")
@staff_may(May.SEE_CASES)
def paper(reference: str, ending: str) -> Response:
    """Send the draft of the official paper; raise `PrintingError` without LibreOffice."""
    from portal.cases.replies.issuing.paper import (  # noqa: PLC0415 python-docx is slow to load
        Letter,
        write_letter,
    )

    file = load_file(reference)
    view = case_view(file, local_day(request_now()))
    if not view.reply or ending not in {"docx", "pdf"}:
        raise NotFoundError(reference=reference)
    letter = Letter(
        reference=reference,
        commune=_commune(),
        unit=file.names.unit or "",
        points=view.points,
        reply=view.reply,
        late_reason=view.late_reason,
        made_at=request_now(),
    )
    body = io.BytesIO()
    write_letter(letter, body)
    content = printed(body.getvalue()) if ending == "pdf" else body.getvalue()
    return _download(content, f"{reference}-du-thao.{ending}")


def _commune() -> str:
    with database().reading() as session:
        return authority_by_id(session, signed_in().authority_id).name


def _issue(session: Session, turn: Turn, form: SignForm, owner: Submitted) -> None:
    document = SignedDocument(
        form.document_number.data,
        form.document_on.data,
        form.document_signer.data,
        form.signing_form.data,
    )
    record_signed(session, turn, document, form.why_late, now=request_now())
    attach_staged(session, owner, turn.case_id)


def _received(form: SignForm, owner: Submitted) -> bool:
    """Keep an uploaded file until the document is recorded; False where it cannot be taken."""
    upload = form.signed_file.data
    if not upload or not form.validate():
        return True
    with database().writing() as session:
        keys = remove_all(session, owner)
    for key in keys:
        shelf().discard(key)
    try:
        stage(database(), shelf(), owner, upload.stream, now=request_now(), finish=as_signed)
    except FileRefusedError as error:
        name, why = (upload.filename or "")[:60], REFUSALS[error.reason]
        form.signed_file.errors = [_("“%(name)s” %(why)s.", name=name, why=why)]
    except FileNotKeptError as error:
        form.signed_file.errors = [sentence(error)]
    return not form.signed_file.errors


def _has_file(owner: Submitted) -> bool:
    with database().reading() as session:
        return bool(staged_for(session, owner.digest))


def _download(content: bytes, name: str) -> Response:
    answer = send_file(io.BytesIO(content), as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer

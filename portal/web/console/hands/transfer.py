"""The transfer slip of a forwarded case: as a paper to sign, and written down once it has left."""

import io

from flask import Blueprint, Response, send_file
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import DateField

from portal.cases.handling.dispatching import dispatch
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action, State
from portal.cases.models import Case
from portal.cases.replies.answering import SignedDocument
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.reports.transfer_slip import TransferSlip, write_slip
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, load_file, open_desk, work
from portal.web.console.forms import NEEDED, ActForm, line
from portal.web.console.kept import keep_typing
from portal.web.console.timeline import words_of
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("transfer", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DISPATCH = ActPage(
    Action.DISPATCH,
    title=_l("Record the transfer slip as sent"),
    button=_l("Record as sent"),
    done=_l("Recorded. The sender reads number and day of the slip."),
    intro=_l("What stands on the signed slip; with this it counts as sent."),
)


class DispatchForm(ActForm):
    """What stands on the signed slip."""

    document_number = line(_l("Number"), 60, _l("For example: 15/PC-UBND"))
    document_on = DateField(_l("Date"), validators=[NEEDED])
    document_signer = line(_l("Signer"), 120, _l("Name and office"))


@bp.get(f"{CASE}/phieu-chuyen.docx")
@staff_may(May.SEE_CASES)
def slip(reference: str) -> Response:
    """Return the slip of a forwarded case, its number and day left blank."""
    found = load_file(reference)
    if found.case.state != State.FORWARDED:
        raise NotFoundError(reference=reference)
    sent = [event for event in found.events if event.action == Action.FORWARD][-1]
    place = ", ".join(part for part in (found.case.place, found.names.village) if part)
    paper = TransferSlip(
        reference=reference,
        received_on=found.case.received_on,
        receiver=found.case.sent_to,
        story=found.story,
        reason=words_of(found, sent),
        place=place,
        files=len(found.attachments),
    )
    file = io.BytesIO()
    with database().reading() as session:
        authority = authority_by_id(session, signed_in().authority_id)
    write_slip(paper, authority, lang(), request_now(), file)
    file.seek(0)
    name = f"{reference}_phieu-chuyen.docx"
    answer = send_file(file, mimetype=WORD, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route(f"{CASE}/dispatch", methods=BOTH)
@staff_may(May.SEE_CASES)
def dispatch_case(reference: str) -> Answer:
    """Write down that it was sent; the desk and the records clerk may do so."""
    desk = open_desk(DISPATCH, reference)
    form = DispatchForm(document_on=local_day(request_now()))
    return work(desk, form, lambda s, turn: _dispatch(s, turn, form))


def _dispatch(session: Session, turn: Turn, form: DispatchForm) -> Case:
    number, signer = form.document_number.data, form.document_signer.data
    document = SignedDocument(number, form.document_on.data, signer)
    return dispatch(session, turn, document, now=request_now())

"""The desk's pages: accept, ask and go on, not accept, forward, answer at once, note."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.cases.handling.notes import add_note
from portal.cases.handling.store import outside_units
from portal.cases.handling.triage import (
    accept,
    ask,
    forward,
    go_on,
    not_accept,
    write_down_answer,
)
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action, Subject, TextPart
from portal.cases.lanes.regulations import receiver_of_regulations, source_of_receiver
from portal.cases.models import Case
from portal.cases.replies.answering import answer_at_once
from portal.cases.routing.procedures import procedure_typed
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.offices.store import authority_by_id, procedures_of
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import (
    AcceptForm,
    AskForm,
    ForwardForm,
    NoteForm,
    RefuseForm,
    ReplyForm,
    ResumeForm,
    SupplyForm,
)
from portal.web.console.kept import keep_typing
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("triage", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

ACCEPT = ActPage(
    Action.ACCEPT,
    title=_l("Accept and register"),
    button=_l("Accept"),
    done=_l("Accepted and registered."),
    intro=_l("Confirm what the sender chose, or correct it."),
    template="console/accept.html",
)
ASK = ActPage(
    Action.ASK,
    title=_l("Ask the sender"),
    button=_l("Send the question"),
    done=_l("The question is with the sender. The clock stands still from tomorrow."),
    intro=_l("The days until the sender has answered do not count; the case then shows them."),
)
SUPPLY = ActPage(
    Action.SUPPLY,
    title=_l("Write down the sender’s answer"),
    button=_l("Keep the answer"),
    done=_l("The answer is in the case, which goes on from where the question was asked."),
    intro=_l("For an answer given by telephone or at the counter."),
    template="console/answered.html",
)
RESUME = ActPage(
    Action.RESUME,
    title=_l("Go on without an answer"),
    button=_l("Go on"),
    done=_l("The case goes on from where the question was asked."),
    intro=_l("For a sender who does not answer, or an answer that is no longer needed."),
    template="console/answered.html",
)
REFUSE = ActPage(
    Action.NOT_ACCEPT,
    title=_l("Do not accept"),
    button=_l("Do not accept"),
    done=_l("Not accepted. The sender can read why, and where to turn."),
    intro=_l("If another office decides, forwarding spares the sender the way."),
    kind="danger",
)
FORWARD = ActPage(
    Action.FORWARD,
    title=_l("Forward to another office"),
    button=_l("Forward"),
    done=_l("Forwarded. The sender can read to whom."),
    template="console/forward.html",
)
ANSWER = ActPage(
    Action.ANSWER_AT_ONCE,
    title=_l("Answer at once"),
    button=_l("Answer the sender"),
    done=_l("Answered. The sender can read it now."),
    intro=_l("For what needs no unit and no signed document."),
)
NOTE = ActPage(Action.NOTE, title=_l("Add a note"), button=_l("Keep the note"), done=_l("Noted."))


@bp.route(f"{CASE}/accept", methods=BOTH)
@staff_may(May.SEE_CASES)
def accept_case(reference: str) -> Answer:
    """Accept; the desk, and leaders what names somebody of the desk."""
    desk = open_desk(ACCEPT, reference)
    form = AcceptForm(obj=desk.file.case)
    return work(desk, form, lambda s, turn: _accept(s, turn, form), procedures=_procedures())


@bp.route(f"{CASE}/ask", methods=BOTH)
@staff_may(May.SEE_CASES)
def ask_sender(reference: str) -> Answer:
    """Ask; the domain lets the desk and the unit in charge do so."""
    desk, form = open_desk(ASK, reference), AskForm()
    return work(desk, form, lambda s, turn: ask(s, turn, form.question.data, now=request_now()))


@bp.route(f"{CASE}/supply", methods=BOTH)
@staff_may(May.SEE_CASES)
def supply_case(reference: str) -> Answer:
    """Take an answer for the sender; the desk and the unit in charge may do so."""
    desk, form = open_desk(SUPPLY, reference), SupplyForm()
    return work(
        desk,
        form,
        lambda s, turn: write_down_answer(s, turn, form.answer.data, now=request_now()),
        question=desk.file.latest(TextPart.QUESTION),
    )


@bp.route(f"{CASE}/resume", methods=BOTH)
@staff_may(May.SEE_CASES)
def resume_case(reference: str) -> Answer:
    """Go on; the desk and the unit in charge may do so."""
    desk, form = open_desk(RESUME, reference), ResumeForm()
    return work(
        desk,
        form,
        lambda s, turn: go_on(s, turn, form.reason.data, now=request_now()),
        question=desk.file.latest(TextPart.QUESTION),
    )


@bp.route(f"{CASE}/not-accept", methods=BOTH)
@staff_may(May.TRIAGE)
def refuse_case(reference: str) -> Answer:
    desk = open_desk(REFUSE, reference)
    form = RefuseForm(right_address=_reception())
    return work(
        desk,
        form,
        lambda s, turn: not_accept(
            s,
            turn,
            form.refusal.data,
            form.words.data,
            form.right_address.data,
            now=request_now(),
        ),
    )


@bp.route(f"{CASE}/forward", methods=BOTH)
@staff_may(May.TRIAGE)
def forward_case(reference: str) -> Answer:
    desk = open_desk(FORWARD, reference)
    with database().reading() as session:
        offices = [unit.name for unit in outside_units(session, signed_in().authority_id)]
        authority = authority_by_id(session, signed_in().authority_id)
    is_regulation = desk.file.case.subject == Subject.REGULATION
    form = ForwardForm(receiver=receiver_of_regulations(authority) if is_regulation else "")
    return work(
        desk,
        form,
        lambda s, turn: forward(s, turn, form.receiver.data, form.reason.data, now=request_now()),
        offices=offices,
        source=source_of_receiver() if is_regulation else "",
    )


@bp.route(f"{CASE}/answer", methods=BOTH)
@staff_may(May.TRIAGE)
def answer_case(reference: str) -> Answer:
    desk, form = open_desk(ANSWER, reference), ReplyForm()
    form.ask_why_late(is_late=desk.must_say_why_late)
    return work(
        desk,
        form,
        lambda s, turn: answer_at_once(s, turn, form.reply.data, form.why_late, now=request_now()),
    )


@bp.route(f"{CASE}/note", methods=BOTH)
@staff_may(May.SEE_CASES)
def note_case(reference: str) -> Answer:
    desk, form = open_desk(NOTE, reference), NoteForm()
    return work(desk, form, lambda s, turn: add_note(s, turn, form.note.data, now=request_now()))


def _accept(session: Session, turn: Turn, form: AcceptForm) -> Case:
    procedure_id = None
    if form.procedure.data:
        procedure_id = procedure_typed(session, signed_in().authority_id, form.procedure.data)
    kind, subject = form.kind.data, form.subject.data
    return accept(session, turn, kind, subject, procedure_id, now=request_now())


def _procedures() -> list[str]:
    """Return what is offered while a procedure is typed: its code, then its name."""
    with database().reading() as session:
        rows = procedures_of(session, signed_in().authority_id, only_active=True)
        return [f"{row.code} {row.name}" for row in rows]


def _reception() -> str:
    """Return where the commune receives people, which is right for most who are turned away."""
    with database().reading() as session:
        authority = authority_by_id(session, signed_in().authority_id)
        return authority.reception or authority.address

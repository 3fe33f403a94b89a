"""The desk: accept, ask for more, not accept, forward."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.calendar.rules import RuleCode
from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import one_line, written
from portal.cases.intake.promises import Promise, promise
from portal.cases.kinds import Action, CaseKind, Subject, TextPart
from portal.cases.lanes.reclassifying import lane_facts
from portal.cases.models import Case
from portal.cases.recounting import resumed
from portal.errors import InvalidInputError
from portal.offices.models import Procedure
from portal.offices.store import owned

LONGEST_ADDRESS = 200


def accept(
    session: Session,
    turn: Turn,
    kind: CaseKind,
    subject: Subject | None,
    procedure_id: int | None = None,
    *,
    now: datetime,
) -> Case:
    """Enter a case in the book, in the lane a person has confirmed or corrected.

    A `subject` of None keeps what the sender chose; a procedure is named where it is about one.
    Raises `InvalidInputError` where there is no subject, `NotFoundError` for a foreign procedure,
    and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    if subject is None and case.subject is None:
        raise InvalidInputError(subject="required")
    data = lane_facts(session, case, kind, subject, now)
    if procedure_id is not None:
        data["procedure_id"] = owned(session, Procedure, case.authority_id, procedure_id).id
    return take(session, turn, Action.ACCEPT, now=now, data=data)


def ask(session: Session, turn: Turn, question: str, *, now: datetime) -> Case:
    """Ask the citizen for more; the clock stops, and the answer leads back to where it stood."""
    texts = {TextPart.QUESTION: written(question, "question")}
    return take(session, turn, Action.ASK, now=now, texts=texts)


def write_down_answer(session: Session, turn: Turn, answer: str, *, now: datetime) -> Case:
    """Put what the sender answered by telephone or at the counter into the case; it goes on."""
    texts = {TextPart.SUPPLEMENT: written(answer, "answer")}
    data = resumed(session, case_in_turn(session, turn), now)
    return take(session, turn, Action.SUPPLY, now=now, data=data, texts=texts)


def go_on(session: Session, turn: Turn, reason: str, *, now: datetime) -> Case:
    """Go on without the sender's answer, from where the question was asked."""
    texts = {TextPart.REASON: written(reason, "reason")}
    data = resumed(session, case_in_turn(session, turn), now)
    return take(session, turn, Action.RESUME, now=now, data=data, texts=texts)


def not_accept(
    session: Session,
    turn: Turn,
    refusal: Refusal,
    words: str,
    right_address: str,
    *,
    now: datetime,
) -> Case:
    """Close a petition that cannot be accepted, with the reason and where to turn instead."""
    address = one_line(right_address, "right_address", LONGEST_ADDRESS)
    return take(
        session,
        turn,
        Action.NOT_ACCEPT,
        now=now,
        data={"outcome": refusal, "sent_to": address},
        texts={TextPart.REASON: written(words, "words")},
    )


def forward(session: Session, turn: Turn, receiver: str, reason: str, *, now: datetime) -> Case:
    """Hand a petition to the office that is competent, with a transfer slip; not a refusal."""
    return take(
        session,
        turn,
        Action.FORWARD,
        now=now,
        data={"sent_to": one_line(receiver, "receiver", LONGEST_ADDRESS)},
        texts={TextPart.REASON: written(reason, "reason")},
    )


def transfer_promise(session: Session, case: Case) -> Promise | None:
    """Return by when feedback on a regulation must be forwarded; None for other subjects.

    Five working days from receipt (NĐ 20/2008, Điều 9 khoản 1 điểm d); also None when the calendar
    of the year is not loaded.
    """
    if case.subject != Subject.REGULATION:
        return None
    return promise(session, case.authority_id, RuleCode.PAKN_TRANSFER, case.received_on)

"""The case is answered: by the signed document on record, or at once by the clerk at the desk."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.handling.store import unit_names
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import LONGEST_REPLY, one_line, written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.replies.issuing.signing import SigningForm
from portal.cases.replies.lateness import lateness_texts
from portal.cases.replies.points.gate import answered
from portal.clock import local_day
from portal.errors import InvalidInputError

LONGEST_NUMBER = 60
LONGEST_SIGNER = 120


@dataclass(frozen=True)
class SignedDocument:
    """What the records clerk reads off the signed original."""

    number: str
    on: date
    signer: str
    form: SigningForm = SigningForm.TM


def record_signed(
    session: Session,
    turn: Turn,
    document: SignedDocument,
    late_reason: str = "",
    *,
    now: datetime,
) -> Case:
    """Record the signed original; with it the case is answered, on time or late by today's date.

    Raises `InvalidInputError`: document_on `in_the_future` or `before_receipt`.
    """
    case = case_in_turn(session, turn)
    data = checked(document, case.received_on, local_day(now))
    texts = lateness_texts(session, case, late_reason, now)
    return take(session, turn, Action.SIGN, now=now, data=data, texts=texts)


def checked(document: SignedDocument, received_on: date, today: date) -> dict[str, object]:
    """Return a document as events write it down; `InvalidInputError` when it does not fit."""
    if document.on > today:
        raise InvalidInputError(document_on="in_the_future")
    if document.on < received_on:
        raise InvalidInputError(document_on="before_receipt")
    return {
        "document_number": one_line(document.number, "document_number", LONGEST_NUMBER),
        "document_on": document.on,
        "document_signer": one_line(document.signer, "document_signer", LONGEST_SIGNER),
        "signing_form": document.form,
    }


def answer_at_once(
    session: Session, turn: Turn, reply: str, late_reason: str = "", *, now: datetime
) -> Case:
    """Answer at the desk what needs no unit and no document."""
    case = case_in_turn(session, turn)
    texts = lateness_texts(session, case, late_reason, now)
    units = unit_names(session, case.authority_id).values()
    texts[TextPart.REPLY] = answered(written(reply, "reply", LONGEST_REPLY), units)
    return take(session, turn, Action.ANSWER_AT_ONCE, now=now, texts=texts)

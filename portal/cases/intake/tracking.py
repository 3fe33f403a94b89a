"""What the holder of an access code does: look, answer a question, judge the answer, reopen."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.access_codes import AccessCode
from portal.cases.acts import CITIZEN, Act
from portal.cases.answer_rules import answer_rule
from portal.cases.errors import UnknownCodeError
from portal.cases.events import facts_of, record
from portal.cases.intake.promises import promise, reply_facts
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.recounting import resumed
from portal.cases.store import case_by_locator, texts_of
from portal.clock import local_day
from portal.db import Database
from portal.errors import InvalidInputError
from portal.offices.passwords import hasher
from surveys.graphemes import clean, is_longer

LONGEST_ANSWER = 5000
LONGEST_COMMENT = 2000


def case_id_by_code(database: Database, code: AccessCode, *, is_fast: bool = False) -> int:
    """Return the case an access code opens, or raise `UnknownCodeError`.

    An unknown locator costs the same slow comparison as a wrong secret, and neither is named. The
    comparison lies outside any transaction.
    """
    with database.reading() as session:
        case = case_by_locator(session, code.locator)
        case_id, secret_hash = (case.id, case.secret_hash) if case else (0, None)
    if not hasher(is_fast=is_fast).fits(secret_hash, code.secret):
        raise UnknownCodeError
    return case_id


def supply(session: Session, case: Case, text: str, *, now: datetime) -> None:
    """Answer the office's question; raises `InvalidInputError` or `WrongStateError`."""
    texts = {TextPart.SUPPLEMENT: _fitting(text, "answer", LONGEST_ANSWER)}
    data = resumed(session, case, now)
    record(session, case, Act(Action.SUPPLY, CITIZEN, now, data=data, texts=texts))


def rate_reply(
    session: Session, case: Case, *, is_satisfied: bool, comment: str, now: datetime
) -> None:
    """Judge an answer once; whoever is not satisfied says why.

    Raises `InvalidInputError`, `OnlyOnceError` or `WrongStateError`.
    """
    comment = clean(comment)
    if comment or not is_satisfied:
        comment = _fitting(comment, "comment", LONGEST_COMMENT)
    texts = {TextPart.REPLY_COMMENT: comment} if comment else {}
    data = {"is_satisfied": is_satisfied}
    record(session, case, Act(Action.RATE_REPLY, CITIZEN, now, data=data, texts=texts))


def reopen(session: Session, case: Case, text: str, *, now: datetime) -> None:
    """Ask someone above the unit to look again, once; a new reply term runs from today."""
    texts = {TextPart.SUPPLEMENT: _fitting(text, "comment", LONGEST_COMMENT)}
    promised = promise(session, case.authority_id, answer_rule(case.kind), local_day(now))
    act = Act(Action.REOPEN, CITIZEN, now, data=reply_facts(promised), texts=texts)
    record(session, case, act)


def was_said(session: Session, case: Case, part: TextPart, text: str) -> bool:
    """Say whether the sender has sent these words before: a second click, not a second message."""
    said = texts_of(session, case.id, part)
    return any(one.staff_id is None and one.body == clean(text) for one in said)


def may_reopen(case: Case) -> bool:
    """Say whether a dissatisfied judgement may be followed by a second look."""
    return not facts_of(case).times_reopened


def _fitting(text: str, field: str, limit: int) -> str:
    text = clean(text)
    if not text:
        raise InvalidInputError(**{field: "required"})
    if is_longer(text, limit):
        raise InvalidInputError(**{field: "too_long"})
    return text

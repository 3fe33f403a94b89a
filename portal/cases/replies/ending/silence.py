"""Silence is neither consent nor complaint: after the commune's own term it is "unconfirmed"."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.calendar.rules import RuleCode, RuleMissingError
from portal.calendar.stages import Limits, gross_before
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import TermUnit
from portal.cases.acts import CITIZEN, Act
from portal.cases.errors import WrongStateError
from portal.cases.events import record
from portal.cases.kinds import Action
from portal.cases.replies.ending import store
from portal.cases.replies.ending.unsatisfied import Ending
from portal.cases.store import case_by_id
from portal.clock import local_day
from portal.db import Database
from portal.errors import ChangedMeanwhileError
from portal.offices.store import authorities

BATCH = 200


def close_silent(database: Database, *, now: datetime) -> int:
    """Close as unconfirmed what was answered long enough ago; return how many.

    Each in a transaction of its own: a sender who speaks at that very moment is quicker.
    """
    with database.reading() as session:
        found = [
            case_id
            for authority in authorities(session)
            for case_id in _silent(session, authority.id, local_day(now))
        ]
    return sum(_close(database, case_id, now) for case_id in found)


def silent_before(session: Session, authority_id: int, today: date) -> date | None:
    """Return the day before which an answer without an echo is unconfirmed; None without a rule."""
    calendar = load_calendar(session, authority_id)
    try:
        term = rule(session, authority_id, RuleCode.CONFIRM_REPLY, today, calendar.version).term
    except RuleMissingError:
        return None
    if term.unit is TermUnit.WORKING:
        return gross_before(calendar, today, Limits(grossly_late=term.days))
    return today - timedelta(days=term.days)


def _silent(session: Session, authority_id: int, today: date) -> list[int]:
    before = silent_before(session, authority_id, today)
    return list(store.silent_cases(session, authority_id, before, BATCH)) if before else []


def _close(database: Database, case_id: int, now: datetime) -> bool:
    # Nobody acts: like the sender's own steps, the event has no member of staff.
    act = Act(Action.CLOSE_UNCONFIRMED, CITIZEN, now, data={"outcome": Ending.UNCONFIRMED})
    try:
        with database.writing() as session:
            case = case_by_id(session, case_id)
            if case is not None:
                record(session, case, act)
            return case is not None
    except (WrongStateError, ChangedMeanwhileError):
        return False

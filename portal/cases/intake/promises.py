"""The days a citizen is promised something by, each with its rule and its day-by-day reason."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError
from portal.calendar.rules import Rule, RuleCode, RuleMissingError
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Due, due


@dataclass(frozen=True)
class Promise:
    """A due date and the rule that made it."""

    rule: Rule
    due: Due


@dataclass(frozen=True)
class Promises:
    """What is promised on receipt; None where the calendar or the rule is not there to say it."""

    classify: Promise | None
    reply: Promise | None

    def facts(self) -> dict[str, object]:
        """Return the days as the first event of a case writes them down."""
        classified = {"classify_due_on": self.classify.due.due_on} if self.classify else {}
        return {**classified, **reply_facts(self.reply)}


def promises(session: Session, authority_id: int, received_on: date) -> Promises:
    """Count both terms from the day received.

    A year without a calendar stops no petition: it is stored without dates, and says so.
    """
    return Promises(
        promise(session, authority_id, RuleCode.CLASSIFY, received_on),
        promise(session, authority_id, RuleCode.REPLY_OWN, received_on),
    )


def promise(
    session: Session, authority_id: int, code: RuleCode, received_on: date
) -> Promise | None:
    """Count one term; None where the calendar or the rule is not there to say it."""
    try:
        applied = rule(session, authority_id, code, received_on)
        counted = due(load_calendar(session, authority_id), received_on, applied.term)
    except (CalendarMissingError, RuleMissingError):
        return None
    return Promise(applied, counted)


def reply_facts(promised: Promise | None) -> dict[str, object]:
    """Return the reply's day, rule and calendar as events write them down."""
    if promised is None:
        return {}
    return {
        "due_on": promised.due.due_on,
        "due_rule": promised.rule.code,
        "calendar_version": promised.due.calendar_version,
    }

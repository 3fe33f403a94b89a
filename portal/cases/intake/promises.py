"""The days a citizen is promised something by, each with its rule and its day-by-day reason."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule, RuleCode, RuleMissingError
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Due, due
from portal.cases.answer_rules import answer_rule
from portal.cases.deadline import Deadline
from portal.cases.kinds import CaseKind


@dataclass(frozen=True)
class Promise:
    """A due date and the rule that made it."""

    rule: Rule
    due: Due

    @property
    def deadline(self) -> Deadline:
        return Deadline(self.due.due_on, self.due.received_on, self.rule, self.due)


@dataclass(frozen=True)
class Promises:
    """What is promised on receipt; None where the calendar or the rule is not there to say it."""

    classify: Promise | None
    reply: Promise | None

    def facts(self) -> dict[str, object]:
        """Return the days as the first event of a case writes them down."""
        classified: dict[str, object] = {}
        if self.classify:
            classified["classify_due_on"] = self.classify.due.due_on
            classified["calendar_version"] = self.classify.due.calendar_version
        return {**classified, **reply_facts(self.reply)}


def promises(session: Session, authority_id: int, kind: CaseKind, received_on: date) -> Promises:
    """Count both terms of a kind of case from the day received.

    A year without a calendar stops no petition: it is stored without dates, and says so.
    """
    calendar = load_calendar(session, authority_id)
    return Promises(
        _counted(session, authority_id, calendar, RuleCode.CLASSIFY, received_on),
        _counted(session, authority_id, calendar, answer_rule(kind), received_on),
    )


def promise(
    session: Session, authority_id: int, code: RuleCode, received_on: date
) -> Promise | None:
    """Count one term; None where the calendar or the rule is not there to say it."""
    calendar = load_calendar(session, authority_id)
    return _counted(session, authority_id, calendar, code, received_on)


def _counted(
    session: Session, authority_id: int, calendar: WorkCalendar, code: RuleCode, received_on: date
) -> Promise | None:
    try:
        # Of the same version: a term set between the two readings would not be found again later.
        applied = rule(session, authority_id, code, received_on, calendar.version)
        return Promise(applied, due(calendar, received_on, applied.term))
    except (CalendarMissingError, RuleMissingError):
        return None


def reply_facts(promised: Promise | None) -> dict[str, object]:
    """Return the reply's day, rule and calendar as events write them down."""
    if promised is None:
        return {}
    return {
        "due_on": promised.due.due_on,
        "due_rule": promised.rule.code,
        "calendar_version": promised.due.calendar_version,
    }

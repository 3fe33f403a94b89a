"""How the clock of a case runs: from which day, what stopped it, how far the answer was put off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.calendar.days import WorkCalendar
from portal.calendar.rules import Rule
from portal.calendar.terms import Due, Pause, Term, TermUnit, due, working_days_between
from portal.cases.facts import Happening
from portal.cases.kinds import Action
from portal.clock import local_day

ANSWERING = frozenset({Action.SUPPLY, Action.RESUME})


@dataclass(frozen=True)
class Course:
    """The day a term runs from, the days it stood still, and its length if it was put off."""

    starts_on: date
    pauses: tuple[Pause, ...] = ()
    extended_days: int | None = None

    def counted(self, calendar: WorkCalendar, applied: Rule) -> Due:
        """Count the term of a rule; CalendarMissingError where the calendar does not reach."""
        return due(calendar, self.starts_on, self.term(applied), self.pauses)

    def term(self, applied: Rule) -> Term:
        """Return the term that holds: the rule's own, or the longer one of an appointment."""
        if self.extended_days is None:
            return applied.term
        return Term(self.extended_days, applied.term.unit)

    def days_until(self, calendar: WorkCalendar, day: date, unit: TermUnit) -> int:
        """Count the days of a term that would end on a day, without those that stood still."""
        stood = [self._overlap(pause, day) for pause in self.pauses]
        if unit is TermUnit.WORKING:
            lost = sum(working_days_between(calendar, first, last) for first, last in stood)
            return working_days_between(calendar, self.starts_on, day) - lost
        return (day - self.starts_on).days - sum((last - first).days for first, last in stood)

    def _overlap(self, pause: Pause, day: date) -> tuple[date, date]:
        last = min(pause.until, day)
        return min(max(pause.after, self.starts_on), last), last


def start_of_term(received_on: date, events: Sequence[Happening]) -> date:
    """Return the day the present term runs from: of receipt, or of the last reopening."""
    reopened = [local_day(event.at) for event in events if event.action == Action.REOPEN]
    return reopened[-1] if reopened else received_on


def pauses_of(events: Sequence[Happening]) -> tuple[Pause, ...]:
    """Return every pause that is over; while the sender is still waited for, none is added.

    Two questions never overlap: the second can only be asked when the first is answered.
    """
    found: list[Pause] = []
    asked_on: date | None = None
    for event in events:
        if event.action == Action.ASK:
            asked_on = local_day(event.at)
        elif event.action in ANSWERING and asked_on is not None:
            found.append(Pause(asked_on, local_day(event.at)))
            asked_on = None
    return tuple(pause for pause in found if pause.after < pause.until)


def course_of(
    received_on: date, events: Sequence[Happening], extended_days: int | None = None
) -> Course:
    """Return the course of the reply term: a reopening begins a new one."""
    starts_on = start_of_term(received_on, events)
    pauses = tuple(pause for pause in pauses_of(events) if pause.until > starts_on)
    return Course(starts_on, pauses, extended_days)

"""The calendar has changed: which open cases that would move, and all of them moved at once.

What is promised to a sender is only made later by the law itself: a term in working days gets
longer when a day becomes a day off. A day that would come earlier stays as promised, unless a
person decides otherwise; and no day is moved into the past, so that a late case stays late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, DayReason, WorkCalendar
from portal.calendar.store import current_version, load_calendar
from portal.calendar.terms import ONE_DAY
from portal.cases.acts import Act, Actor
from portal.cases.events import facts_of, record
from portal.cases.handling import store
from portal.cases.kinds import Action
from portal.cases.models import Case, CaseEvent
from portal.cases.recounting import Clock, clocks, count, written
from portal.clock import local_day
from portal.errors import ChangedMeanwhileError


@dataclass(frozen=True)
class Move:
    """One day of one case, now and as the calendar in force counts it."""

    case: Case
    clock: Clock
    new: date
    because: Sequence[tuple[date, DayReason]]

    @property
    def old(self) -> date | None:
        return self.clock.on

    @property
    def is_earlier(self) -> bool:
        return self.old is not None and self.new < self.old


@dataclass(frozen=True)
class Moves:
    """What pressing the button would do at a version of the calendar.

    `later` move; `earlier` keep the day promised unless a person says so; `past` keep it, for the
    new day has gone by already.
    """

    version: int
    later: Sequence[Move]
    earlier: Sequence[Move]
    past: Sequence[Move]

    @property
    def is_empty(self) -> bool:
        return not (self.later or self.earlier or self.past)

    def chosen(self, *, with_earlier: bool) -> Sequence[Move]:
        return [*self.later, *self.earlier] if with_earlier else self.later


def preview(session: Session, authority_id: int, now: datetime) -> Moves:
    """Return every day of an open case that the calendar in force counts otherwise."""
    calendar = load_calendar(session, authority_id)
    cases = store.open_cases(session, authority_id)
    events = store.clock_events(session, authority_id)
    known = _Calendars(session, authority_id, calendar)
    grouped: dict[str, list[Move]] = {"later": [], "earlier": [], "past": []}
    for case in cases:
        found = list(_moves(known, case, events.get(case.id, ())))
        if found:
            grouped[_group(found, local_day(now))] += found
    return Moves(calendar.version, **grouped)


def move_all(
    session: Session,
    authority_id: int,
    actor: Actor,
    seen: int,
    *,
    with_earlier: bool,
    now: datetime,
) -> int:
    """Move the days of all open cases in one transaction; return how many cases were moved.

    `seen` is the version of the calendar the person was looking at. Raises `ChangedMeanwhileError`
    when it is no longer in force or another person was quicker, `NotAllowedError`.
    """
    if current_version(session, authority_id) != seen:
        raise ChangedMeanwhileError(version=seen)
    moves = preview(session, authority_id, now)
    days: dict[int, dict[str, date]] = {}
    cases: dict[int, Case] = {}
    for move in moves.chosen(with_earlier=with_earlier):
        days.setdefault(move.case.id, {})[move.clock.name] = move.new
        cases[move.case.id] = move.case
    for case_id, new in days.items():
        case = cases[case_id]
        data = written(facts_of(case), new, moves.version)
        record(session, case, Act(Action.RECOMPUTE, actor, now, data))
    return len(days)


class _Calendars:
    """The calendars cases were promised by; each version is read once."""

    def __init__(self, session: Session, authority_id: int, in_force: WorkCalendar) -> None:
        self.session, self.authority_id, self.in_force = session, authority_id, in_force
        self._known = {in_force.version: in_force}

    def at(self, version: int | None) -> WorkCalendar:
        if version is None:
            return WorkCalendar({}, frozenset(), 0)
        if version not in self._known:
            self._known[version] = load_calendar(self.session, self.authority_id, version)
        return self._known[version]


def _moves(known: _Calendars, case: Case, events: Sequence[CaseEvent]) -> Iterator[Move]:
    if case.calendar_version == known.in_force.version:
        return
    for clock in clocks(facts_of(case), events):
        new = count(known.session, known.authority_id, clock, known.in_force)
        if new is not None and new != clock.on:
            then = known.at(case.calendar_version)
            yield Move(case, clock, new, list(_because(then, known.in_force, clock, new)))


def _because(
    then: WorkCalendar, now: WorkCalendar, clock: Clock, new: date
) -> Iterator[tuple[date, DayReason]]:
    """Yield the days of the count that are worked by one calendar and not by the other."""
    day, last = clock.course.starts_on, max(clock.on or new, new)
    while day < last:
        day += ONE_DAY
        if _differs(then, now, day):
            yield day, now.why(day)


def _differs(then: WorkCalendar, now: WorkCalendar, day: date) -> bool:
    try:
        return then.is_working(day) != now.is_working(day)
    except CalendarMissingError:
        return False


def _group(found: Sequence[Move], today: date) -> str:
    """Keep the two days of a case together: one version of the calendar explains both."""
    if any(move.old is not None and move.new < today for move in found):
        return "past"
    return "earlier" if any(move.is_earlier for move in found) else "later"

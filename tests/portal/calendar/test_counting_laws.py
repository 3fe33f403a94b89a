"""Laws that hold for every calendar, tried on calendars nobody chose."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.days import SATURDAY, SpecialDay, WorkCalendar
from portal.calendar.terms import (
    Due,
    Term,
    TermUnit,
    due,
    working_days_between,
    working_days_left,
)
from tests.portal.calendar.calendars import calendar_of, rest_day, worked_saturday

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
days_received = st.dates(FIRST, date(2026, 12, 31))
terms = st.builds(Term, st.integers(1, 60), st.sampled_from(TermUnit))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    some_days = st.sets(st.dates(FIRST, date(2027, 6, 30)), max_size=40)
    return calendar_of(*(special(day) for day in draw(some_days)))


def special(day: date) -> SpecialDay:
    return worked_saturday(day) if day.weekday() == SATURDAY else rest_day(day)


def worked_days(calendar: WorkCalendar) -> list[date]:
    """The oracle: the list of all worked days, made without asking the calendar's own rule."""
    everyday = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    off = {day for day in calendar.days if day.weekday() != SATURDAY}
    extra = set(calendar.days) - off
    return [day for day in everyday if day in extra or (day.weekday() < 5 and day not in off)]


def brute_force(calendar: WorkCalendar, received_on: date, term: Term) -> date:
    worked = worked_days(calendar)
    if term.unit is TermUnit.WORKING:
        return [day for day in worked if day > received_on][term.days - 1]
    return next(day for day in worked if day >= received_on + timedelta(days=term.days))


@given(calendars(), days_received, terms)
def test_the_due_date_equals_brute_force(
    calendar: WorkCalendar, received_on: date, term: Term
) -> None:
    assert due(calendar, received_on, term).due_on == brute_force(calendar, received_on, term)


@given(calendars(), days_received, st.integers(0, 90), terms)
def test_a_later_receipt_never_has_an_earlier_due_date(
    calendar: WorkCalendar, received_on: date, later: int, term: Term
) -> None:
    afterwards = min(received_on + timedelta(days=later), date(2026, 12, 31))
    first, second = due(calendar, received_on, term), due(calendar, afterwards, term)
    assert first.due_on <= second.due_on


@given(calendars(), st.dates(FIRST, LAST), days_received, terms)
def test_a_further_day_off_never_shortens_a_term(
    calendar: WorkCalendar, day_off: date, received_on: date, term: Term
) -> None:
    more = WorkCalendar({**calendar.days, day_off: rest_day(day_off)}, calendar.years, 2)
    assert due(more, received_on, term).due_on >= due(calendar, received_on, term).due_on


@given(calendars(), days_received, st.integers(1, 59), st.sampled_from(TermUnit))
def test_a_longer_term_never_ends_earlier(
    calendar: WorkCalendar, received_on: date, days: int, unit: TermUnit
) -> None:
    shorter = due(calendar, received_on, Term(days, unit))
    longer = due(calendar, received_on, Term(days + 1, unit))
    assert shorter.due_on <= longer.due_on


@given(calendars(), days_received, terms)
def test_the_explanation_is_complete_and_adds_up(
    calendar: WorkCalendar, received_on: date, term: Term
) -> None:
    counted: Due = due(calendar, received_on, term)
    span = (counted.due_on - received_on).days + 1
    assert [line.day for line in counted.days] == [
        received_on + timedelta(days=n) for n in range(span)
    ]
    assert not counted.days[0].counted
    numbers = [line.number for line in counted.days if line.counted]
    assert numbers == list(range(1, term.days + 1))
    assert calendar.is_working(counted.due_on)


@given(calendars(), days_received, st.integers(1, 60))
def test_working_days_left_runs_from_the_term_down_to_nothing(
    calendar: WorkCalendar, received_on: date, days: int
) -> None:
    due_on = due(calendar, received_on, Term(days, TermUnit.WORKING)).due_on
    assert working_days_left(calendar, received_on, due_on) == days
    assert working_days_left(calendar, due_on, due_on) == 0
    assert working_days_left(calendar, due_on + timedelta(days=1), due_on) == 0


@given(calendars(), days_received, days_received)
def test_working_days_between_equals_brute_force(
    calendar: WorkCalendar, after: date, until: date
) -> None:
    wanted = sum(after < day <= until for day in worked_days(calendar))
    assert working_days_between(calendar, after, until) == wanted

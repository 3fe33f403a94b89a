"""Pauses by law of counting: equal to brute force, never earlier, adding up; stages beside them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.days import WorkCalendar
from portal.calendar.shipped import shipped_calendar
from portal.calendar.stages import Limits, StageCode, stage
from portal.calendar.terms import CountCode, Pause, Term, TermUnit, due
from portal.cases.course import Course

WEEKDAYS_ONLY = WorkCalendar({}, frozenset(range(2026, 2030)), 1)
starts = st.dates(date(2026, 1, 1), date(2026, 6, 30))
terms = st.builds(Term, st.integers(1, 30), st.sampled_from(TermUnit))
gaps = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), max_size=4)


def laid_out(start: date, spans: list[tuple[int, int]]) -> tuple[Pause, ...]:
    """Return pauses one after another, each some days after the one before."""
    found, day = [], start
    for gap, length in spans:
        after = day + timedelta(gap)
        day = after + timedelta(length)
        found.append(Pause(after, day))
    return tuple(found)


def brute_force(start: date, term: Term, pauses: tuple[Pause, ...]) -> date:
    calendar = shipped_calendar()
    day, left = start, term.days
    still = {
        one.after + timedelta(n)
        for one in pauses
        for n in range(1, (one.until - one.after).days + 1)
    }
    while left:
        day += timedelta(1)
        counts = term.unit is TermUnit.CALENDAR or calendar.is_working(day)
        left -= counts and day not in still
    while term.unit is TermUnit.CALENDAR and (day in still or not calendar.is_working(day)):
        day += timedelta(1)
    return day


@given(starts, terms, gaps)
def test_a_count_with_pauses_equals_brute_force(
    start: date, term: Term, spans: list[tuple[int, int]]
) -> None:
    pauses = laid_out(start, spans)
    counted = due(shipped_calendar(), start, term, pauses)
    assert counted.due_on == brute_force(start, term, pauses)
    assert sum(day.counted for day in counted.days) == term.days
    still = [day.day for day in counted.days if day.code is CountCode.PAUSED]
    assert still == [d.day for d in counted.days if any(p.holds(d.day) for p in pauses)]


@given(starts, terms, gaps)
def test_a_later_receipt_never_gives_an_earlier_day(
    start: date, term: Term, spans: list[tuple[int, int]]
) -> None:
    pauses = laid_out(start, spans)
    first = due(shipped_calendar(), start, term, pauses).due_on
    assert due(shipped_calendar(), start + timedelta(1), term, pauses).due_on >= first


@given(starts, st.integers(1, 30), gaps)
def test_pauses_add_up(start: date, days: int, spans: list[tuple[int, int]]) -> None:
    """Counted by plain days, the day moves by exactly the days that stood still before it."""
    pauses = laid_out(start, spans)
    everyday = Term(days, TermUnit.WORKING)
    counted = due(WEEKDAYS_ONLY, start, everyday, pauses)
    still = [d.day for d in counted.days if d.code is CountCode.PAUSED]
    lost = sum(WEEKDAYS_ONLY.is_working(day) for day in still)
    assert counted.due_on == due(WEEKDAYS_ONLY, start, Term(days + lost, everyday.unit)).due_on
    one_more = (*pauses, Pause(counted.due_on, counted.due_on + timedelta(9)))
    assert due(WEEKDAYS_ONLY, start, everyday, one_more).due_on == counted.due_on


@given(starts, terms, gaps)
def test_a_term_put_off_is_as_long_as_the_day_says(
    start: date, term: Term, spans: list[tuple[int, int]]
) -> None:
    course = Course(start, laid_out(start, spans))
    calendar = shipped_calendar()
    day = due(calendar, start, Term(term.days, TermUnit.WORKING), course.pauses).due_on
    assert course.days_until(calendar, day, TermUnit.WORKING) == term.days


def test_the_day_asked_counts_and_the_day_answered_does_not() -> None:
    monday = date(2026, 12, 7)
    asked, answered = monday + timedelta(1), monday + timedelta(3)
    counted = due(shipped_calendar(), monday, Term(3, TermUnit.WORKING), [Pause(asked, answered)])
    assert [day.number for day in counted.days][:5] == [None, 1, None, None, 2]
    assert counted.due_on == date(2026, 12, 14)


def test_each_stage_begins_where_its_limit_says() -> None:
    calendar, limits = shipped_calendar(), Limits(soon=2, grossly_late=5)
    due_on = date(2026, 12, 7)  # a Monday
    stages = {
        date(2026, 12, 2): StageCode.ON_TIME,
        date(2026, 12, 3): StageCode.DUE_SOON,
        due_on: StageCode.DUE_TODAY,
        date(2026, 12, 8): StageCode.OVERDUE,
        date(2026, 12, 14): StageCode.OVERDUE,
        date(2026, 12, 15): StageCode.GROSSLY_OVERDUE,
    }
    found = {day: stage(calendar, day, due_on, None, limits).code for day in stages}
    assert found == stages


def test_a_question_asked_too_late_stops_nothing() -> None:
    due_on, later = date(2026, 12, 7), date(2026, 12, 20)
    before = stage(shipped_calendar(), later, due_on, None, paused_on=date(2026, 12, 4))
    assert before.code is StageCode.PAUSED
    on_the_day = stage(shipped_calendar(), later, due_on, None, paused_on=due_on)
    assert on_the_day.is_late

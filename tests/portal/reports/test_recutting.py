"""When the day on which months begin moves, every day still lies in exactly one month."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.reports.recutting import Standing, number_of, recut
from portal.reports.spans import Span, month

FIRST = date(2025, 12, 15)
YEARS = (2026, 2027)


def seeded(starts_on: int) -> list[Span]:
    return [month(year, number, starts_on) for year in YEARS for number in range(1, 13)]


def moved(spans: list[Span], starts_on: int, today: date, by_hand: set[str]) -> list[Span]:
    """Return all months as they stand after the change; those of `by_hand` stay."""
    months = [Standing(one, one.from_on <= today or one.key in by_hand) for one in spans]
    new = {span.key: span for span in recut(months, starts_on)}
    return [new.get(one.key, one) for one in spans]


def days(spans: list[Span]) -> list[date]:
    """Return every day of every month, one that lies in two of them twice."""
    return [
        one.from_on + timedelta(days=offset)
        for one in spans
        for offset in range((one.to_on - one.from_on).days + 1)
    ]


def by_key(spans: list[Span]) -> dict[str, tuple[date, date]]:
    return {one.key: (one.from_on, one.to_on) for one in spans}


def test_the_first_month_from_the_fifteenth_is_short() -> None:
    found = by_key(moved(seeded(1), 15, date(2026, 11, 20), set()))
    assert found["2026-11"] == (date(2026, 11, 1), date(2026, 11, 30))
    assert found["2026-12"] == (date(2026, 12, 1), date(2026, 12, 14))
    assert found["2027-01"] == (date(2026, 12, 15), date(2027, 1, 14))


def test_the_first_calendar_month_is_long() -> None:
    found = by_key(moved(seeded(15), 1, date(2026, 11, 20), set()))
    assert found["2026-12"] == (date(2026, 11, 15), date(2026, 12, 14))
    assert found["2027-01"] == (date(2026, 12, 15), date(2027, 1, 31))
    assert found["2027-02"] == (date(2027, 2, 1), date(2027, 2, 28))


def test_a_month_changed_by_hand_stays_and_its_neighbours_give_way() -> None:
    found = by_key(moved(seeded(1), 15, date(2026, 11, 20), {"2027-03"}))
    assert found["2027-02"] == (date(2027, 1, 15), date(2027, 2, 28))
    assert found["2027-03"] == (date(2027, 3, 1), date(2027, 3, 31))
    assert found["2027-04"] == (date(2027, 4, 1), date(2027, 4, 14))


def test_a_month_that_was_removed_is_no_neighbour() -> None:
    without = [one for one in seeded(1) if one.key != "2026-12"]
    found = by_key(moved(without, 15, date(2026, 11, 20), set()))
    assert found["2027-01"] == (date(2026, 12, 15), date(2027, 1, 14))


def test_without_months_there_is_nothing_to_cut() -> None:
    assert recut([], 15) == []


def test_a_month_for_which_no_day_is_left_keeps_its_own() -> None:
    long = Span("2026-11", date(2026, 11, 1), date(2026, 12, 14))
    spans = [long if one.key == long.key else one for one in seeded(1)]
    found = by_key(moved(spans, 15, date(2026, 11, 20), set()))
    assert found["2026-12"] == (date(2026, 12, 1), date(2026, 12, 31))


@given(
    starts_on=st.sampled_from((1, 15)),
    steps=st.lists(st.integers(0, 200), min_size=1, max_size=4),
    by_hand=st.sets(st.sampled_from(sorted(by_key(seeded(1))))),
)
def test_every_day_is_covered_exactly_once_however_often_the_start_moves(
    starts_on: int, steps: list[int], by_hand: set[str]
) -> None:
    spans, today = seeded(starts_on), FIRST
    for step in steps:
        today += timedelta(days=step)
        starts_on = 16 - starts_on
        before, spans = spans, moved(spans, starts_on, today, by_hand)
        listed = days(spans)
        assert listed == [listed[0] + timedelta(days=n) for n in range(len(listed))]
        begun = [one for one in before if one.from_on <= today or one.key in by_hand]
        assert [one for one in spans if one.key in by_key(begun)] == begun
        assert {one.from_on.day for one in spans} <= {1, 15}


@given(starts_on=st.sampled_from((1, 15)), lived=st.integers(0, 500))
def test_all_but_the_first_month_to_come_are_as_if_they_had_always_begun_so(
    starts_on: int, lived: int
) -> None:
    today = FIRST + timedelta(days=lived)
    found = moved(seeded(16 - starts_on), starts_on, today, set())
    to_come = [one for one in found if one.from_on > today]
    assert to_come[1:] == [month(*number_of(one.key), starts_on) for one in to_come[1:]]

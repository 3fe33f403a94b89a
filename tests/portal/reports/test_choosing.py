"""The last final month is shown first; what runs stands beside it and says so."""

from datetime import date

import pytest

from portal.reports.choosing import choose
from portal.reports.errors import PeriodNotFoundError
from portal.reports.models import Period
from portal.reports.spans import month


def row(key: str, from_on: date, to_on: date, cutoff_on: date | None = None) -> Period:
    return Period(key=key, name=key, from_on=from_on, to_on=to_on, cutoff_on=cutoff_on or to_on)


def months(*numbers: int) -> list[Period]:
    """Return months of 2026, the newest first."""
    spans = [month(2026, number, 1) for number in sorted(numbers, reverse=True)]
    return [row(span.key, span.from_on, span.to_on) for span in spans]


def test_the_last_final_month_is_chosen_and_the_running_one_stands_beside_it() -> None:
    choice = choose(months(9, 10, 11, 12), date(2026, 11, 20), None)
    assert choice.chosen is not None
    assert (choice.chosen.key, choice.chosen.is_final) == ("2026-10", True)
    assert choice.running is not None
    assert (choice.running.key, choice.running.is_final) == ("2026-11", False)
    assert [period.key for period in choice.begun] == ["2026-11", "2026-10", "2026-09"]


def test_a_month_that_ended_is_provisional_up_to_its_cutoff() -> None:
    october = row("2026-10", date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5))
    rows = [*months(11), october, *months(9)]
    for today, key in [(date(2026, 11, 5), "2026-09"), (date(2026, 11, 6), "2026-10")]:
        choice = choose(rows, today, None)
        assert choice.chosen is not None
        assert choice.chosen.key == key


def test_a_quarter_does_not_push_the_month_aside() -> None:
    quarter = row("2026-q3", date(2026, 7, 1), date(2026, 10, 31))
    choice = choose([*months(11), quarter, *months(10)], date(2026, 11, 20), None)
    assert choice.chosen is not None
    assert choice.chosen.key == "2026-10"


def test_a_first_month_that_is_longer_is_a_month_too() -> None:
    long = row("2026-11", date(2026, 10, 15), date(2026, 11, 30))
    for today, chosen in ((date(2026, 11, 20), "2026-10"), (date(2026, 12, 1), "2026-11")):
        choice = choose([*months(12), long, *months(9, 10)], today, None)
        assert choice.chosen is not None
        assert choice.chosen.key == chosen


def test_in_the_first_month_of_all_the_running_one_is_chosen() -> None:
    choice = choose(months(11, 12), date(2026, 11, 20), None)
    assert choice.chosen is not None
    assert choice.chosen.key == "2026-11"
    assert choice.running is None


def test_without_periods_there_is_nothing_to_choose() -> None:
    assert choose([], date(2026, 11, 20), None).chosen is None


@pytest.mark.parametrize("key", ["2026-12", "2031-01", "", "'; drop table"])
def test_a_period_that_has_not_begun_or_never_was_is_not_found(key: str) -> None:
    with pytest.raises(PeriodNotFoundError):
        choose(months(10, 11, 12), date(2026, 11, 20), key)


def test_any_begun_period_can_be_asked_for() -> None:
    choice = choose(months(9, 10, 11), date(2026, 11, 20), "2026-09")
    assert choice.chosen is not None
    assert choice.chosen.key == "2026-09"
    assert choice.running is not None

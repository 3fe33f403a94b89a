"""How sure a share is, against figures computed elsewhere."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.intervals import Interval, sample_size, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),  # the mirror of its 0 of 29
    ],
)
def test_wilson_against_published_values(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert interval is not None
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


def test_nobody_asked_is_no_interval() -> None:
    assert wilson(0, 0) is None
    assert wilson(0, 0, population=100) is None


def test_everybody_asked_is_a_point() -> None:
    assert wilson(80, 100, population=100) == Interval(0.8, 0.8)
    assert wilson(1, 1, population=1) == Interval(1.0, 1.0)


def test_a_finite_population_narrows_as_if_more_had_answered() -> None:
    # N = 101, n = 51: variance halves, so it equals 102 answers of the same share.
    corrected, doubled = wilson(17, 51, population=101), wilson(34, 102)
    assert corrected is not None
    assert doubled is not None
    assert corrected.low == pytest.approx(doubled.low)
    assert corrected.high == pytest.approx(doubled.high)


@pytest.mark.parametrize(
    ("successes", "n", "population"), [(-1, 5, None), (6, 5, None), (3, 5, 4), (0, -1, None)]
)
def test_impossible_counts_are_refused(successes: int, n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(successes, n, population)


def test_an_interval_is_told_in_whole_people_and_never_too_narrow() -> None:
    assert Interval(0.8401, 0.8999).per_hundred == (84, 90)
    assert Interval(0.29, 0.58).per_hundred == (29, 58)
    assert Interval(0.0, 1.0).per_hundred == (0, 100)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_an_interval_holds_its_share_and_narrows_with_the_population(
    satisfied: int, others: int, silent: int
) -> None:
    n = satisfied + others
    free, finite = wilson(satisfied, n), wilson(satisfied, n, population=n + silent)
    if free is None or finite is None:
        assert n == 0
        return
    assert 0 <= free.low <= satisfied / n <= free.high <= 1
    assert finite.low <= satisfied / n <= finite.high
    assert free.low - 1e-12 <= finite.low
    assert finite.high <= free.high + 1e-12


@pytest.mark.parametrize(
    ("population", "people"),
    [
        *((0, 0), (1, 1), (200, 134), (400, 200), (500, 223)),
        *((1000, 286), (2000, 334), (5000, 371), (10_000, 385), (10**9, 400)),
    ],
)
def test_sample_sizes_at_five_percent(population: int, people: int) -> None:
    assert sample_size(population) == people


def test_a_finer_margin_asks_more_people() -> None:
    assert sample_size(10_000, Fraction(3, 100)) == 1000


@pytest.mark.parametrize(("population", "margin"), [(-1, Fraction(1, 20)), (5, Fraction(0))])
def test_impossible_plans_are_refused(population: int, margin: Fraction) -> None:
    with pytest.raises(ValueError, match="population"):
        sample_size(population, margin)

"""What is suspicious in the rhythm and the counts of ratings, and what is not."""

from itertools import accumulate, pairwise
from math import comb, exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as some

from surveys.signals import (
    Arrival,
    Day,
    Signal,
    Trace,
    Usual,
    followed,
    is_pressed,
    judged,
    judged_day,
    limits,
    longest_run,
)
from surveys.tails import beta_binomial_tail, negative_binomial_tail, poisson_tail

USUAL = Usual(40, 0.5)


def after(moments: list[int], said: str = "") -> Trace:
    """Follow ratings at these seconds, all with the same answers or each with its own."""
    trace = Trace()
    for number, at in enumerate(moments):
        trace = followed(trace, Arrival(at, said or str(number), str(number)))
    return trace


def seen(place: Trace, network: Trace | None = None) -> Signal | None:
    return judged(place, network or Trace(), USUAL)


def test_a_queue_of_people_is_nothing_to_see() -> None:
    moments = list(accumulate([0, 70, 95, 40, 200, 61, 130, 300, 55]))
    assert seen(after(moments), after(moments)) is None


def test_even_intervals_are_a_machines() -> None:
    assert seen(Trace(), after([90 * i for i in range(7)])) is Signal.CADENCE
    assert seen(Trace(), after([90 * i for i in range(6)])) is None
    # A pause in between breaks the beat.
    assert seen(Trace(), after([0, 90, 180, 270, 600, 690, 780])) is None


def test_equal_answers_in_a_row_are_judged_by_how_alike_people_are_there() -> None:
    run = longest_run(0.5)
    irregular = [700 * i + 90 * (i % 3) for i in range(run)]
    assert seen(Trace(), after(irregular, "5")) is Signal.SAME_ANSWERS
    assert seen(Trace(), after(irregular[1:], "5")) is None
    assert judged(Trace(), after(irregular, "5"), Usual(40, 0.9)) is None
    assert longest_run(0.5) < longest_run(0.8) < longest_run(0.94)
    assert longest_run(1.0) == longest_run(0.95)


def test_one_network_is_counted_in_a_window_and_anew_in_the_next() -> None:
    moments = [0, 31, 90, 123, 200, 230, 299, 340, 410, 466, 530]
    assert seen(Trace(), after(moments)) is Signal.SAME_NETWORK
    assert seen(Trace(), after(moments[:-1])) is None
    assert after([*moments, 600]).n == 1


def test_ratings_within_seconds_of_each_other_are_told() -> None:
    assert seen(after([0, 3, 7, 9, 12])) is Signal.IN_SECONDS
    assert seen(after([0, 3, 7, 9, 60, 62])) is None


def test_a_burst_is_measured_by_what_is_usual() -> None:
    spread = [0, 41, 80, 133, 170, 220, 251, 300, 344, 380, 425, 470, 505, 540]
    assert seen(after(spread)) is Signal.BURST
    assert judged(after(spread), Trace(), Usual(120, 0.5)) is None


def test_a_form_sent_again_is_no_other_rating() -> None:
    came = Arrival(5, "a", "form")
    once = followed(Trace(), came)
    assert followed(once, Arrival(9, "a", "form")) == once


def test_the_past_of_a_place_says_what_leaps() -> None:
    past = [Day(20, 20, 9)] * 20
    assert judged_day(Day(22, 22, 11), past, 5) == frozenset()
    assert judged_day(Day(22, 22, 22), past, 5) == {Signal.TOP_LEAP}
    assert judged_day(Day(80, 80, 37), past, 5) == {Signal.BUSY_DAY}
    # A small day, a place without a past, and a day below a commune's own smallest group.
    assert judged_day(Day(9, 9, 9), past, 5) == frozenset()
    assert judged_day(Day(80, 80, 80), past[:1], 5) == frozenset()
    assert judged_day(Day(22, 22, 22), past, 30) == frozenset()


def test_pressure_needs_people_and_a_share_beyond_chance() -> None:
    assert is_pressed(8, 20)
    assert not is_pressed(2, 5)
    assert not is_pressed(3, 40)
    assert not is_pressed(0, 0)


def test_every_limit_is_a_number_and_every_chance_is_small() -> None:
    parts = [part for whole in limits().values() for part in (whole, *whole.values())]
    numbers = [n for part in parts if isinstance(part, dict) for n in part.items()]
    assert all(n < 0.01 for name, n in numbers if name == "chance")


@given(n=some.integers(0, 60), mean=some.floats(0.1, 40))
def test_the_poisson_tail_is_what_the_terms_leave(n: int, mean: float) -> None:
    below = sum(exp(-mean) * mean**i / factorial(i) for i in range(n))
    assert poisson_tail(n, mean) == pytest.approx(1 - below, abs=1e-9)


@given(n=some.integers(1, 30), past=some.integers(0, 40), data=some.data())
def test_the_beta_binomial_tail_is_what_the_terms_add_up_to(
    n: int, past: int, data: some.DataObject
) -> None:
    hits, past_hits = data.draw(some.integers(0, n)), data.draw(some.integers(0, past))

    def pair(i: int) -> float:
        ways = comb(n, i) * comb(past, past_hits) * (past + 1)
        return ways / (comb(n + past, i + past_hits) * (n + past + 1))

    exact = sum(pair(i) for i in range(hits, n + 1))
    assert beta_binomial_tail(hits, n, past_hits, past) == pytest.approx(exact)


@given(days=some.integers(1, 40), mean=some.floats(0.5, 50))
def test_a_longer_past_makes_a_crowd_less_likely_than_a_short_one(days: int, mean: float) -> None:
    tails = [negative_binomial_tail(n, mean * days, days) for n in range(0, 120, 10)]
    assert tails[0] == 1.0
    assert all(one >= other for one, other in pairwise(tails))
    assert negative_binomial_tail(int(4 * mean) + 9, mean * days, days) >= negative_binomial_tail(
        int(4 * mean) + 9, mean * days * 10, days * 10
    ) * (1 - 1e-6)

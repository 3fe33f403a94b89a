"""Being satisfied in everything is far rarer than a satisfied answer."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.people import Everything, satisfied_in_everything
from surveys.scale import FIVE, Ladder
from surveys.scoring import score

PEOPLE = [
    {"a": 5, "b": 4, "c": 5},
    {"a": 5, "b": 5, "c": 3},
    {"a": 4, "b": 0},  # b did not concern this person
    {"a": 0, "b": 0},  # nothing did
    {},
]


def test_one_lower_answer_is_enough_to_leave() -> None:
    everything = satisfied_in_everything(PEOPLE)
    assert (everything.satisfied, everything.n) == (2, 3)
    assert everything.share == Fraction(2, 3)


def test_it_is_stricter_than_the_share_of_answers() -> None:
    counts = {"a": {5: 2, 4: 1}, "b": {4: 1, 5: 1}, "c": {5: 1, 3: 1}}
    assert score(counts) == Fraction(6, 7)
    assert satisfied_in_everything(PEOPLE).share == Fraction(2, 3)


def test_nobody_is_no_share() -> None:
    assert satisfied_in_everything([]).share is None
    assert satisfied_in_everything([{}, {"a": 0}]).interval is None


def test_its_interval_is_that_of_people() -> None:
    interval = satisfied_in_everything([{"a": 5}] * 29).interval
    assert interval is not None
    assert interval.low == pytest.approx(0.8830, abs=5e-5)


def test_another_ladder_has_other_satisfied_levels() -> None:
    everything = Everything()
    everything.add([3, 4], Ladder(1, 4, frozenset({3, 4})))
    assert everything.share == 1
    with pytest.raises(ValueError, match="means satisfied"):
        everything.add([3], Ladder(1, 3))


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 5))))
def test_whoever_is_satisfied_in_everything_answered_something(
    people: list[dict[str, int]],
) -> None:
    everything = satisfied_in_everything(people)
    answered = [{mark for mark in one.values() if mark} for one in people]
    assert everything.n == sum(1 for marks in answered if marks)
    assert everything.satisfied == sum(1 for m in answered if m and m <= FIVE.satisfied)

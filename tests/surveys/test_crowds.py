"""Honest days and six attacks, simulated: how many of each are suspected, printed and bounded."""

import os
import random
import sys
from collections import Counter

import pytest

from surveys.signals import Signal
from tests.surveys.crowds import ATTACKS, PLACES, by_day, flags, honest, past_of, usual_of
from tests.surveys.crowds import with_attack as attacked

DAYS = 400 if os.environ.get("PROVE") else 40
SEED = 20261122
# Of honest ratings, at most so many of 1,000 are suspected wrongly; of honest days of a counter,
# at most so many of 100 (either bound is several times what is seen).
MOST_RATINGS = 1
MOST_DAYS = 1
# Of the days of an attack, at least so many of 100 are noticed, at intake or by day. One phone
# where nearly all say the same, and friends spread over a market day, look like honest people.
LEAST_NOTICED = {
    "script": 100,
    "patient script": 99,
    "one phone": 75,
    "many addresses": 95,
    "campaign": 45,
    "held-out tablet": 95,
}


def told(line: str) -> None:
    """Print a rate past pytest, for whoever runs this with `-s`."""
    sys.stdout.write(f"\n{line}\n")


def test_honest_people_are_seldom_suspected() -> None:
    chance = random.Random(SEED)  # noqa: S311  # a simulated crowd, no secret
    ratings, wrong, days, wrong_days = 0, Counter[Signal](), 0, Counter[Signal]()
    for place in PLACES:
        past = past_of(chance, place)
        for _ in range(DAYS):
            day = honest(chance, place)
            wrong.update(signal for signal in flags(day, usual_of(past)) if signal)
            wrong_days.update(by_day(day, past))
            ratings, days = ratings + len(day), days + 1
    told(f"honest: {wrong.total()} of {ratings} ratings, {wrong_days.total()} of {days} days")
    told(f"  at intake {dict(wrong)}, by day {dict(wrong_days)}")
    assert wrong.total() * 1000 <= MOST_RATINGS * ratings
    assert wrong_days.total() * 100 <= MOST_DAYS * days


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_noticed(name: str) -> None:
    chance = random.Random(SEED)  # noqa: S311  # a simulated crowd, no secret
    noticed, days, seen = 0, 0, Counter[Signal]()
    for place in PLACES:
        past = past_of(chance, place)
        for _ in range(DAYS):
            day = attacked(honest(chance, place), ATTACKS[name](chance))
            found = {signal for signal in flags(day, usual_of(past)) if signal}
            found |= by_day(day, past)
            noticed, days = noticed + bool(found), days + 1
            seen.update(found)
    told(f"{name}: {noticed} of {days} days noticed, {dict(seen)}")
    assert noticed * 100 >= LEAST_NOTICED[name] * days

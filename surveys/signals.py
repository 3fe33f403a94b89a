"""Stuffing and pressure: what in the rhythm and the counts of ratings people seldom produce.

A signal proves nothing and drops nothing. It is judged twice: as a rating comes in, from a short
memory of the ones before it, and day by day from counts, against the place's own past. Numbers and
their sources are in `signals.toml`.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from math import ceil, log
from pathlib import Path
from typing import Any

from surveys.intervals import wilson
from surveys.tails import beta_binomial_tail, negative_binomial_tail, poisson_tail

TOP = 5
"""The level of an overall question that stuffing aims at."""


class Signal(StrEnum):
    """What was seen; the first five at intake, the gravest first, the others by day."""

    CADENCE = "cadence"
    SAME_ANSWERS = "same_answers"
    SAME_NETWORK = "same_network"
    IN_SECONDS = "in_seconds"
    BURST = "burst"
    TOP_LEAP = "top_leap"
    BUSY_DAY = "busy_day"
    STOOD_BESIDE = "stood_beside"


AT_INTAKE = tuple(Signal)[:5]
BY_DAY = tuple(Signal)[5:]


@cache
def limits() -> dict[str, Any]:
    """Return the numbers of `signals.toml`."""
    path = Path(__file__).parent / "signals.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Usual:
    """What a place's last weeks were like: ratings a day, and the share of the commonest level."""

    a_day: float
    alike: float

    @classmethod
    def unknown(cls) -> "Usual":
        return cls(
            limits()["usual"]["ratings_a_day"], limits()["intake"]["same_answers"]["usual_share"]
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """The short memory of one place, or of one network at one place.

    `n` ratings in `window`; the last came at `at` (seconds), `interval` after the one before.
    `steady` counts even intervals, `quick` pauses of seconds and `alike` equal answers in a row;
    `said` and `sent` are keyed digests of the last answers and of the form they came with.
    """

    window: int = -1
    n: int = 0
    at: int = -1
    interval: int = 0
    steady: int = 0
    quick: int = 0
    alike: int = 0
    said: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One rating as it comes in: when (seconds), what was said and by which form, as digests."""

    at: int
    said: str
    sent: str


def followed(trace: Trace, came: Arrival) -> Trace:
    """Return what is remembered after one more rating; a form sent again is no other rating."""
    if trace.sent == came.sent:
        return trace
    intake = limits()["intake"]
    window = came.at // intake["window_seconds"]
    n = trace.n + 1 if trace.window == window else 1
    alike = trace.alike + 1 if trace.said == came.said else 1
    begun = replace(trace, window=window, n=n, at=came.at, said=came.said, sent=came.sent)
    if trace.at < 0:
        return replace(begun, alike=1)
    interval = came.at - trace.at
    is_quick = interval <= intake["in_seconds"]["seconds"]
    is_even = trace.interval > 0 and _is_even(interval, trace.interval, intake["cadence"])
    return replace(
        begun,
        interval=interval,
        steady=trace.steady + 1 if is_even else 0,
        quick=trace.quick + 1 if is_quick else 0,
        alike=alike,
    )


def _is_even(interval: int, before: int, cadence: dict[str, Any]) -> bool:
    margin = max(cadence["floor_seconds"], cadence["tolerance"] * before)
    return bool(abs(interval - before) <= margin)


def judged(place: Trace, network: Trace, usual: Usual) -> Signal | None:
    """Return the gravest thing to be seen once a rating has been followed; None is usual."""
    intake = limits()["intake"]
    seen = {
        Signal.CADENCE: network.steady >= intake["cadence"]["run"],
        Signal.SAME_ANSWERS: network.alike >= longest_run(usual.alike),
        Signal.SAME_NETWORK: network.n > intake["same_network"]["most"],
        Signal.IN_SECONDS: place.quick >= intake["in_seconds"]["run"],
        Signal.BURST: _is_burst(place.n, usual),
    }
    return next((signal for signal in AT_INTAKE if seen[signal]), None)


def longest_run(share: float) -> int:
    """Return how many equal answers in a row are suspicious where `share` of people are alike.

    So many that share ** run is at most the chance in `signals.toml`.
    """
    own = limits()["intake"]["same_answers"]
    likely = min(max(share, own["usual_share"]), own["most_share"])
    return max(int(own["least"]), ceil(log(own["chance"]) / log(likely)))


def _is_burst(n: int, usual: Usual) -> bool:
    own = limits()["intake"]["burst"]
    if n < own["least"]:
        return False
    mean = usual.a_day / limits()["usual"]["open_windows"] * own["peak"]
    return poisson_tail(n, max(mean, 0.1)) < float(own["chance"])


@dataclass(frozen=True, slots=True)
class Day:
    """A place's day: ratings, answers to the overall question, and those that gave the top."""

    n: int
    answered: int
    top: int


def judged_day(day: Day, past: Sequence[Day], smallest_group: int) -> frozenset[Signal]:
    """Return what stands out of a day against the days before it; a small day never does."""
    least = max(limits()["day"]["least"], smallest_group)
    if day.n < least or sum(one.n for one in past) < limits()["day"]["history"]:
        return frozenset()
    found = set()
    if day.answered >= least and _leaps(day, past):
        found.add(Signal.TOP_LEAP)
    if _is_busy(day, past):
        found.add(Signal.BUSY_DAY)
    return frozenset(found)


def _leaps(day: Day, past: Sequence[Day]) -> bool:
    own = limits()["day"]["top_leap"]
    top, answered = sum(one.top for one in past), sum(one.answered for one in past)
    weight = min(1.0, own["most_history"] / answered) if answered else 0.0
    tail = beta_binomial_tail(day.top, day.answered, top * weight, answered * weight)
    return tail < float(own["chance"])


def _is_busy(day: Day, past: Sequence[Day]) -> bool:
    own = limits()["day"]["busy_day"]
    mean = sum(one.n for one in past) / len(past)
    days = min(len(past), own["most_days"])
    if day.n < own["times"] * mean:
        return False
    return negative_binomial_tail(day.n, mean * days, days) < float(own["chance"])


def is_pressed(stood: int, answered: int) -> bool:
    """Say whether so many of those asked had the one who served them beside them."""
    own, interval = limits()["day"]["stood_beside"], wilson(stood, answered)
    return interval is not None and stood >= own["least"] and interval.low > own["share"]

"""Simulated days at a counter: honest crowds, and six ways of stuffing or pressing."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from surveys.signals import Arrival, Day, Signal, Trace, Usual, followed, judged, judged_day

OPEN, SECONDS = 8 * 3600, 8 * 3600 - 1800
HALL = "hall"
PAST_DAYS = 40


@dataclass(frozen=True)
class Given:
    """One rating: when, over which network, the overall level and everything that was said."""

    at: int
    network: str
    level: int
    said: str


@dataclass(frozen=True)
class Place:
    """What honest people are like at a counter."""

    a_day: float
    top_share: float
    hall_share: float


PLACES = (
    Place(8, 0.55, 0.6),
    Place(25, 0.45, 0.6),
    Place(40, 0.65, 0.8),
    Place(90, 0.55, 0.5),
    Place(60, 0.85, 0.9),
)


def honest(chance: random.Random, place: Place) -> list[Given]:
    """Make a day: more in the morning, market days, people of one day a little alike."""
    market = chance.choices((0.7, 1.0, 1.8), (2, 6, 1))[0]
    top = min(0.97, max(0.05, chance.gauss(place.top_share, 0.06)))
    n = _poisson(chance, place.a_day * market)
    return sorted((_person(chance, place, top) for _ in range(n)), key=lambda one: one.at)


def _person(chance: random.Random, place: Place, top: float) -> Given:
    is_early = chance.random() < 0.65
    at = chance.triangular(0, OPEN / 2, 4500) if is_early else chance.uniform(OPEN / 2, OPEN)
    level = 5 if chance.random() < top else chance.choice((1, 2, 3, 4, 4, 4))
    # Four of five who are satisfied with everything tick the same level on every line.
    is_straight = chance.random() < 0.8
    said = str(level) if is_straight else f"{level}-{chance.randrange(10**6)}"
    network = HALL if chance.random() < place.hall_share else f"phone {chance.randrange(10**6)}"
    return Given(OPEN + int(at), network, level, said)


def _poisson(chance: random.Random, mean: float) -> int:
    moment, n = chance.expovariate(1), 0
    while moment < mean:
        n, moment = n + 1, moment + chance.expovariate(1)
    return n


def script(chance: random.Random) -> Iterator[Given]:
    """A program sends forty top marks as fast as it can."""
    start = OPEN + chance.randrange(SECONDS)
    yield from (Given(start + i // 2, "bot", 5, "5") for i in range(40))


def patient_script(chance: random.Random) -> Iterator[Given]:
    """A program sends one every ninety seconds, answers varied."""
    start = OPEN + chance.randrange(SECONDS - 2700)
    for i in range(30):
        yield Given(start + 90 * i, "bot", 5, f"5-{chance.randrange(99)}")


def one_phone(chance: random.Random) -> Iterator[Given]:
    """Somebody of the office fills in thirty forms by hand over two hours on one phone."""
    at = OPEN + chance.randrange(SECONDS - 7200)
    for _ in range(30):
        at += chance.randrange(60, 400)
        yield Given(at, "own phone", 5, "5")


def many_addresses(chance: random.Random) -> Iterator[Given]:
    """A program changes its address for each of forty ratings within ten minutes."""
    start = OPEN + chance.randrange(SECONDS)
    for i in range(40):
        yield Given(start + chance.randrange(600), f"proxy {i}", 5, f"5-{chance.randrange(99)}")


def campaign(chance: random.Random) -> Iterator[Given]:
    """Sixty friends are asked to give top marks on one day, each from a phone of their own."""
    for i in range(60):
        at = OPEN + chance.randrange(OPEN)
        yield Given(at, f"friend {i}", 5, f"5-{chance.randrange(99)}")


def held_out_tablet(chance: random.Random) -> Iterator[Given]:
    """The officer holds out a tablet and ticks through it for the people of a full hall."""
    at = OPEN + chance.randrange(SECONDS - 1200)
    for _ in range(25):
        at += chance.choice((2, 3, 3, 4))
        yield Given(at, f"tablet {chance.randrange(3)}", 5, f"5-{chance.randrange(9)}")


ATTACKS: dict[str, Callable[[random.Random], Iterator[Given]]] = {
    "script": script,
    "patient script": patient_script,
    "one phone": one_phone,
    "many addresses": many_addresses,
    "campaign": campaign,
    "held-out tablet": held_out_tablet,
}


def with_attack(day: list[Given], attack: Iterator[Given]) -> list[Given]:
    return sorted([*day, *attack], key=lambda one: one.at)


def usual_of(past: list[Day]) -> Usual:
    """Return what the portal would have counted of the past."""
    n, top = sum(day.n for day in past), sum(day.top for day in past)
    return Usual(n / len(past), max(top, n - top) / n)


def flags(day: list[Given], usual: Usual) -> list[Signal | None]:
    """Follow a day's ratings as they come in and return what was seen at each."""
    place, networks, seen = Trace(), dict[str, Trace](), list[Signal | None]()
    for number, one in enumerate(day):
        came = Arrival(one.at, one.said, str(number))
        place = followed(place, came)
        networks[one.network] = followed(networks.get(one.network, Trace()), came)
        seen.append(judged(place, networks[one.network], usual))
    return seen


def counted(day: list[Given]) -> Day:
    return Day(len(day), len(day), sum(one.level == 5 for one in day))


def past_of(chance: random.Random, place: Place) -> list[Day]:
    days = [counted(honest(chance, place)) for _ in range(PAST_DAYS)]
    return [replace(day) for day in days if day.n]


def by_day(day: list[Given], past: list[Day], smallest_group: int = 5) -> frozenset[Signal]:
    return judged_day(counted(day), past, smallest_group)

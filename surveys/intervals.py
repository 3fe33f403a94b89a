"""How sure a share is, and how many people to ask."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of a share, both ends from 0 to 1."""

    low: float
    high: float

    @property
    def per_hundred(self) -> tuple[int, int]:
        """The interval in people of a hundred, widened to whole people, never narrowed."""
        # Nine decimals first: 0.29 * 100 is 28.999999999999996 to a machine, 29 to a reader.
        return floor(round(self.low * 100, 9)), ceil(round(self.high * 100, 9))


def wilson(successes: int, n: int, population: int | None = None) -> Interval | None:
    """Return Wilson's 95 % interval of `successes` among `n` answers; None if n is 0.

    With `population` (people who could have answered) the finite population correction narrows
    it, down to a point when all have answered. It speaks of chance alone: walk-up ratings are no
    random sample. Raises `ValueError` unless 0 ≤ successes ≤ n ≤ population.
    Source: E. B. Wilson, JASA 22 (1927), 209-212; correction (N - n) / (N - 1) of the variance.
    """
    if not 0 <= successes <= n or (population is not None and n > population):
        raise ValueError(f"{successes} of {n} among {population}")
    if n == 0:
        return None
    share = successes / n
    z2 = Z_95**2 * _finite(n, population)
    centre = share + z2 / (2 * n)
    reach = sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))
    scale = 1 + z2 / n
    # The true ends touch the share at 0 and 1; floating point may overshoot by a hair.
    low = min(max((centre - reach) / scale, 0.0), share)
    return Interval(low, max(min((centre + reach) / scale, 1.0), share))


def sample_size(population: int, margin: Fraction = Fraction(1, 20)) -> int:
    """Return n = N / (1 + N·e²), rounded up: people to ask out of `population`.

    `margin` is e, 1/20 for ±5 %; exact arithmetic keeps the rounding up honest.
    Source: the formula in the Ministry of Home Affairs' guidance of 2013-14 (Yamane).
    """
    if population < 0 or margin <= 0:
        raise ValueError(f"population {population}, margin {margin}")
    return ceil(population / (1 + population * margin**2))


def _finite(n: int, population: int | None) -> float:
    if population is None:
        return 1.0
    return 0.0 if n == population else (population - n) / (population - 1)

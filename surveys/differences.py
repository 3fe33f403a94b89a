"""Whether two shares differ by more than chance: a named test, and when it may not be made."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from surveys.intervals import Z_95

DIFFERENCE_METHOD = "two-proportion-z-pooled/1"
FEWEST_EXPECTED = 5
"""The normal approximation is not used where a cell would hold fewer (Cochran, 1954)."""


class Verdict(StrEnum):
    """What a difference between two shares is worth."""

    MORE = "more"
    LESS = "less"
    MAY_BE_CHANCE = "may_be_chance"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a share changed (-1 to 1, exact), and what that is worth at 95 %."""

    change: Fraction
    verdict: Verdict
    method: str = DIFFERENCE_METHOD


def difference(now: tuple[int, int], before: tuple[int, int]) -> Difference:
    """Compare two shares, each as (satisfied, n) of people asked independently.

    The two-sided two-proportion z-test with pooled variance: beyond chance if
    |p1 - p2| > 1.96 · √(p(1 - p)(1/n1 + 1/n2)). It speaks of chance alone: who walks up is no
    random sample. Raises `ValueError` unless 0 ≤ satisfied ≤ n and n > 0.
    """
    for happy, n in (now, before):
        if not 0 <= happy <= n or n == 0:
            raise ValueError(f"{happy} of {n}")
    change = Fraction(*now) - Fraction(*before)
    return Difference(change, _verdict(now, before, change))


def _verdict(now: tuple[int, int], before: tuple[int, int], change: Fraction) -> Verdict:
    if change == 0:
        return Verdict.MAY_BE_CHANCE
    pooled = Fraction(now[0] + before[0], now[1] + before[1])
    expected = min(n * share for n in (now[1], before[1]) for share in (pooled, 1 - pooled))
    if expected < FEWEST_EXPECTED:
        return Verdict.TOO_FEW
    spread = sqrt(pooled * (1 - pooled) * (Fraction(1, now[1]) + Fraction(1, before[1])))
    if abs(change) <= Z_95 * spread:
        return Verdict.MAY_BE_CHANCE
    return Verdict.MORE if change > 0 else Verdict.LESS

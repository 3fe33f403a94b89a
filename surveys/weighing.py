"""What an index takes besides counts: the ladder of the answers and what weighs how much."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.scale import FIVE, Ladder


@dataclass(frozen=True, slots=True)
class Weights:
    """What weighs how much, in whole numbers; an item without a weight weighs 1.

    `items` and `factors` map codes to weights, `factor_of` maps an item to its factor.
    """

    items: Mapping[str, int] = field(default_factory=dict)
    factors: Mapping[str, int] = field(default_factory=dict)
    factor_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which ladder the answers stand, and how they are weighed."""

    ladder: Ladder = FIVE
    weights: Weights = field(default_factory=Weights)


PLAIN = Terms()

"""What is to be scored: columns, their ladder, what stands for no answer, by which method."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from surveys.people import SATISFIED_IN_EVERYTHING
from surveys.scale import FIVE, Ladder
from surveys.scoring import DEFAULT_METHOD, METHODS
from surveys.weighing import Terms, Weights

# Weights of factors need to know which column belongs to which factor: that takes an instrument.
CSV_METHODS = (
    *(name for name, method in METHODS.items() if method.weighed != "factors"),
    SATISFIED_IN_EVERYTHING,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One run over one file. `missing` are codes such as "9"; a blank is always missing."""

    path: Path
    columns: tuple[str, ...]
    ladder: Ladder = FIVE
    missing: tuple[str, ...] = ()
    reverse: frozenset[str] = frozenset()
    group: str | None = None
    method: str = DEFAULT_METHOD
    weights: Mapping[str, int] = field(default_factory=dict)

    @property
    def terms(self) -> Terms:
        return Terms(self.ladder, Weights(items=self.weights))

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every column that must be in the file."""
        return self.columns if self.group is None else (*self.columns, self.group)


class ScoreError(Exception):
    """The file cannot be scored as it is; the message is a sentence for whoever made it."""

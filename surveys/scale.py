"""Levels from worst to best, and the way out for those whom a question does not concern."""

from dataclasses import dataclass

from surveys.texts import Texts

LEVELS = (1, 2, 3, 4, 5)
SATISFIED = (4, 5)
NOT_APPLICABLE = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """Whole levels from `low` (worst) to `high` (best), and which of them mean satisfied.

    Without `satisfied` the levels speak of something else, such as interest; then there is a mean
    but no satisfied share.
    """

    low: int
    high: int
    satisfied: frozenset[int] = frozenset()

    @property
    def levels(self) -> range:
        return range(self.low, self.high + 1)

    def turned(self, level: int) -> int:
        """Return the level seen from the other end: 5 of 1-5 becomes 1."""
        return self.low + self.high - level


FIVE = Ladder(LEVELS[0], LEVELS[-1], frozenset(SATISFIED))


@dataclass(frozen=True, slots=True)
class Level:
    """One step: its value (1 worst … 5 best) and its label."""

    value: int
    texts: Texts

    def text(self, language: str) -> str:
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels from worst to best; `not_applicable` (value 0) is no level and enters no figure."""

    levels: tuple[Level, ...]
    not_applicable: Level | None = None
    satisfied: tuple[int, ...] = SATISFIED

    @property
    def choices(self) -> tuple[Level, ...]:
        """Everything one may tick, worst first, "does not concern me" last."""
        return self.levels if self.not_applicable is None else (*self.levels, self.not_applicable)

    @property
    def ladder(self) -> Ladder:
        return Ladder(self.levels[0].value, self.levels[-1].value, frozenset(self.satisfied))

    def label(self, value: int, language: str) -> str:
        """Return the words for a value, else raise `KeyError`."""
        return {choice.value: choice for choice in self.choices}[value].text(language)

"""Skip rules: a question is asked only if earlier answers call for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.shape import Data, Rows, Table

CONDITIONS = Rows(
    Table(
        {"question": str, "is": list, "at_least": int, "at_most": int},
        optional=frozenset({"is", "at_least", "at_most"}),
    )
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What an earlier question must have been answered: one of `answers`, or within the bounds.

    An unanswered question, and one that was itself skipped, meets no condition.
    """

    question: str
    answers: frozenset[str] = frozenset()
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, given: frozenset[str]) -> bool:
        """Say whether an answer (see `Kind.tokens`; empty if there is none) meets it."""
        if self.answers:
            return not self.answers.isdisjoint(given)
        return any(self.within(int(number)) for number in given)

    def within(self, number: int) -> bool:
        return (self.at_least is None or number >= self.at_least) and (
            self.at_most is None or number <= self.at_most
        )


def conditions_of(rows: list[Data]) -> tuple[Condition, ...]:
    """Return the conditions in a question's linted `ask_if`; all of them must hold."""
    return tuple(
        Condition(
            row["question"],
            frozenset(map(str, row.get("is", ()))),
            row.get("at_least"),
            row.get("at_most"),
        )
        for row in rows
    )


def is_asked(conditions: tuple[Condition, ...], given: Mapping[str, frozenset[str]]) -> bool:
    """Say whether all conditions hold; `given` has the answers to the questions before."""
    return all(
        condition.holds(given.get(condition.question, frozenset())) for condition in conditions
    )

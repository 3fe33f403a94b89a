"""Which counts of which group may be shown, so that no subtraction gives anyone away.

Periods overlap: a quarter less two of its months is the third. So what may be shown is decided in
half months, the finest days a period is made of, and a period shows of a group only what each of
its half months may show. Whatever periods there are, everything shown is then a sum of cells of
half months that may each be shown, and subtracting says no more than these tables do.
"""

from collections.abc import Collection, Iterable, Mapping

from portal.ratings.batches import ALL_RESPONSES
from surveys.disclosure import shown, suppress
from surveys.scoring import Counts, valid

Visible = frozenset[str]
"""Questions of one group that may be shown; without `*` nothing of the group may."""
NOTHING: Visible = frozenset()
RESPONSES_ONLY: Visible = frozenset({ALL_RESPONSES})


def size(counts: Counts, question: str) -> int:
    """Return how many people a group's counts of one question stand for."""
    levels = counts.get(question, {})
    return levels.get(0, 0) if question == ALL_RESPONSES else valid(levels)


def visible_in_total(half_months: Iterable[Counts], smallest_group: int) -> Visible:
    """Return the questions of a whole that may be shown; that it is empty may always be."""
    tables = list(half_months)
    hidden = {
        question
        for counts in tables
        for question in counts
        if not shown(size(counts, question), smallest_group)
    }
    asked = {question for counts in tables for question in counts} | {ALL_RESPONSES}
    return _with_responses(asked - hidden)


def visible_in_parts(
    parts: Collection[int],
    half_months: Iterable[Mapping[int, Counts]],
    whole: Visible,
    smallest_group: int,
) -> dict[int, Visible]:
    """Return what may be shown of each part of a whole whose `whole` questions are shown.

    Every question is a table of its own in every half month: one that few answered is hidden
    where few answered it, and in as many other parts as it takes for the hidden ones to cover
    for each other.
    """
    hidden: set[tuple[str, str]] = set()
    for tables in half_months:
        for question in whole:
            sizes = {str(part): size(counts, question) for part, counts in tables.items()}
            hidden |= {(part, question) for part in suppress(sizes, smallest_group).hidden}
    return {
        part: _with_responses({name for name in whole if (str(part), name) not in hidden})
        for part in parts
    }


def _with_responses(questions: set[str]) -> Visible:
    return frozenset(questions) if ALL_RESPONSES in questions else NOTHING

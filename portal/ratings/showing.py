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


def sizes(parts: Mapping[int, Counts]) -> dict[str, dict[int, int]]:
    """Return for each question how many people of each part its counts stand for."""
    found: dict[str, dict[int, int]] = {}
    for part, counts in parts.items():
        for question in counts:
            found.setdefault(question, {})[part] = size(counts, question)
    return found


def visible_in_total(half_months: Iterable[Mapping[str, int]], smallest_group: int) -> Visible:
    """Return the questions of a whole that may be shown, by how many people answered each.

    That it is empty may always be shown.
    """
    tables = list(half_months)
    hidden = {
        question
        for people in tables
        for question, n in people.items()
        if not shown(n, smallest_group)
    }
    asked = {question for people in tables for question in people} | {ALL_RESPONSES}
    return _with_responses(asked - hidden)


def visible_in_parts(
    parts: Collection[int],
    half_months: Iterable[Mapping[str, Mapping[int, int]]],
    whole: Visible,
    smallest_group: int,
) -> dict[int, Visible]:
    """Return what may be shown of each part of a whole whose `whole` questions are shown.

    Every question is a table of its own in every half month, of how many people of each part
    answered it: one that few answered is hidden where few answered it, and in as many other parts
    as it takes for the hidden ones to cover for each other.
    """
    hidden: set[tuple[str, str]] = set()
    for tables in half_months:
        for question in whole & tables.keys():
            people = {str(part): n for part, n in tables[question].items() if part in parts}
            hidden |= {(part, question) for part in suppress(people, smallest_group).hidden}
    return {
        part: _with_responses({name for name in whole if (str(part), name) not in hidden})
        for part in parts
    }


def _with_responses(questions: set[str]) -> Visible:
    return frozenset(questions) if ALL_RESPONSES in questions else NOTHING

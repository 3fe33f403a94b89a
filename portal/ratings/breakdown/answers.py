"""Answers other than levels: choices, ticks, three levels and numbers, as far as they may be shown.

The same terms as for levels: a question is shown if in each half month none or enough answered it.
Answers about the person follow a stricter rule: each answer is a group of people for itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from portal.ratings.breakdown.store import AnswerCount
from portal.ratings.contents import PURPOSE
from portal.ratings.figures import shown_sums
from surveys.disclosure import shown
from surveys.instrument import Instrument, Question
from surveys.kind import ANSWERED, Part

Halves = dict[date, Counter[str]]
"""Answers counted in each half month."""

COUNTED = frozenset({Part.GRADE, Part.CHOICE, Part.PICKS})


@dataclass(frozen=True)
class Numbers:
    """What people said in numbers: how many, their mean and the one in the middle."""

    n: int
    mean: Fraction
    median: Fraction


@dataclass(frozen=True)
class Answered:
    """One question: people who answered (None: not to be said), counts by answer, or numbers.

    All are empty for a question that is hidden (`is_hidden`) or that nobody answered.
    """

    question: Question
    n: int | None
    counts: Mapping[str, int]
    numbers: Numbers | None
    is_hidden: bool = False


def answered(
    instrument: Instrument, counts: Sequence[AnswerCount], smallest_group: int
) -> list[Answered]:
    """Return every question that is not about the person, in the order of the form.

    What one came for is no answer here: it became a visit. What is a signal of harassment, payment
    or pressure is verified in confidence, and nobody reads it here.
    """
    asked = [
        item
        for item in instrument.items
        if not item.profile and item.signal is None and item.code != PURPOSE
    ]
    return [
        _of_service(item, [one for one in counts if one.question == item.code], smallest_group)
        for item in asked
        if item.kind.part in COUNTED or item.kind.part is Part.NUMBER
    ]


def profiled(
    instrument: Instrument, counts: Sequence[AnswerCount], smallest_group: int
) -> list[Answered]:
    """Return every question about the person; who answered stands beside no other answer."""
    return [
        _of_person(item, [one for one in counts if one.question == item.code], smallest_group)
        for item in instrument.profile
        if item.kind.part in COUNTED or item.kind.part is Part.NUMBER
    ]


def numbers_of(counts: Mapping[str, int]) -> Numbers | None:
    """Return mean and median of numbers counted one by one; None if there are none."""
    pairs = sorted((int(answer), n) for answer, n in counts.items() if n)
    total = sum(n for _, n in pairs)
    if not total:
        return None
    mean = Fraction(sum(value * n for value, n in pairs), total)
    middle = Fraction(_nth(pairs, (total - 1) // 2) + _nth(pairs, total // 2), 2)
    return Numbers(total, mean, middle)


def _nth(pairs: Iterable[tuple[int, int]], place: int) -> int:
    """Return the number at a place (from 0) of the sorted row that the counts stand for."""
    for value, n in pairs:
        if place < n:
            return value
        place -= n
    raise IndexError(place)


def _of_service(item: Question, counts: Sequence[AnswerCount], smallest_group: int) -> Answered:
    totals = [one.n for one in counts if one.answer == ANSWERED]
    if not all(shown(n, smallest_group) for n in totals):
        return Answered(item, None, {}, None, is_hidden=True)
    sums = Counter[str]()
    for one in counts:
        if one.answer != ANSWERED:
            sums[one.answer] += one.n
    if item.kind.part is Part.NUMBER:
        return Answered(item, sum(totals), {}, numbers_of(sums))
    return Answered(item, sum(totals), dict(sums), None)


def _of_person(item: Question, counts: Sequence[AnswerCount], smallest_group: int) -> Answered:
    halves: Halves = {}
    for one in counts:
        halves.setdefault(one.half_month_on, Counter())[one.answer] += one.n
    if item.kind.part is Part.NUMBER:
        is_shown = all(shown(half.total(), smallest_group) for half in halves.values())
        numbers = numbers_of(sum(halves.values(), Counter[str]())) if is_shown else None
        return Answered(item, numbers.n if numbers else None, {}, numbers, not is_shown)
    sums = shown_sums(halves.values(), smallest_group)
    hides_some = sums.keys() != {one.answer for one in counts}
    n = None if hides_some or item.kind.several else sum(sums.values())
    return Answered(item, n, sums, None, is_hidden=hides_some and not sums)

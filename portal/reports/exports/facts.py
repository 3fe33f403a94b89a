"""Every figure with what it takes to judge it: of whom, out of how many, how sure, by which method.

The values are those of `portal.reports.totals`, as in every table; what is added is why one is
not there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.cases.registers.figures import Figures
from portal.ratings.figures import OVERALL, GroupResults
from portal.ratings.results import PeriodResults
from portal.ratings.shares import Share
from portal.reports.overview import Overview
from portal.reports.sheets import Cell
from portal.reports.totals import SHARE_CODES, petition_cells, share_cells
from surveys.instrument import Question

COUNT = "count/1"
IN_TIME = "in-time-of-answered-and-overdue/1"
WILSON = "wilson-95/1"
# The ends of a range stand with their share.
BARE = tuple(code for code in SHARE_CODES if code not in {"low", "high"})


class Absent(StrEnum):
    """Why a figure is not there."""

    SMALL_GROUP = "small_group"  # fewer than k answered, or it covers for such a group
    UNTIL_FINAL = "until_final"  # more may come in
    NO_ANSWERS = "no_answers"
    NOT_RATED = "not_rated"  # the unit has no counter
    NO_CASES = "no_cases"
    NO_FLAGGED = "no_flagged"  # nothing to leave out


class GroupKind(StrEnum):
    """Of whom a figure speaks; `none` are petitions that lie with no unit."""

    COMMUNE = "commune"
    UNIT = "unit"
    COUNTER = "counter"
    NONE = "none"


@dataclass(frozen=True)
class Whom:
    """The group of a figure; `name` as it was called when the figure was made."""

    kind: GroupKind
    name: str
    unit: str | None = None


@dataclass(frozen=True)
class Fact:
    """One figure: its code in the definitions, its value or why there is none.

    `n` of `denominator` make a share, from 0 to 1, by a named method; `share` has its range.
    """

    code: str
    whom: Whom
    value: Cell
    method: str
    question: str | None = None
    n: int | None = None
    denominator: int | None = None
    share: Share | None = None
    absent: Absent | None = None


@dataclass(frozen=True)
class Levels:
    """How many of a group gave each level to a question, 0 "did not concern me"."""

    whom: Whom
    question: str
    counts: Mapping[int, int] | None
    absent: Absent | None


def facts(found: Overview, *, with_counters: bool) -> Iterator[Fact]:
    """Yield every figure of the commune, its units and, if wanted, its counters."""
    ratings = found.ratings
    for whom, group in groups(found, with_counters=with_counters):
        yield from _of_ratings(whom, group, ratings)
    yield from _flagged(ratings)
    for question in ratings.instrument.rated if ratings.instrument else ():
        if question.code != OVERALL:
            yield from _of_question(question, ratings)
    yield from _of_petitions(Whom(GroupKind.COMMUNE, ratings.total.name), found.petitions.total)
    for unit in found.units:
        yield from _of_petitions(Whom(GroupKind.UNIT, unit.name), unit.petitions)
    yield from _of_petitions(Whom(GroupKind.NONE, ""), found.without_unit)


def of_commune(found: Overview) -> Iterator[Fact]:
    """Yield the figures of the whole commune."""
    whom = Whom(GroupKind.COMMUNE, found.ratings.total.name)
    yield from _of_ratings(whom, found.ratings.total, found.ratings)
    yield from _flagged(found.ratings)
    yield from _of_petitions(whom, found.petitions.total)


def levels(found: Overview, *, with_counters: bool) -> Iterator[Levels]:
    """Yield criteria × levels of the commune, and the overall question of each group."""
    ratings = found.ratings
    for question in ratings.instrument.rated if ratings.instrument else ():
        whom = Whom(GroupKind.COMMUNE, ratings.total.name)
        yield _levels(whom, question.code, ratings.total, ratings)
    for whom, group in groups(found, with_counters=with_counters):
        if whom.kind is not GroupKind.COMMUNE:
            yield _levels(whom, OVERALL, group, ratings)


def groups(found: Overview, *, with_counters: bool) -> Iterator[tuple[Whom, GroupResults | None]]:
    yield Whom(GroupKind.COMMUNE, found.ratings.total.name), found.ratings.total
    for unit in found.units:
        yield Whom(GroupKind.UNIT, unit.name), unit.ratings
    for rated in found.ratings.units if with_counters else ():
        for point in rated.points:
            yield Whom(GroupKind.COUNTER, point.name, rated.name), point


def _of_ratings(whom: Whom, group: GroupResults | None, of: PeriodResults) -> Iterator[Fact]:
    people = group.responses if group else None
    yield Fact("responses", whom, people, COUNT, absent=_why(group, of, people))
    yield from _of_share(whom, OVERALL, group, of)
    index = group.index if group else None
    yield _share("index", whom, None, index, _why(group, of, index))


def _flagged(of: PeriodResults) -> Iterator[Fact]:
    """Yield how many ratings of the commune are flagged, and what all the others say."""
    whom = Whom(GroupKind.COMMUNE, of.total.name)
    yield Fact("flagged", whom, of.flagged, COUNT, absent=_why(of.total, of, of.flagged))
    others = next((one.overall for one in of.apart if one.id is None), None)
    why = _why(of.total, of, others)
    if why and of.flagged == 0:
        why = Absent.NO_FLAGGED
    yield _share("share_without_flagged", whom, OVERALL, others, why)


def _of_question(question: Question, of: PeriodResults) -> Iterator[Fact]:
    yield from _of_share(Whom(GroupKind.COMMUNE, of.total.name), question.code, of.total, of)


def _of_share(
    whom: Whom, question: str, group: GroupResults | None, of: PeriodResults
) -> Iterator[Fact]:
    share = group.question(question) if group else None
    why, cells = _why(group, of, share), share_cells(share)
    for code in BARE:
        if code == "satisfied_share":
            yield _share(code, whom, question, share, why)
        else:
            out_of = share.n if share and code == "satisfied" else None
            yield Fact(code, whom, cells[code], COUNT, question, denominator=out_of, absent=why)


def _share(
    code: str, whom: Whom, question: str | None, share: Share | None, why: Absent | None
) -> Fact:
    if share is None:
        return Fact(code, whom, None, COUNT, question, absent=why)
    value = float(share.share)
    return Fact(code, whom, value, share.method, question, share.satisfied, share.n, share)


def _of_petitions(whom: Whom, figures: Figures) -> Iterator[Fact]:
    for code, value in petition_cells(figures).items():
        if code != "in_time_share":
            yield Fact(code, whom, value, COUNT)
            continue
        owed = figures.answered + figures.open_overdue
        why = None if owed else Absent.NO_CASES
        yield Fact(code, whom, value, IN_TIME, None, figures.answered_in_time, owed, absent=why)


def _levels(whom: Whom, question: str, group: GroupResults | None, of: PeriodResults) -> Levels:
    counts = group.counts.get(question) if group else None
    return Levels(whom, question, counts, _why(group, of, counts))


def _why(group: GroupResults | None, of: PeriodResults, found: object) -> Absent | None:
    if found is not None:
        return None
    if group is None:
        return Absent.NOT_RATED
    if not of.is_settled:
        return Absent.UNTIL_FINAL
    return Absent.NO_ANSWERS if group.responses == 0 else Absent.SMALL_GROUP

"""Satisfaction: by unit, by what service was rated, by factor and criterion, by level.

What is hidden stays a word; a sum that would need it is a word too, or says that it is of the
rows shown.
"""

from collections.abc import Iterator, Sequence

from portal.ratings.figures import OVERALL, GroupResults
from portal.reports.appendix.checking import Check, in_table
from portal.reports.appendix.grid import NOTHING, At, Cell, Head, Quotient, Rest, Row, Sum, Table
from portal.reports.appendix.grid import line as down
from portal.reports.appendix.grid import span as across
from portal.reports.definitions import DEFINITIONS
from portal.reports.labels import LEVELS
from portal.reports.paper_cells import HIDDEN, NOT_YET, range_of
from portal.reports.report import Report
from portal.reports.totals import totals
from portal.words.translate import N_, say

UNITS, LEVEL_TABLE = "units", "levels"
RESPONSES, FIRST_LEVEL, LAST_LEVEL, ANSWERS, HAPPY = 2, 3, 7, 8, 9
SUMMED = (RESPONSES, *range(FIRST_LEVEL, LAST_LEVEL + 1))
FIVE = range(1, 6)
TOGETHER, WHOLE = N_("Together, the rows above"), N_("Whole commune")
NOT_ALONE = N_("Not shown by itself")


def units_table(report: Report) -> Table:
    """Return a row a rated unit, the sum of the rows, what is not among them, and the whole."""
    lang, ratings = report.order.lang, report.overview.ratings
    rated = [unit for unit in report.overview.units if unit.ratings is not None]
    rows = [
        _group_row(row, unit.name, unit.ratings, report)
        for row, unit in enumerate(rated)
        if unit.ratings is not None
    ]
    end = len(rows)
    rows += [_together(end, lang), _rest(end, lang)]
    rows.append(_group_row(end + 2, say(lang, WHOLE), ratings.total, report, numbered=False))
    names = (N_("Ratings"), *LEVELS, DEFINITIONS["answers"].name, DEFINITIONS["satisfied"].name)
    heads = [
        Head(say(lang, N_("No.")), 5),
        Head(say(lang, N_("Unit")), 34),
        *(Head(say(lang, name)) for name in names),
        Head(say(lang, DEFINITIONS["satisfied_share"].name), 10),
        Head(say(lang, N_("About, of 100")), 12),
    ]
    title = say(lang, N_("Satisfaction by unit (question on the whole visit)"))
    sums = frozenset({end, end + 1, end + 2})
    return Table(UNITS, say(lang, N_("1 Units")), title, heads, rows, sums=sums)


def units_checks(table: Table, report: Report) -> Iterator[Check]:
    lang, known = report.order.lang, totals(report.overview)
    whole = len(table.rows) - 1
    words = {"responses": RESPONSES, "answers": ANSWERS, "satisfied": HAPPY}
    is_whole = report.overview.ratings.is_settled and not any(
        unit.ratings.is_hidden or OVERALL not in unit.ratings.counts
        for unit in report.overview.units
        if unit.ratings is not None and unit.ratings.responses != 0
    )
    for code, column in words.items():
        name = f"{table.tab}: {say(lang, DEFINITIONS[code].name)}"
        says = known[code]
        here = in_table(UNITS, [At(whole, column)])
        yield Check(name, here, says if isinstance(says, int) else None)
        if is_whole:
            added = in_table(UNITS, [At(whole - 2, column)])
            yield Check(f"{name} ({say(lang, TOGETHER)})", added, here)


def levels_table(report: Report) -> Table:
    """Return the five levels of the whole commune, each with its share."""
    lang, whole = report.order.lang, len(_rated(report)) + 2
    rows: list[Row] = [
        (
            number,
            say(lang, name),
            Sum((At(whole, FIRST_LEVEL + number - 1, UNITS),), otherwise=say(lang, HIDDEN)),
            Quotient(At(number - 1, 2), At(5, 2)),
        )
        for number, name in enumerate(LEVELS, start=1)
    ]
    total = Sum(down(range(5), 2), otherwise=say(lang, HIDDEN))
    rows.append((None, say(lang, N_("Together")), total, Quotient(At(5, 2), At(5, 2))))
    heads = [
        Head(say(lang, N_("No.")), 5),
        Head(say(lang, N_("Level")), 34),
        Head(say(lang, DEFINITIONS["answers"].name), 16),
        Head(say(lang, N_("Share")), 12),
    ]
    title = say(lang, N_("Satisfaction by level, whole commune"))
    return Table(LEVEL_TABLE, say(lang, N_("4 Levels")), title, heads, rows, sums=frozenset({5}))


def group_cells(group: GroupResults, report: Report) -> list[Cell]:
    """Return responses and the five levels of a group, or the word for why they are missing."""
    lang, is_settled = report.order.lang, report.overview.ratings.is_settled
    word = say(lang, HIDDEN if is_settled else NOT_YET)
    counts = group.counts.get(OVERALL)
    responses: Cell = word if group.responses is None else group.responses
    if counts is None:
        return [responses, *([0 if group.responses == 0 else word] * 5)]
    return [responses, *(counts.get(level, 0) for level in FIVE)]


def _group_row(
    row: int, name: str, group: GroupResults, report: Report, *, numbered: bool = True
) -> Row:
    hidden = say(report.order.lang, HIDDEN)
    return (
        row + 1 if numbered else None,
        name,
        *group_cells(group, report),
        Sum(across(row, FIRST_LEVEL, LAST_LEVEL), otherwise=hidden),
        Sum(across(row, LAST_LEVEL - 1, LAST_LEVEL), otherwise=hidden),
        Quotient(At(row, HAPPY), At(row, ANSWERS)),
        NOTHING if group.overall is None else range_of(group.overall),
    )


def _together(end: int, lang: str) -> Row:
    columns = [Sum(down(range(end), column)) for column in (*SUMMED, ANSWERS, HAPPY)]
    share = Quotient(At(end, HAPPY), At(end, ANSWERS))
    return (None, say(lang, TOGETHER), *columns, share, None)


def _rest(end: int, lang: str) -> Row:
    columns = [Rest(At(end + 2, column), At(end, column)) for column in (*SUMMED, ANSWERS, HAPPY)]
    return (None, say(lang, NOT_ALONE), *columns, None, None)


def _rated(report: Report) -> Sequence[object]:
    return [unit for unit in report.overview.units if unit.ratings is not None]

"""Satisfaction by factor and criterion: a factor is the sum of its criteria."""

from collections.abc import Iterator, Sequence

from portal.ratings.results import PeriodResults
from portal.reports.appendix.checking import Check, in_table
from portal.reports.appendix.grid import At, Cell, Head, Quotient, Row, Sum, Table
from portal.reports.appendix.grid import line as down
from portal.reports.appendix.grid import span as across
from portal.reports.definitions import DEFINITIONS
from portal.reports.labels import LEVELS
from portal.reports.paper_cells import HIDDEN, NOT_YET
from portal.reports.report import Report
from portal.words.translate import N_, say
from surveys.instrument import Instrument, Question

CODE = "factors"
FIRST_LEVEL, LAST_LEVEL, ANSWERS, HAPPY, SHARE = 2, 6, 7, 8, 9
NOTE = N_(
    "One person answers several criteria, so the rows of a factor and of all criteria together "
    "count answers and not people, and state no range."
)


def factors_table(report: Report) -> Table:
    """Return each factor with its criteria below it, and all criteria together at the end."""
    lang, asked = report.order.lang, report.overview.ratings.instrument
    rows: list[Row] = []
    sums: list[int] = []
    for name, items in _factors(asked, _words(report)):
        sums.append(len(rows))
        rows += _factor_rows(len(rows), name, items, report)
    end = len(rows)
    rows.append(_sum_row(end, sums, say(lang, DEFINITIONS["index"].name), report))
    names = (*LEVELS, DEFINITIONS["answers"].name, DEFINITIONS["satisfied"].name)
    heads = [
        Head(say(lang, N_("Criterion")), 10),
        Head(say(lang, N_("Factor, wording in the form")), 56),
        *(Head(say(lang, name)) for name in names),
        Head(say(lang, DEFINITIONS["satisfied_share"].name), 10),
        Head(say(lang, DEFINITIONS["not_applicable"].name), 14),
    ]
    title = say(lang, N_("Satisfaction by factor and criterion"))
    tab = say(lang, N_("3 Factors"))
    return Table(CODE, tab, title, heads, rows, [say(lang, NOTE)], frozenset({*sums, end}))


def factors_checks(table: Table, report: Report) -> Iterator[Check]:
    """Hold all criteria together against the pooled share of the registry."""
    lang, index = report.order.lang, report.overview.ratings.total.index
    end = len(table.rows) - 1
    name = f"{table.tab}: {say(lang, DEFINITIONS['index'].name)}"
    known = (None, None) if index is None else (index.n, index.satisfied)
    for column, says in zip((ANSWERS, HAPPY), known, strict=True):
        what = f"{name} – {table.heads[column].words}"
        yield Check(what, in_table(CODE, [At(end, column)]), says)


def _factors(asked: Instrument | None, words: str) -> Iterator[tuple[str, Sequence[Question]]]:
    """Yield each factor that has criteria."""
    if asked is None:
        return
    for factor in asked.factors:
        if items := asked.items_of(factor.code):
            yield factor.text(words), items


def _factor_rows(start: int, name: str, items: Sequence[Question], report: Report) -> Iterator[Row]:
    below = range(start + 1, start + 1 + len(items))
    yield _sum_row(start, below, name, report)
    for row, item in zip(below, items, strict=True):
        cells = _levels(report.overview.ratings, item.code, _missing(report))
        words = item.text(_words(report))
        yield (item.criterion or "", words, *cells[:-1], *_totals(row, report), cells[-1])


def _sum_row(row: int, parts: Sequence[int], name: str, report: Report) -> Row:
    word = _missing(report)
    levels = [
        Sum(down(parts, column), otherwise=word) for column in range(FIRST_LEVEL, LAST_LEVEL + 1)
    ]
    return ("", name, *levels, *_totals(row, report), Sum(down(parts, SHARE + 1), otherwise=word))


def _totals(row: int, report: Report) -> tuple[Cell, ...]:
    word = _missing(report)
    return (
        Sum(across(row, FIRST_LEVEL, LAST_LEVEL), otherwise=word),
        Sum(across(row, LAST_LEVEL - 1, LAST_LEVEL), otherwise=word),
        Quotient(At(row, HAPPY), At(row, ANSWERS)),
    )


def _levels(ratings: PeriodResults, code: str, word: str) -> list[Cell]:
    """Return the counts of a question; nothing counted is 0 only where nothing is hidden."""
    counts = ratings.total.counts.get(code)
    if counts is None:
        nobody = ratings.total.responses == 0
        is_empty = nobody or ratings.total.index is not None
        return [*([0 if is_empty else word] * 5), 0 if nobody else word]
    return [counts.get(level, 0) for level in (1, 2, 3, 4, 5, 0)]


def _missing(report: Report) -> str:
    settled = report.overview.ratings.is_settled
    return say(report.order.lang, HIDDEN if settled else NOT_YET)


def _words(report: Report) -> str:
    asked = report.overview.ratings.instrument
    return asked.language_for(report.order.lang) if asked else report.order.lang

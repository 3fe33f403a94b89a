"""The tables of an export: counts and shares by pandas, names in the wanted language."""

from collections.abc import Iterator, Sequence

import pandas as pd

from portal.cases.registers.entries import Entry
from portal.ratings.figures import OVERALL, Apart, GroupResults
from portal.ratings.shares import Share
from portal.reports.byhand.figures import FIGURES
from portal.reports.definitions import DEFINITIONS, PETITIONS, REGISTER
from portal.reports.exports.lists import list_sheets
from portal.reports.exports.trend_sheet import trend_sheet
from portal.reports.labels import KINDS, LEVELS, STANDINGS, SUBJECTS
from portal.reports.method import INTERNAL, method_sheet
from portal.reports.report import Report
from portal.reports.sheets import Cell, Column, Sheet
from portal.reports.totals import petition_cells, share_cells, totals
from portal.words.translate import N_, say
from surveys.tables import level_table

RATING_TYPES = {
    "answers": "Int64",
    "satisfied": "Int64",
    "satisfied_share": "Float64",
    "low": "Int64",
    "high": "Int64",
}
BY_HAND = N_("These stand beside what the portal counted and are in no sum of it.")
APART_CODES = ("flagged", "share_without_flagged")
NOT_SHOWN = N_("Not shown, so that nobody who answered can be found out")


def sheets(report: Report) -> list[Sheet]:
    """Return the sheets of a report, the counters only if they were ordered."""
    made = [method_sheet(report), _totals(report), _by_unit(report), _petitions(report)]
    if report.order.with_counters:
        made.append(_by_counter(report))
    return [
        *made,
        _by_criterion(report),
        trend_sheet(report.trend, report.order.lang),
        *_by_hand(report),
        _register(report),
        *list_sheets(report.lists, report.order.lang),
    ]


def _totals(report: Report) -> Sheet:
    lang = report.order.lang
    headers = [
        Column(say(lang, N_("Figure")), 30),
        Column(say(lang, N_("Value"))),
        Column(say(lang, N_("What it counts")), 90),
    ]
    rows = [
        (say(lang, DEFINITIONS[code].name), value, say(lang, DEFINITIONS[code].text))
        for code, value in totals(report.overview).items()
    ]
    return Sheet("totals", say(lang, N_("Totals")), headers, rows)


def _by_unit(report: Report) -> Sheet:
    lang, found = report.order.lang, report.overview
    groups = [*((unit.id, unit.ratings) for unit in found.units), (None, found.ratings.total)]
    names = [*(unit.name for unit in found.units), say(lang, N_("Whole commune"))]
    rated = _rating_rows([group for _, group in groups], lang)
    apart = {one.id: one for one in found.ratings.apart}
    rows = [
        (name, *cells, *_apart_cells(apart.get(id_)))
        for name, cells, (id_, _) in zip(names, rated, groups, strict=True)
    ]
    headers = [
        Column(say(lang, N_("Unit")), 36),
        *_rating_headers(lang),
        *(Column(say(lang, DEFINITIONS[code].name)) for code in APART_CODES),
    ]
    return Sheet("by-unit", say(lang, N_("By unit")), headers, rows)


def _apart_cells(one: Apart | None) -> Sequence[Cell]:
    """Return how many are flagged and the share without them, where that may be shown."""
    if one is None:
        return None, None
    return one.flagged, None if one.overall is None else float(one.overall.share)


def _petitions(report: Report) -> Sheet:
    lang, found = report.order.lang, report.overview
    worked = [(unit.name, unit.petitions) for unit in found.units]
    worked.append((say(lang, N_("With no unit")), found.without_unit))
    worked.append((say(lang, N_("Whole commune")), found.petitions.total))
    rows = [(name, *petition_cells(figures).values()) for name, figures in worked]
    headers = [
        Column(say(lang, N_("Unit")), 36),
        *(Column(say(lang, definition.name)) for definition in PETITIONS),
    ]
    return Sheet("petitions-by-unit", say(lang, N_("Petitions by unit")), headers, rows)


def _by_counter(report: Report) -> Sheet:
    lang = report.order.lang
    pairs = [(unit, point) for unit in report.overview.ratings.units for point in unit.points]
    rated = _rating_rows([point for _, point in pairs], lang)
    rows = [
        (unit.name, point.name, *rating, say(lang, INTERNAL))
        for (unit, point), rating in zip(pairs, rated, strict=True)
    ]
    headers = [
        Column(say(lang, N_("Unit")), 36),
        Column(say(lang, N_("Counter")), 24),
        *_rating_headers(lang),
        Column(say(lang, N_("Use")), 28),
    ]
    return Sheet("by-counter-internal", say(lang, N_("By counter (internal)")), headers, rows)


def _by_criterion(report: Report) -> Sheet:
    lang, ratings = report.order.lang, report.overview.ratings
    asked = ratings.instrument
    questions = asked.rated if asked else ()
    words = asked.language_for(lang) if asked else lang
    counts = {question.code: ratings.total.counts.get(question.code, {}) for question in questions}
    shares = [ratings.total.question(question.code) for question in questions]
    table = _with_shares(level_table(counts), shares)
    rows = [
        (question.criterion or "", question.text(words), *cells)
        for question, cells in zip(questions, _cells(table), strict=True)
    ]
    headers = [
        Column(say(lang, N_("Criterion"))),
        Column(say(lang, N_("Wording in the form")), 60),
        *_level_headers(lang),
    ]
    return Sheet("by-criterion", say(lang, N_("By criterion")), headers, rows)


def _by_hand(report: Report) -> list[Sheet]:
    """Return the figures entered by hand, if there are any; none is in a sum of another sheet."""
    lang = report.order.lang
    found = report.own_hand
    if not report.order.with_counters:
        found = found.for_everybody(report.overview.ratings.smallest_group)
    rows = [
        (
            say(lang, FIGURES[code].name),
            one.value,
            one.document,
            one.document_on,
            say(lang, BY_HAND),
        )
        for code, one in found.figures.items()
    ]
    headers = [
        Column(say(lang, N_("Figure")), 44),
        Column(say(lang, N_("Value"))),
        Column(say(lang, N_("Document")), 24),
        Column(say(lang, N_("Of the day")), 14),
        Column(say(lang, N_("Remark")), 60),
    ]
    return [Sheet("by-hand", say(lang, N_("Entered by hand")), headers, rows)] if rows else []


def _register(report: Report) -> Sheet:
    lang = report.order.lang
    headers = [Column(say(lang, definition.name), 18) for definition in REGISTER]
    rows = [_entry_cells(entry, lang) for entry in report.register]
    return Sheet("register", say(lang, N_("Register of cases")), headers, rows)


def _entry_cells(entry: Entry, lang: str) -> Sequence[Cell]:
    yes, no = say(lang, N_("yes")), say(lang, N_("no"))
    return (
        entry.reference,
        say(lang, KINDS[entry.kind]),
        yes if entry.kind.is_petition else no,
        say(lang, SUBJECTS[entry.subject]) if entry.subject else None,
        entry.unit,
        entry.received_on,
        entry.due_on,
        entry.finished_on,
        say(lang, STANDINGS[entry.standing]),
        entry.days_late,
        yes if entry.is_published else no,
    )


def _rating_rows(groups: Sequence[GroupResults | None], lang: str) -> list[Sequence[Cell]]:
    """Return responses, levels, shares and a note for each group; None has no ratings at all."""
    counts = {
        str(number): group.counts.get(OVERALL, {}) if group else {}
        for number, group in enumerate(groups)
    }
    shares = [group.overall if group else None for group in groups]
    cells = _cells(_with_shares(level_table(counts), shares))
    return [
        (group.responses if group else None, *row, _note(group, lang))
        for group, row in zip(groups, cells, strict=True)
    ]


def _note(group: GroupResults | None, lang: str) -> str | None:
    return say(lang, NOT_SHOWN) if group and group.is_hidden else None


def _with_shares(table: pd.DataFrame, shares: Sequence[Share | None]) -> pd.DataFrame:
    """Put the shares behind the levels; a row without a share shows no counts either."""
    wanted = [share_cells(share) for share in shares]
    behind = pd.DataFrame(wanted, index=table.index, columns=list(RATING_TYPES), dtype=object)
    levels = table.drop(columns=["n", "satisfied_share"])
    levels[[share is None for share in shares]] = pd.NA
    return pd.concat([levels, behind.astype(RATING_TYPES)], axis=1)


def _cells(table: pd.DataFrame) -> Iterator[Sequence[Cell]]:
    for row in table.astype(object).itertuples(index=False):
        yield tuple(None if pd.isna(cell) else cell for cell in row)


def _rating_headers(lang: str) -> list[Column]:
    first = Column(say(lang, DEFINITIONS["responses"].name))
    return [first, *_level_headers(lang), Column(say(lang, N_("Remark")), 40)]


def _level_headers(lang: str) -> list[Column]:
    codes = ("not_applicable", *RATING_TYPES)
    names = [*LEVELS, *(DEFINITIONS[code].name for code in codes)]
    return [Column(say(lang, name)) for name in names]

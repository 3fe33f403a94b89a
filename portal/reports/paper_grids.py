"""The tables of the draft report: this period beside its neighbours, by unit, by criterion."""

from collections.abc import Sequence

from portal.documents.official import WIDTH_MM, Grid
from portal.ratings.figures import GroupResults
from portal.ratings.shares import Share
from portal.reports.definitions import DEFINITIONS, PETITIONS
from portal.reports.keeping import Kept
from portal.reports.labels import figure_url, period_name
from portal.reports.paper_cells import (
    HIDDEN,
    NONE,
    missing,
    number,
    percent,
    petition_text,
    range_of,
    rating_text,
)
from portal.reports.paper_hand import with_hand
from portal.reports.report import Report
from portal.words.translate import N_, say

RATING_CODES = ("responses", "answers", "satisfied", "satisfied_share", "index")
UNIT_CODES = (
    "to_handle",
    "answered_in_time",
    "answered_late",
    "answered_without_due",
    "not_accepted",
    "forwarded",
    "open_in_time",
    "open_overdue",
)
BESIDE = (
    N_("This period"),
    N_("Period before"),
    N_("Same period last year"),
    N_("Sum of the year"),
)
PROVISIONAL = N_("%(name)s, provisional")
NAME_MM, NARROW_MM = 44, 34
# A column that only exists when a calendar was missing.
ONLY_IF_ANY = frozenset({"answered_without_due"})


def beside(report: Report) -> list[Kept | None]:
    """Return this period and its neighbours, in the order of the columns."""
    found = report.compared
    this = Kept(report.overview, report.closed)
    return [this, found.previous, found.last_year, found.cumulative]


def ratings_grid(report: Report) -> Grid:
    lang, columns = report.order.lang, beside(report)
    rows = [
        [
            _name(code, lang),
            *(with_hand(code, rating_text(code, kept, lang), kept, report) for kept in columns),
        ]
        for code in RATING_CODES
    ]
    return _compared(report, rows, RATING_CODES)


def petitions_grid(report: Report) -> Grid:
    lang, columns = report.order.lang, beside(report)
    codes = [one.code for one in PETITIONS]
    rows = [
        [
            _name(code, lang),
            *(with_hand(code, petition_text(code, kept, lang), kept, report) for kept in columns),
        ]
        for code in codes
    ]
    return _compared(report, rows, codes)


def units_grid(report: Report) -> Grid:
    """Return the ratings of each unit that has a counter."""
    lang, found = report.order.lang, report.overview
    is_settled = found.ratings.is_settled
    rows = [
        [unit.name, *_share_row(unit.ratings, unit.ratings.overall, lang, is_settled=is_settled)]
        for unit in found.units
        if unit.ratings is not None
    ]
    return Grid([say(lang, N_("Unit")), *_share_headers(lang)], rows, (72, 22, 22, 22, 22))


def criteria_grid(report: Report) -> Grid:
    """Return each question of five levels with the share of those it concerned."""
    lang, ratings = report.order.lang, report.overview.ratings
    asked, total = ratings.instrument, ratings.total
    words = asked.language_for(lang) if asked else lang
    rows = [
        [
            question.text(words),
            *_share_row(total, total.question(question.code), lang, is_settled=ratings.is_settled)[
                1:
            ],
        ]
        for question in (asked.rated if asked else ())
    ]
    first, *others = _share_headers(lang)[1:]
    return Grid([say(lang, N_("What was asked")), first, *others], rows, (94, 22, 22, 22))


def petition_units_grid(report: Report) -> Grid:
    """Return a row a unit; each row adds up to what there was to handle."""
    lang, found = report.order.lang, report.overview
    total = found.petitions.total
    codes = [code for code in UNIT_CODES if code not in ONLY_IF_ANY or getattr(total, code)]
    worked = [(unit.name, unit.petitions) for unit in found.units if unit.petitions.to_handle]
    worked.append((say(lang, N_("With no unit")), found.without_unit))
    worked.append((say(lang, N_("Whole commune")), total))
    rows = [
        [name, *(number(getattr(figures, code), lang) for code in codes)]
        for name, figures in worked
    ]
    headers = [say(lang, N_("Unit")), *(_name(code, lang) for code in codes)]
    width = (WIDTH_MM - NARROW_MM) // len(codes)
    return Grid(headers, rows, (NARROW_MM, *(width,) * len(codes)))


def _share_row(
    group: GroupResults, share: Share | None, lang: str, *, is_settled: bool
) -> list[str]:
    """Return responses, share, range and n; or why they are missing."""
    responses = (
        missing(group, lang, is_settled=is_settled)
        if group.is_hidden
        else number(group.responses, lang)
    )
    if share is None:
        why = (
            say(lang, HIDDEN)
            if is_settled and group.responses
            else missing(group, lang, is_settled=is_settled)
        )
        return [responses, why, NONE, NONE]
    return [responses, percent(share.share, lang), range_of(share), number(share.n, lang)]


def _share_headers(lang: str) -> list[str]:
    names = (N_("Ratings"), N_("Satisfied share"), N_("About, of 100"), N_("n"))
    return [say(lang, name) for name in names]


def _compared(report: Report, rows: Sequence[Sequence[str]], codes: Sequence[str]) -> Grid:
    lang = report.order.lang
    headers = [
        f"{say(lang, title)}\n({_title(kept, lang)})" if kept else say(lang, title)
        for title, kept in zip(BESIDE, beside(report), strict=True)
    ]
    width = (WIDTH_MM - NAME_MM) // len(BESIDE)
    widths = (NAME_MM, *(width,) * len(BESIDE))
    return Grid([say(lang, N_("Figure")), *headers], rows, widths, _links(report, rows, codes))


def _links(
    report: Report, rows: Sequence[Sequence[str]], codes: Sequence[str]
) -> dict[tuple[int, int], str]:
    """Return where each figure leads: to its cases, or to how it is made; nothing leads nowhere."""
    base = report.order.base_url
    if not base:
        return {}
    return {
        (row, column): figure_url(base, kept.overview.period.key, code)
        for row, code in enumerate(codes)
        for column, kept in enumerate(beside(report), start=1)
        if kept is not None and rows[row][column] != NONE
    }


def _title(kept: Kept, lang: str) -> str:
    period = kept.overview.period
    name = period_name(period.key, period.name, lang)
    return name if period.is_final else say(lang, PROVISIONAL, name=name)


def _name(code: str, lang: str) -> str:
    return say(lang, DEFINITIONS[code].name)

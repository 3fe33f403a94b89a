"""Procedure files as table II.06a/VPCP/KSTT has them; entered by hand, never counted as 0."""

from collections.abc import Iterator

from portal.reports.appendix.checking import Check, in_table
from portal.reports.appendix.grid import At, Cell, Row, Sum, Table, heads
from portal.reports.appendix.grid import span as across
from portal.reports.byhand.figures import OF_FILES
from portal.reports.report import Report
from portal.words.translate import N_, say

CODE = "ii06a"
NOT_ENTERED = N_("not entered yet")
TOTAL = 2
"""The column of all files taken in, which others point to."""
HEADS = (
    (N_("No."), 5),
    (N_("Field of work"), 30),
    (N_("(3) Taken in"), 13),
    (N_("(4) online"), 13),
    (N_("(5) in person or by post"), 13),
    (N_("(6) from the period before"), 13),
    (N_("(7) Settled"), 13),
    (N_("(8) early"), 13),
    (N_("(9) on time"), 13),
    (N_("(10) late"), 13),
    (N_("(11) In hand"), 13),
    (N_("(12) in time"), 13),
    (N_("(13) overdue"), 13),
)


def entered(report: Report, code: str) -> Cell:
    """Return a checked figure by hand, or the words that say there is none."""
    value = report.own_hand.value(code)
    return say(report.order.lang, NOT_ENTERED) if value is None else value


def files_table(report: Report) -> Table:
    lang = report.order.lang
    title = say(lang, N_("Procedure files (as in II.06a); unit: files"))
    notes = [
        say(lang, N_("(3) = (4) + (5) + (6) = (7) + (11). Files are not counted by the portal.")),
        *sources(report, OF_FILES),
    ]
    return Table(CODE, say(lang, N_("7 II.06a")), title, heads(HEADS, lang), [_row(report)], notes)


def files_checks(table: Table) -> Iterator[Check]:
    left = in_table(CODE, [At(0, TOTAL)])
    yield Check(f"{table.tab}: (3) = (7) + (11)", left, in_table(CODE, [At(0, 6), At(0, 10)]))


def sources(report: Report, codes: "dict[str, str]") -> list[str]:
    """Return the sources of this period's figures by hand, each once."""
    found = [
        value.source(report.order.lang)
        for code, value in report.own_hand.figures.items()
        if code in codes
    ]
    return list(dict.fromkeys(found))


def _row(report: Report) -> Row:
    lang = report.order.lang
    missing = say(lang, NOT_ENTERED)
    cells = {code: entered(report, code) for code in OF_FILES}
    return (
        1,
        say(lang, N_("All fields")),
        Sum(across(0, 3, 5), otherwise=missing),
        *(cells[code] for code in ("files_online", "files_direct", "files_carried")),
        Sum(across(0, 7, 9), otherwise=missing),
        *(cells[code] for code in ("files_early", "files_on_time", "files_late")),
        Sum(across(0, 11, 12), otherwise=missing),
        *(cells[code] for code in ("files_open", "files_overdue")),
    )

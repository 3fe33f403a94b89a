"""The satisfaction group of decision 766/QĐ-TTg: three ratios in which silence is satisfaction."""

from collections.abc import Iterator

from portal.cases.registers.standing import Standing
from portal.reports.appendix import files
from portal.reports.appendix.checking import Check, in_table
from portal.reports.appendix.grid import At, Cell, Quotient, Rest, Row, Sum, Table, heads
from portal.reports.appendix.petitions import UNKNOWN
from portal.reports.report import Report
from portal.words.translate import N_, say
from surveys.silence import Ratio, petitions_on_time, petitions_without_complaint

CODE = "silence"
HIGHEST_POINTS = 6
LATE = frozenset({Standing.ANSWERED_LATE, Standing.OPEN_OVERDUE})
NOTHING_AROSE = N_("nothing arose")
RATIOS = (
    (
        N_("Petitions handled in time"),
        N_(
            "Answered on the due date or before, among all the commune is in charge of: answered "
            "and still open, without those not accepted or forwarded."
        ),
    ),
    (
        N_("Petitions without complaint"),
        N_(
            "All petitions less those whose sender said the answer did not satisfy, or that are "
            "late; each once."
        ),
    ),
    (
        N_("Procedure files without complaint"),
        N_(
            "All files less those somebody was dissatisfied with or complained of, or that were "
            "late; entered by hand."
        ),
    ),
)
HEADS = (
    ("", 5),
    (N_("Ratio"), 28),
    (N_("How it is made"), 58),
    (N_("Whole"), 14),
    (N_("Taken off"), 14),
    (N_("Counted"), 14),
    (N_("Share"), 14),
    (N_("Most points"), 10),
)
NOTE = N_(
    "Whoever says nothing counts as satisfied here. This is another number than the satisfied "
    "share of a survey, and the two are never named alike or compared."
)


def in_time(report: Report) -> Ratio:
    """Return petitions answered in time among those the commune is in charge of."""
    total = report.overview.petitions.total
    return petitions_on_time(total.answered_in_time, total.answered + total.still_open)


def without_complaint(report: Report) -> Ratio | None:
    """Return petitions without complaint; None if it was not noted who was dissatisfied."""
    petitions = [one for one in report.entries if one.kind.is_petition]
    if any(one.is_dissatisfied is None for one in petitions):
        return None
    complained = sum(bool(one.is_dissatisfied) or one.standing in LATE for one in petitions)
    return petitions_without_complaint(len(petitions), complained)


def silence_table(report: Report) -> Table:
    lang = report.order.lang
    cells = [_of(in_time(report), lang), _of(without_complaint(report), lang), _of_files(report)]
    rows: list[Row] = [
        (
            "abc"[row],
            *(say(lang, words) for words in RATIOS[row]),
            *cells[row],
            Rest(At(row, 3), At(row, 4)),
            Quotient(At(row, 5), At(row, 3), otherwise=say(lang, NOTHING_AROSE)),
            HIGHEST_POINTS,
        )
        for row in range(len(RATIOS))
    ]
    rows[2] = (*rows[2][:6], Quotient(At(2, 5), At(2, 3), _no_files(report)), HIGHEST_POINTS)
    title = say(lang, N_("Satisfaction group of decision 766/QĐ-TTg"))
    return Table(
        CODE, say(lang, N_("8 QĐ 766")), title, heads(HEADS, lang), rows, [say(lang, NOTE)]
    )


def silence_checks(table: Table, report: Report) -> Iterator[Check]:
    """Hold what is counted against the registry and against the ratios' own arithmetic."""
    total, second = report.overview.petitions.total, without_complaint(report)
    says = (total.answered_in_time, None if second is None else second.part)
    wholes = (in_time(report).whole, total.to_handle)
    for row, (part, whole) in enumerate(zip(says, wholes, strict=True)):
        name = f"{table.tab}: {table.rows[row][1]}"
        counted, all_of = (in_table(CODE, [At(row, column)]) for column in (5, 3))
        yield Check(f"{name} – {table.heads[5].words}", counted, part)
        yield Check(f"{name} – {table.heads[3].words}", all_of, whole)


def _of(ratio: Ratio | None, lang: str) -> tuple[Cell, Cell]:
    if ratio is None:
        return say(lang, UNKNOWN), say(lang, UNKNOWN)
    return ratio.whole, ratio.whole - ratio.part


def _of_files(report: Report) -> tuple[Cell, Cell]:
    missing = say(report.order.lang, files.NOT_ENTERED)
    whole = Sum((At(0, files.TOTAL, files.CODE),), otherwise=missing)
    return whole, files.entered(report, "files_complained")


def _no_files(report: Report) -> str:
    """Say why there is no share of files: not entered, or none came."""
    codes = ("files_online", "files_direct", "files_carried", "files_complained")
    is_known = all(report.own_hand.value(code) is not None for code in codes)
    return say(report.order.lang, NOTHING_AROSE if is_known else files.NOT_ENTERED)

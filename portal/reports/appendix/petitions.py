"""Petitions, counted line by line from the register: by what became of them, and as II.05a has it.

Circular 01/2020/TT-VPCP names the form II.05a; its columns are followed in our own words. It is
of petitions about administrative acts and regulations alone, so the others are added below.
"""

from collections.abc import Callable, Iterator, Sequence

from portal.cases.kinds import Subject
from portal.cases.registers.entries import Entry
from portal.reports.appendix.checking import Check, in_table
from portal.reports.appendix.grid import At, Cell, Head, Row, Sum, Table, heads
from portal.reports.appendix.grid import line as down
from portal.reports.appendix.grid import span as across
from portal.reports.definitions import DEFINITIONS
from portal.reports.listing import OPEN, TESTS
from portal.reports.report import Report
from portal.words.translate import N_, say

OUTCOMES = (
    "answered_in_time",
    "answered_late",
    "answered_without_due",
    "not_accepted",
    "forwarded",
    "open_in_time",
    "open_overdue",
)
STANDINGS, ADMINISTRATIVE = "standings", "ii05a"
BALANCE, ALL = N_("to be handled = what became of them"), N_("all petitions")
UNKNOWN = N_("not noted when kept")
HEADS = (
    (N_("No."), 5),
    (N_("Unit"), 34),
    (N_("(1) Taken in"), 11),
    (N_("(2) about acts"), 11),
    (N_("(3) about rules"), 11),
    (N_("(4) from the period before"), 11),
    (N_("(5) new"), 11),
    (N_("(6) Finished"), 11),
    (N_("(7) about acts"), 11),
    (N_("(8) about rules"), 11),
    (N_("(9) In hand"), 11),
    (N_("(10) about acts"), 11),
    (N_("(11) about rules"), 11),
    (N_("(12) Published"), 11),
)
NOTE = N_("(1) = (2) + (3) = (4) + (5) = (6) + (9). Finished: answered, not accepted or forwarded.")
ACT, REGULATION = Subject.ADMINISTRATIVE_ACT, Subject.REGULATION
Group = tuple[str, Sequence[Entry]]
Test = Callable[[Entry], bool]


def standings_table(report: Report) -> Table:
    """Return a row a unit: what there was to handle, and what became of it."""
    lang, groups = report.order.lang, _by_unit(report, list(_petitions(report)))
    rows = [_standing_row(row, group, report) for row, group in enumerate(groups)]
    end, width = len(rows), len(OUTCOMES)
    sums = [Sum(down(range(end), column)) for column in range(2, 5 + width + 1)]
    tail = [
        Sum(down(range(end), column), otherwise=say(lang, UNKNOWN))
        for column in (6 + width, 7 + width)
    ]
    rows.append((None, say(lang, N_("Whole commune")), *sums, *tail))
    names = ("carried_over", "received", "to_handle", *OUTCOMES)
    columns = [
        Head(say(lang, N_("No.")), 5),
        Head(say(lang, N_("Unit")), 34),
        *(Head(say(lang, DEFINITIONS[code].name)) for code in names),
        Head(say(lang, N_("Together"))),
        *(Head(say(lang, DEFINITIONS[code].name)) for code in ("extended", "published")),
    ]
    title = say(lang, N_("Reports and proposals by what became of them"))
    tab = say(lang, N_("5 Petitions"))
    return Table(STANDINGS, tab, title, columns, rows, sums=frozenset({end}))


def standings_checks(table: Table, report: Report) -> Iterator[Check]:
    """Hold each column against the figure that was counted by the database."""
    lang, end = report.order.lang, len(table.rows) - 1
    total = report.overview.petitions.total
    codes = ("carried_over", "received", "to_handle", *OUTCOMES)
    columns = [*enumerate(codes, start=2)]
    columns += [(6 + len(OUTCOMES), "extended"), (7 + len(OUTCOMES), "published")]
    for column, code in columns:
        what = f"{table.tab}: {say(lang, DEFINITIONS[code].name)}"
        yield Check(what, in_table(STANDINGS, [At(end, column)]), getattr(total, code))
    what = f"{table.tab}: {say(lang, BALANCE)}"
    left, right = (in_table(STANDINGS, [At(end, n)]) for n in (4, 5 + len(OUTCOMES)))
    yield Check(what, left, right)


def administrative_table(report: Report) -> Table:
    """Return the petitions about acts and regulations by unit, then the others and all."""
    lang, mine = (
        report.order.lang,
        [e for e in _petitions(report) if e.subject in {ACT, REGULATION}],
    )
    groups = _by_unit(report, mine)
    rows = [_administrative_row(row, group, report) for row, group in enumerate(groups)]
    end = len(rows)
    sums = [Sum(down(range(end), column)) for column in range(2, 14)]
    rows.append((None, say(lang, N_("Together")), *sums))
    rows.append(_others(report, end + 1))
    together = Sum((At(end, 2), At(end + 1, 2)))
    rows.append((None, say(lang, N_("All petitions of the period")), together, *[None] * 11))
    title = say(lang, N_("Petitions about administrative acts and regulations (as in II.05a)"))
    notes = [say(lang, NOTE)]
    tab = say(lang, N_("6 II.05a"))
    return Table(
        ADMINISTRATIVE, tab, title, heads(HEADS, lang), rows, notes, frozenset({end, end + 2})
    )


def administrative_checks(table: Table, report: Report) -> Iterator[Check]:
    lang, end = report.order.lang, len(table.rows) - 3
    sums = {"(1) = (4) + (5)": (5, 6), "(1) = (6) + (9)": (7, 10)}
    for words, columns in sums.items():
        right = in_table(ADMINISTRATIVE, [At(end, column) for column in columns])
        yield Check(f"{table.tab}: {words}", in_table(ADMINISTRATIVE, [At(end, 2)]), right)
    what = f"{table.tab}: {say(lang, ALL)}"
    here = in_table(ADMINISTRATIVE, [At(end + 2, 2)])
    yield Check(what, here, report.overview.petitions.total.to_handle)


def _standing_row(row: int, group: Group, report: Report) -> Row:
    name, entries = group
    came = [_count(entries, report, code) for code in ("carried_over", "received")]
    outcomes = [_count(entries, report, code) for code in OUTCOMES]
    extended: Cell = _count(entries, report, "extended")
    if any(one.is_extended is None for one in entries):
        extended = say(report.order.lang, UNKNOWN)
    last = 4 + len(outcomes)
    return (
        row + 1,
        name,
        *came,
        Sum(across(row, 2, 3)),
        *outcomes,
        Sum(across(row, 5, last)),
        extended,
        _count(entries, report, "published"),
    )


def _administrative_row(row: int, group: Group, report: Report) -> Row:
    name, entries = group
    acts = [one for one in entries if one.subject == ACT]
    rules = [one for one in entries if one.subject == REGULATION]
    carried, new = (_count(entries, report, code) for code in ("carried_over", "received"))
    open_acts, open_rules = (sum(e.standing in OPEN for e in some) for some in (acts, rules))
    return (
        row + 1,
        name,
        Sum(across(row, 3, 4)),
        len(acts),
        len(rules),
        carried,
        new,
        Sum(across(row, 8, 9)),
        len(acts) - open_acts,
        len(rules) - open_rules,
        Sum(across(row, 11, 12)),
        open_acts,
        open_rules,
        _count(entries, report, "published"),
    )


def _others(report: Report, row: int) -> Row:
    words = N_("Other matters: life in the commune, service, not yet sorted")
    n = sum(one.subject not in {ACT, REGULATION} for one in _petitions(report))
    return (None, say(report.order.lang, words), n, *[None] * 11)


def _petitions(report: Report) -> Iterator[Entry]:
    return (one for one in report.entries if one.kind.is_petition)


def _by_unit(report: Report, entries: Sequence[Entry]) -> list[Group]:
    """Return the petitions of each unit that has any, in the order of units, then of none."""
    names = dict.fromkeys([*(unit.name for unit in report.overview.units)])
    names |= dict.fromkeys(one.unit for one in entries if one.unit is not None)
    groups: list[Group] = [(name, [e for e in entries if e.unit == name]) for name in names]
    groups.append(
        (say(report.order.lang, N_("With no unit")), [e for e in entries if e.unit is None])
    )
    return [group for group in groups if group[1]]


def _count(entries: Sequence[Entry], report: Report, code: str) -> int:
    from_on = report.overview.period.from_on
    return sum(TESTS[code](one, from_on) for one in entries)

"""Satisfaction by the service that was rated: public administration, health, education."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from portal.reports.appendix.checking import Check, in_table
from portal.reports.appendix.grid import NOTHING, At, Head, Quotient, Row, Sum, Table
from portal.reports.appendix.grid import line as down
from portal.reports.appendix.satisfaction import ANSWERS, HAPPY, RESPONSES, UNITS
from portal.reports.definitions import DEFINITIONS
from portal.reports.paper_cells import HIDDEN
from portal.reports.report import Report
from portal.words.translate import N_, say

CODE = "services"
FILE = Path(__file__).with_name("data") / "objects.toml"
NAMES: Mapping[str, str] = {
    "administration": N_("Public administration"),
    "health": N_("Public health"),
    "education": N_("Public education"),
}
SUM = N_("sum of the services")
FROM_UNITS = {3: RESPONSES, 4: ANSWERS, 5: HAPPY}
NOTE = N_(
    "Groups of people (sex, age, work) are not here on purpose: what people say of themselves is "
    "kept apart from how they rate, so that nobody can be recognised."
)


@cache
def services() -> Mapping[str, frozenset[str]]:
    """Return the questionnaires of each service, in the order of the file."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["object"]
    return {one["code"]: frozenset(one["questionnaires"]) for one in found}


def service_of(questionnaire: str) -> str:
    """Return the service a questionnaire asks about; one that is not listed is the first's."""
    found = (code for code, names in services().items() if questionnaire in names)
    return next(found, next(iter(services())))


def services_table(report: Report) -> Table:
    lang = report.order.lang
    rows = [_row(number, code, report) for number, code in enumerate(services())]
    end = len(rows)
    sums = [Sum(down(range(end), column)) for column in FROM_UNITS]
    share = Quotient(At(end, 5), At(end, 4))
    rows.append((None, say(lang, N_("Together")), "", *sums, share))
    codes = ("responses", "answers", "satisfied", "satisfied_share")
    heads = [
        Head(say(lang, N_("No.")), 5),
        Head(say(lang, N_("Service")), 30),
        Head(say(lang, N_("Units")), 60),
        *(Head(say(lang, DEFINITIONS[code].name), 14) for code in codes),
    ]
    title = say(lang, N_("Satisfaction by the service that was rated"))
    notes = [say(lang, NOTE)]
    tab = say(lang, N_("2 Services"))
    return Table(CODE, tab, title, heads, rows, notes, frozenset({end}))


def services_checks(table: Table, units: Table, report: Report) -> Iterator[Check]:
    """Hold the sum of the services against that of the units, unless a row is hidden."""
    lang, end, together = report.order.lang, len(table.rows) - 1, len(units.rows) - 3
    for column, of_units in FROM_UNITS.items():
        rows = in_table(CODE, down(range(end), column))
        what = f"{table.tab}: {say(lang, SUM)} – {table.heads[column].words}"
        yield Check(what, rows, in_table(UNITS, [At(together, of_units)]))


def _row(number: int, code: str, report: Report) -> Row:
    lang, asked = report.order.lang, report.overview.ratings.instrument
    common = asked.code if asked else ""
    rated = [unit for unit in report.overview.units if unit.ratings is not None]
    own = [
        (row, unit.name)
        for row, unit in enumerate(rated)
        if service_of(report.asked_of.get(unit.id, common)) == code
    ]
    names = ", ".join(name for _, name in own) or NOTHING
    hidden = say(lang, HIDDEN)
    cells = [
        Sum(tuple(At(row, column, UNITS) for row, _ in own), otherwise=hidden) if own else 0
        for column in FROM_UNITS.values()
    ]
    return (
        number + 1,
        say(lang, NAMES[code]),
        names,
        *cells,
        Quotient(At(number, 5), At(number, 4)),
    )

"""The periods before as a table, and their shares as a line that the spreadsheet draws."""

from collections.abc import Sequence
from itertools import takewhile

from portal.reports.definitions import DEFINITIONS
from portal.reports.exports.trend import Stage, asked_in
from portal.reports.labels import period_name
from portal.reports.method import STATUS
from portal.reports.sheets import Cell, Chart, Column, Sheet
from portal.reports.totals import totals
from portal.words.translate import N_, say

CODES = (
    "responses",
    "answers",
    "satisfied",
    "satisfied_share",
    "low",
    "high",
    "index",
    "received",
    "in_time_share",
)


def trend_sheet(stages: Sequence[Stage], lang: str) -> Sheet:
    """Return the row as a sheet with a chart of the satisfied share."""
    headers = [
        Column(say(lang, N_("Period")), 28),
        Column(say(lang, N_("From"))),
        Column(say(lang, N_("To"))),
        Column(say(lang, N_("Status")), 28),
        Column(say(lang, N_("Questionnaire")), 22),
        *(Column(say(lang, DEFINITIONS[code].name)) for code in CODES),
    ]
    rows = [_row(stage, lang) for stage in stages]
    title = say(lang, N_("Over time"))
    return Sheet("trend", title, headers, rows, _chart(stages, lang))


def _row(stage: Stage, lang: str) -> Sequence[Cell]:
    period, values = stage.overview.period, totals(stage.overview)
    return (
        period_name(period.key, period.name, lang),
        period.from_on,
        period.to_on,
        say(lang, STATUS[period.is_final]),
        asked_in(stage.overview),
        *(values[code] for code in CODES),
    )


def _chart(stages: Sequence[Stage], lang: str) -> Chart:
    """Draw only what one questionnaire found: another wording would look like a change."""
    last = len(list(takewhile(lambda stage: stage.is_comparable, reversed(stages))))
    shares = [totals(stage.overview) for stage in stages[-last:]]
    return Chart(
        title=say(lang, DEFINITIONS["satisfied_share"].name),
        names=0,
        values=5 + CODES.index("satisfied_share"),
        rows=(len(stages) - last + 1, len(stages)),
        above=[_reach(one, "high") for one in shares],
        below=[_reach(one, "low") for one in shares],
    )


def _reach(values: dict[str, Cell], end: str) -> float:
    """Return how far the range reaches from the share, from 0 to 1; 0 where nothing is shown."""
    share, reached = values["satisfied_share"], values[end]
    if not isinstance(share, float) or not isinstance(reached, int):
        return 0.0
    return abs(reached / 100 - share)

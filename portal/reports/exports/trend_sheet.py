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
LEADING = (
    (N_("Period"), 28),
    (N_("From"), 12),
    (N_("To"), 12),
    (N_("Status"), 28),
    (N_("Questionnaire"), 22),
)


def trend_sheet(stages: Sequence[Stage], lang: str) -> Sheet:
    """Return the row as a sheet with a chart of the satisfied share."""
    headers = [
        *(Column(say(lang, name), width) for name, width in LEADING),
        *(Column(say(lang, DEFINITIONS[code].name)) for code in CODES),
        Column(say(lang, N_("The share may be higher by"))),
        Column(say(lang, N_("The share may be lower by"))),
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
        _reach(values, "high"),
        _reach(values, "low"),
    )


def _chart(stages: Sequence[Stage], lang: str) -> Chart:
    """Draw only what one questionnaire found: another wording would look like a change."""
    last = len(list(takewhile(lambda stage: stage.is_comparable, reversed(stages))))
    shares = len(LEADING) + CODES.index("satisfied_share")
    return Chart(
        title=say(lang, DEFINITIONS["satisfied_share"].name),
        names=0,
        values=shares,
        above=len(LEADING) + len(CODES),
        below=len(LEADING) + len(CODES) + 1,
        rows=(len(stages) - last + 1, len(stages)),
    )


def _reach(values: dict[str, Cell], end: str) -> float | None:
    """Return how far the range reaches from the share, from 0 to 1."""
    share, reached = values["satisfied_share"], values[end]
    if not isinstance(share, float) or not isinstance(reached, int):
        return None
    return abs(reached / 100 - share)

"""The sheet of nine indices: marks by hand, and what the portal can say to the eighth."""

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from portal.reports.appendix.files import NOT_ENTERED, entered, sources
from portal.reports.appendix.grid import NOTHING, Row, Sum, Table, heads
from portal.reports.appendix.grid import line as down
from portal.reports.byhand.figures import NINE
from portal.reports.definitions import DEFINITIONS
from portal.reports.paper_cells import percent
from portal.reports.report import Report
from portal.words.translate import N_, say

CODE = "nine"
FILE = Path(__file__).with_name("data") / "nine.toml"
FEEDBACK = "nine_8"
HINT = N_("%(name)s: %(share)s; by the rule of the form that is %(mark)d")
NO_FEEDBACK = N_("nothing to answer in the period; by the rule of the form that is %(mark)d")
HEADS = (
    (N_("No."), 5),
    (N_("Index"), 52),
    (N_("Highest mark"), 10),
    (N_("Own mark"), 14),
    (N_("Appraiser’s mark"), 14),
    (N_("What the portal knows"), 46),
)
NOTE = N_(
    "The form comes from Decree 61/2018/NĐ-CP and Circular 01/2018/TT-VPCP, since replaced; it is "
    "here for provinces that still ask for it. Marks are entered by hand and checked by a second "
    "person; those of the appraiser are left open."
)


def nine_table(report: Report) -> Table:
    lang, rules = report.order.lang, _rules()
    missing = say(lang, NOT_ENTERED)
    rows: list[Row] = [
        (
            number,
            say(lang, name),
            rules["highest_mark"],
            entered(report, code),
            None,
            _known(report, code),
        )
        for number, (code, name) in enumerate(NINE.items(), start=1)
    ]
    end = len(rows)
    marks = [Sum(down(range(end), column), otherwise=missing) for column in (2, 3, 4)]
    rows.append((None, say(lang, N_("Together")), *marks, None))
    notes = [say(lang, NOTE), *sources(report, NINE)]
    title = say(lang, N_("Nine indices of the one-stop counter"))
    tab = say(lang, N_("9 Nine indices"))
    return Table(CODE, tab, title, heads(HEADS, lang), rows, notes, frozenset({end}))


def _known(report: Report, code: str) -> str:
    if code != FEEDBACK or report.own_hand.is_all:
        return NOTHING
    lang, share = report.order.lang, report.overview.petitions.total.in_time_share
    if share is None:
        return say(lang, NO_FEEDBACK, mark=mark_of(None))
    name = say(lang, DEFINITIONS["in_time_share"].name)
    return say(lang, HINT, name=name, share=percent(share, lang), mark=mark_of(share))


def mark_of(share: Fraction | None) -> int:
    """Return the mark the form gives for the share of feedback answered in time."""
    rules = _rules()
    steps = rules["feedback"]
    if share is None or share >= Fraction(str(steps["two"])):
        return int(rules["highest_mark"])
    return 1 if share >= Fraction(str(steps["one"])) else 0


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))

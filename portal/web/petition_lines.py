"""Figures of petitions as lines of a page, each with its definition; both sums add up."""

from dataclasses import dataclass

from portal.cases.registers.figures import Figures
from portal.reports.definitions import DEFINITIONS
from portal.web.i18n import lang
from portal.words.translate import say

COMING_IN = ("carried_over", "received")
GOING_OUT = (
    "answered_in_time",
    "answered_late",
    "answered_without_due",
    "not_accepted",
    "forwarded",
    "open_in_time",
    "open_overdue",
)
# A line that only exists when a calendar was missing; with nothing in it, it would puzzle.
ONLY_IF_ANY = frozenset({"answered_without_due"})
TONES = {"answered_in_time": "done", "answered_late": "late", "open_overdue": "late"}


@dataclass(frozen=True)
class Line:
    """One figure with its name, its definition and the tone of its state."""

    code: str
    value: int
    name: str
    text: str
    tone: str = ""


@dataclass(frozen=True)
class PetitionLines:
    """What there was to handle, and what became of it: two lists with one and the same sum."""

    coming_in: list[Line]
    going_out: list[Line]
    total: Line
    extended: Line


def petition_lines(figures: Figures) -> PetitionLines:
    return PetitionLines(
        coming_in=[_line(figures, code) for code in COMING_IN],
        going_out=[
            _line(figures, code)
            for code in GOING_OUT
            if code not in ONLY_IF_ANY or getattr(figures, code)
        ],
        total=_line(figures, "to_handle"),
        extended=_line(figures, "extended"),
    )


def _line(figures: Figures, code: str) -> Line:
    definition = DEFINITIONS[code]
    name, text = say(lang(), definition.name), say(lang(), definition.text)
    return Line(code, getattr(figures, code), name, text, TONES.get(code, ""))

"""Where the marks of a chart stand; templates/macros/graphs.html draws them as SVG.

Places across are percent of the width, so that one drawing fits a phone and a screen; places down
are pixels. Nothing here needs a script, a style attribute or a measured text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

ROW = 46
"""Pixels of one row of bars: its name above, the bar below."""
HEAD = 8
TREND_TOP, TREND_FOOT = 16, 148
"""Between these lie the values of a trend."""
EDGE = 4.0
"""Percent kept free at both sides of a trend, for the first and the last mark."""
LONGEST_NAME = 40
FEWEST_LABELS = 7
"""With more periods only the first and the last are named below the line; the table has all."""


@dataclass(frozen=True)
class Bar:
    """A share with its range, all from 0 to 1."""

    name: str
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class BarMark:
    """One bar as drawn: pixels down, percent across."""

    name: str
    y: int
    share: float
    low: float
    high: float
    percent: str


@dataclass(frozen=True)
class BarChart:
    """Bars with brackets below each other."""

    marks: Sequence[BarMark]
    height: int


@dataclass(frozen=True)
class Dot:
    """A period of a trend: None where nothing may be shown; `is_break`: made another way."""

    name: str
    bar: Bar | None
    is_break: bool = False


@dataclass(frozen=True)
class DotMark:
    """One dot as drawn, with the ends of its bracket."""

    x: float
    y: float
    low_y: float
    high_y: float
    percent: str
    is_last: bool


@dataclass(frozen=True)
class Line:
    """A piece of the line between two dots next to each other."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Name:
    """A word at a place; `anchor` is how it lies there."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class TrendChart:
    """Dots through time; `ticks` and `goals` are lines across, as height and percent."""

    dots: Sequence[DotMark]
    lines: Sequence[Line]
    breaks: Sequence[float]
    ticks: Sequence[tuple[float, int]]
    goals: Sequence[tuple[float, int]]
    names: Sequence[Name]


def bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Place bars from 0 to 100 percent."""
    marks = [
        BarMark(
            shortened(bar.name),
            HEAD + number * ROW,
            across(bar.share),
            across(bar.low),
            across(bar.high),
            f"{floor(bar.share * 100 + 0.5)}%",
        )
        for number, bar in enumerate(bars)
    ]
    return BarChart(marks, HEAD + len(bars) * ROW)


def trend_chart(dots: Sequence[Dot], targets: Sequence[int] = ()) -> TrendChart | None:
    """Place dots through time; None where fewer than two periods can be shown.

    The foot of the scale is the ten below the lowest range or target (in percent), so that a
    change can be seen; the lines across carry their value. No line crosses a gap or a break.
    """
    known = [dot.bar for dot in dots if dot.bar is not None]
    if len(known) < 2:
        return None
    lowest = min([bar.low * 100 for bar in known] + [float(target) for target in targets])
    foot = min(floor(lowest / 10) * 10, 90)
    places = [_place(number, len(dots)) for number in range(len(dots))]
    marks = {
        number: _dot(places[number], dot.bar, foot, is_last=number == len(dots) - 1)
        for number, dot in enumerate(dots)
        if dot.bar is not None
    }
    return TrendChart(
        dots=list(marks.values()),
        lines=_lines(marks, dots),
        breaks=_breaks(places, dots),
        ticks=[(_down(value / 100, foot), value) for value in _ticks(foot)],
        goals=[(_down(value / 100, foot), value) for value in sorted(set(targets))],
        names=_names(dots, places),
    )


def _lines(marks: Mapping[int, DotMark], dots: Sequence[Dot]) -> list[Line]:
    return [
        Line(mark.x, mark.y, marks[number + 1].x, marks[number + 1].y)
        for number, mark in marks.items()
        if number + 1 in marks and not dots[number + 1].is_break
    ]


def _breaks(places: Sequence[float], dots: Sequence[Dot]) -> list[float]:
    return [
        round((places[number] + places[number - 1]) / 2, 2)
        for number, dot in enumerate(dots)
        if number and dot.is_break
    ]


def across(share: float) -> float:
    """Return 0–1 as percent with two decimals, never outside of them."""
    return round(min(max(share, 0.0), 1.0) * 100, 2)


def shortened(name: str) -> str:
    """Return a name that fits a phone; the table beside a chart has it whole."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _dot(x: float, bar: Bar, foot: int, *, is_last: bool) -> DotMark:
    percent = f"{floor(bar.share * 100 + 0.5)}%"
    y, low, high = (_down(value, foot) for value in (bar.share, bar.low, bar.high))
    return DotMark(x, y, low, high, percent, is_last)


def _place(number: int, of: int) -> float:
    return round(EDGE + number / max(of - 1, 1) * (100 - 2 * EDGE), 2)


def _down(share: float, foot: int) -> float:
    part = (share * 100 - foot) / (100 - foot)
    return round(TREND_FOOT - part * (TREND_FOOT - TREND_TOP), 1)


def _ticks(foot: int) -> list[int]:
    middle = ceil((foot + 100) / 20) * 10
    return sorted({foot, middle, 100})


def _names(dots: Sequence[Dot], places: Sequence[float]) -> list[Name]:
    last = len(dots) - 1
    wanted = range(len(dots)) if len(dots) < FEWEST_LABELS else (0, last)
    anchors = {0: "start", last: "end"}
    return [Name(places[n], dots[n].name, anchors.get(n, "middle")) for n in wanted]

"""What was measured of figures, as Markdown that is also readable in a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.clock import local_day, utc_now
from tests.load.figures.measuring import LOOKS, ROUNDS, Beside, Workbook
from tests.load.report import machine, table

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HOW = (
    "{size:,} ratings of 20 answers at 12 counters of 6 units in eleven months; the 95th "
    "percentile of {looks} looks, medians of {rounds} rounds that take turns."
)
AIM_P95_MS = 100
AIM_RECOUNT = 25
AIM_WORKBOOK = 1.3
AIM_MEGABYTES = 150
AIM_INTAKE = 0.8


@dataclass(frozen=True)
class Measured:
    """Everything of one engine."""

    engine: str
    looks: Mapping[str, float]
    recount: Beside
    workbook: Workbook
    intake: Beside


def written(found: Sequence[Measured], size: int, rows: int) -> str:
    how = HOW.format(size=size, looks=LOOKS, rounds=ROUNDS)
    parts = [
        f"Measured on {local_day(utc_now()):%d/%m/%Y}: {machine()}.",
        how,
        _looks(found),
        _others(found, rows),
    ]
    return "\n\n".join(parts)


def _looks(found: Sequence[Measured]) -> str:
    head = ["p95, ms", *(one.engine for one in found), "aim"]
    rows = [
        [name, *(f"{one.looks[name] * 1000:.0f}" for one in found), f"< {AIM_P95_MS}"]
        for name in found[0].looks
    ]
    return table([head, *rows])


def _others(found: Sequence[Measured], rows: int) -> str:
    lines = [["", "database", "ours", "floor", "ours / floor", "aim"]]
    for one in found:
        name, book = one.engine, one.workbook
        long, memory = f"XLSX of {rows:,} rows, CPU s / bare", f"{book.megabytes:.0f}"
        lines += [
            _line("full recount, CPU s / Polars scan", name, one.recount, f"≤ {AIM_RECOUNT}"),
            _line(long, name, book.seconds, f"≤ {AIM_WORKBOOK}"),
            ["its memory above the start, MB", name, memory, "", "", f"< {AIM_MEGABYTES}"],
            _line("ratings/s while folding / not", name, one.intake, f"≥ {AIM_INTAKE}"),
        ]
    return table(lines)


def _line(name: str, engine: str, of: Beside, aim: str) -> list[str]:
    ours, floor = f"{of.ours:.4g}", f"{of.floor:.4g}"
    return [name, engine, ours, floor, f"{of.ratio:.2f}", aim]

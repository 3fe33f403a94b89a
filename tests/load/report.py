"""Results as a table for the terminal and for docs/performance.md."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.clock import local_day, utc_now
from tests.load.first_visit import Fetched
from tests.load.measuring import PHONES, ROUNDS, STEADY_SHARE, Score, Steady

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HOW = (
    "Each figure is the median of {rounds} rounds of {seconds:g} s that take turns; "
    "{phones} phones at once, client and servers on one machine."
)
STEADILY = (
    "At {share:.0%} of the portal's own maximum, ratings beginning at moments that do not wait for "
    "answers:"
)
AIM_SHARE = 0.5
AIM_P99_MS = 250
AIM_BYTES = 12 * 1024
AIM_REQUESTS = 1


@dataclass(frozen=True)
class Result:
    """All that was measured on one engine; the last score is the portal's."""

    engine: str
    scores: Sequence[Score]
    steady: Steady
    folding_each: float
    cold: Sequence[Fetched]
    warm: Fetched


def written(results: Sequence[Result], seconds: float) -> str:
    """Return the results as Markdown that is also readable in a terminal."""
    parts = [
        f"Measured on {local_day(utc_now()):%d/%m/%Y}: {machine()}.",
        HOW.format(rounds=ROUNDS, seconds=seconds, phones=PHONES),
        _saturated(results),
        STEADILY.format(share=STEADY_SHARE),
        _steady(results),
        "First visit of a rating page, compressed, headers included:",
        _visits(results[0]),
    ]
    return "\n\n".join(parts)


def keep(text: str, begin: str = BEGIN, end: str = END) -> None:
    """Replace a measured part of docs/performance.md."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(begin)
    tail = rest.partition(end)[2]
    PAGE.write_text(f"{head}{begin}\n{text}\n{end}{tail}", encoding="utf-8")


def _saturated(results: Sequence[Result]) -> str:
    rows = [
        ["database", "", "ratings/s", "CPU ms each", "ours / this, rate", "this / ours, CPU", "aim"]
    ]
    for result in results:
        ours = result.scores[-1]
        for score in result.scores:
            is_aim = score is result.scores[-2]
            rows.append(
                [
                    result.engine,
                    score.name,
                    f"{score.per_second:.0f}",
                    f"{score.cpu_each * 1000:.2f}",
                    f"{ours.per_second / score.per_second:.2f}",
                    f"{score.cpu_each / ours.cpu_each:.2f}",
                    f"≥ {AIM_SHARE}" if is_aim else "",
                ]
            )
        folding = f"{result.folding_each * 1000:.2f}"
        rows.append([result.engine, "the worker, later, to fold one", "", folding, "", "", ""])
    return table(rows)


def _steady(results: Sequence[Result]) -> str:
    rows = [["database", "ratings/s", "page p50 / p99 ms", "form p50 / p99 ms", "aim"]]
    for result in results:
        steady = result.steady
        page, form = (
            f"{half * 1000:.0f} / {most * 1000:.0f}" for half, most in (steady.page, steady.send)
        )
        aim = f"p99 < {AIM_P99_MS}"
        rows.append([result.engine, f"{steady.per_second:.0f}", page, form, aim])
    return table(rows)


def _visits(result: Result) -> str:
    page, *others = result.cold
    cold_bytes = sum(fetched.wire_bytes for fetched in result.cold)
    rows = [["", "requests", "bytes", "page ms", "aim"]]
    cold, warm = f"{page.seconds * 1000:.1f}", f"{result.warm.seconds * 1000:.1f}"
    aim = f"{AIM_REQUESTS} request, ≤ {AIM_BYTES:,} bytes"
    rows.append(["first ever", f"{1 + len(others)}", f"{cold_bytes:,}", cold, aim])
    rows.append(["again, files kept", "1", f"{result.warm.wire_bytes:,}", warm, ""])
    return table(rows)


def table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def machine() -> str:
    names = [
        line.partition(": ")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    postgres = subprocess.run(["psql", "--version"], capture_output=True, text=True, check=False)
    return ", ".join(
        [
            f"{len(names)} × {names[0] if names else platform.machine()}",
            f"Linux {platform.release()}",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            f"PostgreSQL {postgres.stdout.split()[2] if postgres.stdout else 'given'}, fsync on",
            f"load average before the run {os.getloadavg()[0]:.1f}",
        ]
    )

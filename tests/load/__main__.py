"""Measure completed ratings against two floors of the same run: `python -m tests.load`."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.load.figures import report, running
from tests.load.first_visit import fetch, visit
from tests.load.measuring import compete, hold_steady, prove_exactly_once
from tests.load.report import Result, keep, written
from tests.load.rivals import rivals
from tests.load.slow_networks import printed

ENGINES = ("sqlite", "postgresql")
ROWS = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="length of one measurement")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="default: both")
    parser.add_argument("--write", action="store_true", help="keep the results in docs/")
    parser.add_argument(
        "--phones", action="store_true", help="only: a slow phone in Chrome's slow networks"
    )
    parser.add_argument("--results", action="store_true", help="only: figures of many ratings")
    parser.add_argument("--size", type=int, default=1_000_000, help="how many ratings those are")
    args = parser.parse_args()
    if args.results:
        figures(args.engine or ENGINES, args.size, args.seconds, write=args.write)
        return
    if args.phones:
        print(printed())
        return
    results = [measure(engine, args.seconds) for engine in args.engine or ENGINES]
    text = written(results, args.seconds)
    print(text)
    print("\nEvery acknowledged rating was stored, once; nothing else was.")
    if args.write:
        keep(text)


def figures(engines: Sequence[str], size: int, seconds: float, *, write: bool) -> None:
    """Measure what is read of very many ratings; no number fails, a wrong count does."""
    rows = min(size // 2, ROWS)
    found = [running.measure(engine, size, rows, seconds) for engine in engines]
    text = report.written(found, size, rows)
    print(text)
    if write:
        keep(text, report.BEGIN, report.END)


def measure(engine: str, seconds: float) -> Result:
    """Measure the three rivals on one engine; fail if a rating was lost or stored twice."""
    with tempfile.TemporaryDirectory() as directory, rivals(engine, Path(directory)) as three:
        portal = three[-1]
        # Nobody has asked for the page of this counter yet.
        port, path = portal.target.port, portal.target.paths[1]
        cold, warm = visit(port, path), fetch(port, path)
        scores = compete(three, seconds)
        steady = hold_steady(portal, scores[portal.name], 2 * seconds)
        for rival in three[1:]:
            prove_exactly_once(rival, scores[rival.name])
        folding = portal.fold()
        ours = scores[portal.name]
        prove_exactly_once(portal, ours)
        each = folding / ours.acknowledged
        return Result(engine, list(scores.values()), steady, each, cold, warm)


if __name__ == "__main__":
    main()

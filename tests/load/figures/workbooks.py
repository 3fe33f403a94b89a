"""Write one long workbook in a process of its own: `… ours|bare URL AUTHORITY FROM TO ROWS`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from portal.db import Database
from portal.ratings.microdata import listing
from portal.ratings.results import results
from portal.reports.exports.lists import Lists, Ratings, list_sheets
from portal.reports.sheets import Cell, Sheet
from portal.reports.workbook import write_workbook
from tests.load.figures.filling import QUESTIONS
from tests.load.figures.floors import bare_workbook


@dataclass(frozen=True)
class First:
    """The first rows of a sheet."""

    sheet: Sheet
    rows: int

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        return islice(iter(self.sheet.rows), self.rows)


def main() -> None:
    """Print seconds of the processor, and megabytes at most above those before the first row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("who", choices=["ours", "bare"])
    parser.add_argument("url")
    parser.add_argument("authority", type=int)
    parser.add_argument("first", type=date.fromisoformat)
    parser.add_argument("last", type=date.fromisoformat)
    parser.add_argument("rows", type=int)
    args = parser.parse_args()
    sheet = _sheet(args)
    Path("/proc/self/clear_refs").write_text("5")  # the highest so far was the figures
    before = _megabytes("VmRSS")
    began = time.process_time()
    with tempfile.TemporaryFile() as file:
        if args.who == "ours":
            few = First(sheet, args.rows)
            write_workbook(file, [Sheet("ratings", "x", sheet.columns, few)], "x")
        else:
            known = cycle([tuple(row) for row in islice(iter(sheet.rows), 1000)])
            bare_workbook(file, islice(known, args.rows))
    sys.stdout.write(f"{time.process_time() - began} {_megabytes('VmHWM') - before}\n")


def _sheet(args: argparse.Namespace) -> Sheet:
    database = Database(args.url)
    with database.reading() as session:
        found = results(session, args.authority, args.first, args.last, is_final=True)
        of = listing(session, found)
    assert set(of.questions) == set(QUESTIONS)
    return list_sheets(Lists(found.instrument, Ratings(database, of)), "vi")[-1]


def _megabytes(name: str) -> float:
    """Return what this process holds now (VmRSS), or held at most since it was asked to forget."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


if __name__ == "__main__":
    main()

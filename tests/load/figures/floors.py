"""What the figures are measured against: a Polars scan of the same answers, and bare XlsxWriter."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

import polars as pl
import xlsxwriter

from portal.reports.sheets import Cell
from tests.load.figures.filling import QUESTIONS, Filled


def scanned(filled: Filled, directory: Path) -> float:
    """Return the CPU seconds in which Polars counts every level of every place out of Parquet.

    One small integer per answer, in columns, compressed: the best that a scan can have. Writing
    the file is not counted. It must find as many answers as were put in.
    """
    path = directory / "answers.parquet"
    columns = {name: filled.levels[:, n] for n, name in enumerate(QUESTIONS)}
    pl.DataFrame({"place": filled.places, **columns}).write_parquet(path)
    counts = [
        (pl.col(name) == level).sum().alias(f"{name}.{level}")
        for name in QUESTIONS
        for level in range(6)
    ]
    began = time.process_time()
    found = pl.scan_parquet(path).group_by("place").agg(pl.len().alias("*"), *counts).collect()
    seconds = time.process_time() - began
    assert found["*"].sum() == len(filled.places)
    return seconds


def bare_workbook(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows as XlsxWriter's own documentation does where memory must stay flat."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

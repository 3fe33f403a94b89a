"""The measurement of figures in short: what it fills is what the portal counts."""

from pathlib import Path

import pytest

from tests.load.__main__ import ENGINES
from tests.load.figures.commune import commune
from tests.load.figures.filling import QUESTIONS
from tests.load.figures.measuring import Beside, Workbook, looks, recount, workbook
from tests.load.figures.report import Measured, written

FEW = 2000


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_filled_in_is_what_is_counted_and_read(engine: str, tmp_path: Path) -> None:
    assert len(QUESTIONS) == 20
    with commune(engine, tmp_path, FEW) as filled:
        counted = recount(filled)  # fails at the first wrong count
        seen = looks(filled, times=1)
        long = workbook(filled, FEW // 2, rounds=1)
    intake = Beside(1.0, 1.0)
    text = written([Measured(engine, seen, counted, long, intake)], FEW, FEW // 2)
    assert isinstance(long, Workbook)
    for name in seen:
        assert name in text

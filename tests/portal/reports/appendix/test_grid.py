"""Totals are worked out here as a spreadsheet works them out, and contradictions are refused."""

from fractions import Fraction

import pytest

from portal.reports.appendix.checking import Check, check_table, checked, in_table
from portal.reports.appendix.formulas import Places
from portal.reports.appendix.grid import (
    NOTHING,
    At,
    Book,
    Cell,
    Head,
    Quotient,
    Rest,
    RestBelowZeroError,
    Sum,
    Table,
    Total,
)
from portal.reports.errors import SumsDifferError


def table(*cells: Cell, code: str = "one", tab: str = "Một") -> Table:
    return Table(code, tab, "Một", [Head("x")] * len(cells), [cells])


def value(*cells: Cell) -> object:
    """Work out the last of some cells of one row."""
    return Book([table(*cells)]).value(At(0, len(cells) - 1, "one"))


TWO = (At(0, 0), At(0, 1))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((3, 4, Sum(TWO)), 7),
        ((3, "ẩn", Sum(TWO)), 3),
        ((3, "ẩn", Sum(TWO, otherwise="ẩn")), "ẩn"),
        ((3, None, Sum(TWO, otherwise="chưa nhập")), "chưa nhập"),
        ((7, 3, Rest(*TWO)), 4),
        ((7, "ẩn", Rest(*TWO)), NOTHING),
        ((3, 4, Quotient(*TWO)), Fraction(3, 4)),
        ((0, 0, Quotient(*TWO)), NOTHING),
        ((3, "ẩn", Quotient(*TWO, otherwise="không phát sinh")), "không phát sinh"),
    ],
)
def test_a_total_is_worked_out(cells: tuple[Cell, ...], expected: object) -> None:
    assert value(*cells) == expected


def test_a_part_is_never_more_than_its_whole() -> None:
    with pytest.raises(RestBelowZeroError):
        value(3, 7, Rest(*TWO))
    with pytest.raises(SumsDifferError):
        checked([table(3, 7, Rest(*TWO)), check_table([], "vi")])


@pytest.mark.parametrize(
    ("total", "formula"),
    [
        (Sum(TWO), "=SUM(A5,B5)"),
        (Sum(TWO, otherwise="ẩn"), '=IF(COUNT(A5,B5)=2,SUM(A5,B5),"ẩn")'),
        (Rest(*TWO), '=IF(COUNT(A5,B5)=2,A5-B5,"–")'),
        (Quotient(*TWO), '=IF(IF(COUNT(A5,B5)=2,B5<>0,FALSE),A5/B5,"–")'),
        (Sum((At(1, 0, "two"),)), "=SUM('Ha''i'!A6)"),
        (Sum(()), "=0"),
    ],
)
def test_a_total_is_written_as_a_formula(total: Total, formula: str) -> None:
    tables = {"one": table(1, 2), "two": table(1, code="two", tab="Ha'i")}
    assert Places(tables).formula(total, "one") == formula


def test_numbers_that_differ_are_refused_by_name() -> None:
    check = Check("Tổng", in_table("one", [At(0, 0)]), 4)
    with pytest.raises(SumsDifferError) as refused:
        checked([table(3), check_table([check], "vi")])
    assert refused.value.data == {"what": "Tổng", "found": 3, "says": 4}


@pytest.mark.parametrize(("cell", "says"), [(4, 4), ("ẩn", 4), (4, None)])
def test_equal_numbers_pass_and_words_are_not_compared(cell: Cell, says: int | None) -> None:
    checked([table(cell), check_table([Check("x", in_table("one", [At(0, 0)]), says)], "vi")])

"""Whatever is wrong with a file is named with its place, and nothing is scored."""

from pathlib import Path

import pytest

from surveys.scorecard import tally
from tests.surveys.scorecard.runs import score_file, scored


@pytest.mark.parametrize(
    "cell", ["6", "0", "-1", "4.5", "4,5", "tốt", "1e0", "٤", "4 5", "5*", "+"]
)
def test_a_cell_that_is_no_level_is_named_with_row_and_column(tmp_path: Path, cell: str) -> None:
    run = scored(tmp_path, f'g,q\na,5\nb,"{cell}"\n')
    assert (run.code, run.out) == (1, "")
    assert f'row 3, column "q": "{cell}" is not a level from 1 to 5.' in run.err
    assert "--missing" in run.err


def test_a_strange_cell_may_be_listed_as_missing(tmp_path: Path) -> None:
    run = scored(tmp_path, "q\n5\nKHÔNG BIẾT\n", "--missing", "không biết")
    assert (run.code, run.column("q")["missing"]) == (0, 1)


def test_many_strange_cells_are_named_once_and_counted(tmp_path: Path) -> None:
    run = scored(tmp_path, "q\n" + "x\n" * 1000 + "y" * 100 + "\n")
    assert run.err.count("is not a level") == 5
    assert "… and 996 more such cells." in run.err
    run = scored(tmp_path, "q\n" + "y" * 100 + "\n")
    assert "y" * 40 + "…" in run.err


def test_an_unknown_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    run = scored(tmp_path, "a,b\n1,2\n")
    assert run.code == 1
    assert 'has no column "q". Its columns are: a, b.' in run.err
    run = scored(tmp_path, "q,b\n1,2\n", "--group", "unit")
    assert 'has no column "unit"' in run.err


def test_a_column_that_stands_twice_is_not_guessed_at(tmp_path: Path) -> None:
    run = scored(tmp_path, "q,q\n1,2\n")
    assert run.code == 1
    assert 'has 2 columns called "q"' in run.err


def test_of_very_many_columns_the_first_are_named(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(500))
    run = scored(tmp_path, header + "\n")
    assert run.err.endswith("c58, c59, ….\n")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b"\r\n", b"sep=;\r\n"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    run = scored(tmp_path, content)
    assert run.code == 1
    assert "is empty" in run.err


def test_a_header_alone_is_scored_with_a_note(tmp_path: Path) -> None:
    run = scored(tmp_path, "g,q\n", "--group", "g")
    assert (run.code, run.result["groups"]) == (0, {})
    assert "no row below the header" in run.err


def test_rows_that_end_early_are_told_and_lack_answers(tmp_path: Path) -> None:
    run = scored(tmp_path, "g,q\na,5\nb\n")
    assert "note: 1 rows end early" in run.err
    assert run.column("q")["missing"] == 1


def test_a_row_too_long_is_named(tmp_path: Path) -> None:
    run = scored(tmp_path, "g,q\na,5\nb,4,3\n")
    assert run.code == 1
    assert "row 3 has 3 cells, the header only 2." in run.err
    assert scored(tmp_path, "g,q\na,5,, \n").code == 0  # blank ones are a spreadsheet's habit


@pytest.mark.parametrize(
    "content",
    [
        'c,q\n"never closed,5\nb,4\nc,3\n',
        'c,q\n"never closed,5\nb,4\n"c",3\n',
        'c,q\n"never closed,5\nb,4\n"c,3\n',
        'c,q\na,1\n"never closed,5\n' + "b,4\n" * 50_000,
    ],
)
def test_a_lost_quotation_mark_eats_no_rows_in_silence(tmp_path: Path, content: str) -> None:
    run = scored(tmp_path, content)
    assert (run.code, run.out) == (1, "")
    assert "a quotation mark seems to be opened here and never closed" in run.err


def test_a_cell_of_several_lines_is_read_whole(tmp_path: Path) -> None:
    run = scored(tmp_path, 'c,q\n"two\n""quoted""\nlines",5\n"short\nrow"\n')
    assert (run.column("q")["n"], run.column("q")["missing"]) == (1, 1)


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    content = 'c,q\n"two\nlines",5\n\nx,bad\n'
    assert 'row 4 (line 5), column "q"' in scored(tmp_path, content).err


def test_a_quotation_mark_within_a_cell_is_a_letter(tmp_path: Path) -> None:
    run = scored(tmp_path, 'c,q\n5" pipe,5\n"a ""b""",4\nlast 3",3')
    assert (run.code, run.column("q")["n"]) == (0, 3)


def test_a_column_of_names_is_no_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST_GROUPS", 3)
    rows = "".join(f"{number},5\n" for number in range(4))
    run = scored(tmp_path, "g,q\n" + rows, "--group", "g")
    assert run.code == 1
    assert 'column "g" has more than 3 different values' in run.err
    assert scored(tmp_path, "g,q\n" + rows[:-4], "--group", "g").code == 0


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_told_from_a_csv(tmp_path: Path, content: bytes) -> None:
    run = scored(tmp_path, content)
    assert run.code == 1
    assert "is a workbook" in run.err


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    run = scored(tmp_path, b"q\n5\n\x00\x01")
    assert run.code == 1
    assert "is no text" in run.err


def test_a_file_that_cannot_be_opened_is_another_exit(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        run = score_file(path, "--columns", "q")
        assert run.code == 2
        assert "cannot be opened" in run.err

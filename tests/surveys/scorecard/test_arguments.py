"""What makes no sense is refused before the file is opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.surveys.scorecard.runs import score_file, scored

COLUMNS = ("--columns", "a,b")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--columns"),
        ((*COLUMNS, "--scale", "1-4"), "--scale 1-4 needs --satisfied"),
        ((*COLUMNS, "--scale", "1-4", "--satisfied", "4-5"), "does not lie within --scale 1-4"),
        ((*COLUMNS, "--satisfied", "0-4"), "does not lie within"),
        ((*COLUMNS, "--scale", "5-1"), "must run upwards"),
        ((*COLUMNS, "--scale", "0-200"), "101 levels at most"),
        ((*COLUMNS, "--scale", "five"), "is no range"),
        ((*COLUMNS, "--reverse", "b,c"), "not scored: c"),
        (("--columns", "a,b,a"), "names a column twice"),
        (("--columns", ""), "names no column"),
        ((*COLUMNS, "--method", "sipas"), "is none of: satisfied-share-pooled/1"),
        ((*COLUMNS, "--method", "satisfied-share-weighted-factors/1"), "is none of"),
        ((*COLUMNS, "--method", "satisfied-share-weighted-items/1"), "needs --weights"),
        ((*COLUMNS, "--weights", "1,2"), "takes no --weights"),
        ((*COLUMNS, "--weights", "1,0"), "no list of whole numbers above 0"),
        ((*COLUMNS, "--weights", "1,two"), "no list of whole numbers above 0"),
        (
            (*COLUMNS, "--method", "satisfied-share-weighted-items", "--weights", "1"),
            "one whole number for each",
        ),
    ],
)
def test_what_makes_no_sense_is_explained(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    run = score_file(tmp_path / "none.csv", *arguments)
    assert (run.code, run.out) == (2, "")
    assert words in run.err


def test_a_scale_of_one_level_measures_nothing(tmp_path: Path) -> None:
    run = score_file(tmp_path / "none.csv", *COLUMNS, "--scale", "3-3", "--satisfied", "3")
    assert run.code == 2
    assert "must have two levels at least" in run.err


def test_a_column_whose_name_has_a_comma_is_quoted(tmp_path: Path) -> None:
    run = scored(tmp_path, '"a, b",c\n5,4\n', "--columns", '"a, b", c')
    assert list(run.result["columns"]) == ["a, b", "c"]


def test_satisfied_may_be_one_level_also_of_five(tmp_path: Path) -> None:
    column = scored(tmp_path, "q\n5\n4\n", "--satisfied", "5").column("q")
    assert column["satisfied_share"] == 0.5


def test_the_help_says_how_satisfied_is_defined() -> None:
    command = [sys.executable, "-m", "surveys", "score", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "On the scale 1-5 satisfied means 4 or 5." in shown
    assert "--scale 1-4 --satisfied 3-4" in shown


def test_scoring_does_without_pandas(tmp_path: Path) -> None:
    program = (
        "import sys; from surveys.__main__ import main;"
        "main(['score', sys.argv[1], '--columns', 'q']); print('pandas' in sys.modules)"
    )
    path = tmp_path / "answers.csv"
    path.write_text("q\n5\n", "utf-8")
    command = [sys.executable, "-c", program, str(path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown.endswith("False\n")


def test_vietnamese_is_printed_whatever_letters_the_machine_speaks(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("đơn vị,q\nTrạm Y tế,5\n", "utf-8")
    command = [sys.executable, "-m", "surveys", "score", str(path), "--columns", "q"]
    settings = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    for form in ((), ("--json",)):
        run = [*command, "--group", "đơn vị", *form]
        shown = subprocess.run(run, capture_output=True, check=True, env=settings).stdout
        assert "Trạm Y tế" in shown.decode("utf-8")

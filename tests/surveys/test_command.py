"""The command a designer runs on a laptop: words, places and exit codes."""

import runpy
import sys
from pathlib import Path

import pytest

from surveys.__main__ import main

BUILT_IN = Path(__file__).parents[2] / "surveys" / "instruments" / "counter-short.toml"


def test_a_clean_file_is_named_with_what_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(BUILT_IN)]) == 0
    assert "no faults. counter-short version 2, 13 questions in vi, en." in capsys.readouterr().out


def test_faults_are_told_in_words_with_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.toml"
    text = BUILT_IN.read_text("utf-8")
    path.write_text(text.replace('factor = "access"', 'factor = "acess"'), "utf-8")
    assert main(["lint", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        'question "signs": it belongs to the factor "acess", which is not among the factors.'
    )
    assert lines[1] == 'factor "access": no question belongs to this factor.'
    assert lines[2].endswith("faults found: 2.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"code = ", "is not TOML"),
        ("code = 'hài'".encode("cp1258"), "is not UTF-8 text"),
        (None, "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_read_is_another_exit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, words: str
) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    assert main(["lint", str(path)]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""


def test_a_mistyped_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["lnt", str(BUILT_IN)])
    assert caught.value.code == 2
    assert "lint" in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore:'surveys.__main__' found in sys.modules:RuntimeWarning")
def test_it_runs_as_a_module(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["surveys", "lint", str(BUILT_IN)])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("surveys", run_name="__main__")
    assert caught.value.code == 0
    assert "no faults" in capsys.readouterr().out

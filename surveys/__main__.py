"""The laptop side of surveys: `python -m surveys lint` and `score`, without the portal."""

import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from surveys.linting import lint
from surveys.loading import parse
from surveys.parts import read
from surveys.scorecard.command import add_arguments, plan_of, report
from surveys.scorecard.plan import ScoreError
from surveys.sentences import sentence

CLEAN, FAULTY, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 if all is well, 1 with faults, 2 if it cannot be read."""
    parser = ArgumentParser(prog="python -m surveys")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    lint_command = commands.add_parser("lint", help="say what is wrong with a questionnaire file")
    lint_command.add_argument("file", type=Path, metavar="FILE", help="a TOML file")
    score_command = commands.add_parser("score", help="score a CSV file of answers")
    add_arguments(score_command)
    given = parser.parse_args(argv)
    return _lint(given.file) if given.command == "lint" else _score(given, score_command)


def _lint(path: Path) -> int:
    try:
        data = read(path)
    except OSError as error:
        return _unreadable(f"{path} cannot be opened: {error.strerror}.")
    except UnicodeDecodeError:
        return _unreadable(f"{path} is not UTF-8 text; save it again as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        return _unreadable(f"{path} is not TOML: {error}.")
    faults = lint(data)
    for fault in faults:
        print(sentence(fault))
    if faults:
        print(f"{path}: faults found: {len(faults)}.")
        return FAULTY
    instrument = parse(data)
    languages = ", ".join(instrument.languages)
    print(
        f"{path}: no faults. {instrument.code} version {instrument.version},"
        f" {len(instrument.questions)} questions in {languages}."
    )
    return CLEAN


def _score(given: Namespace, parser: ArgumentParser) -> int:
    plan = plan_of(given, parser)
    try:
        lines, notes = report(plan, as_json=given.json)
    except OSError as error:
        return _unreadable(f"{plan.path} cannot be opened: {error.strerror}.")
    except ScoreError as error:
        print(error, file=sys.stderr)
        return FAULTY
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    for line in lines:
        print(line)
    return CLEAN


def _unreadable(why: str) -> int:
    print(why, file=sys.stderr)
    return UNREADABLE


def _speak_utf_8() -> None:
    """Print Vietnamese also where the machine is set to other letters, as redirected on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    _speak_utf_8()
    sys.exit(main())

"""The laptop side of surveys: `python -m surveys lint` and `score`, without the portal."""

import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from surveys.faults import Fault
from surveys.linting import lint
from surveys.loading import InstrumentError, parse
from surveys.parts import read
from surveys.scorecard.command import add_arguments, plan_of, report
from surveys.scorecard.plan import ScoreError
from surveys.sentences import sentence
from surveys.tongues.command import lint_pack_file, questionnaire_named
from surveys.tongues.linting import is_pack
from surveys.tongues.skeleton import skeleton

CLEAN, FAULTY, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 if all is well, 1 with faults, 2 if it cannot be read."""
    parser = ArgumentParser(prog="python -m surveys")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    lint_command = commands.add_parser("lint", help="say what is wrong with a questionnaire file")
    lint_command.add_argument("file", type=Path, metavar="FILE", help="a TOML file")
    pack_command = commands.add_parser("pack", help="print an empty content pack to translate")
    pack_command.add_argument("file", metavar="FILE", help="a TOML file, or a built-in code")
    pack_command.add_argument("tongue", metavar="LANGUAGE", help="its tag, such as rad or jra")
    score_command = commands.add_parser("score", help="score a CSV file of answers")
    add_arguments(score_command)
    given = parser.parse_args(argv)
    try:
        if given.command == "pack":
            print(skeleton(questionnaire_named(given.file), given.tongue), end="")
            return CLEAN
        return _lint(given.file) if given.command == "lint" else _score(given, score_command)
    except InstrumentError as error:
        return _told(Path(given.file), error.faults, "")
    except OSError as error:
        return _unreadable(f"{error.filename} cannot be opened: {error.strerror}.")
    except UnicodeDecodeError:
        return _unreadable(f"{given.file} is not UTF-8 text; save it again as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        return _unreadable(f"{given.file} is not TOML: {error}.")


def _lint(path: Path) -> int:
    data = read(path)
    if is_pack(data):
        return _told(path, *lint_pack_file(path, data))
    faults = lint(data)
    if faults:
        return _told(path, faults, "")
    instrument = parse(data)
    languages = ", ".join(instrument.languages)
    about = f"{instrument.code} version {instrument.version}"
    return _told(path, [], f"{about}, {len(instrument.questions)} questions in {languages}.")


def _told(path: Path, faults: list[Fault], about: str) -> int:
    """Print the faults of a file, or what it is if it has none."""
    for fault in faults:
        print(sentence(fault))
    print(f"{path}: faults found: {len(faults)}." if faults else f"{path}: no faults. {about}")
    return FAULTY if faults else CLEAN


def _score(given: Namespace, parser: ArgumentParser) -> int:
    plan = plan_of(given, parser)
    try:
        lines, notes = report(plan, as_json=given.json)
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

"""`python -m surveys score`: what may be typed, and what comes of it."""

import csv
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from surveys.scale import FIVE, Ladder
from surveys.scorecard.cells import plain
from surveys.scorecard.plan import CSV_METHODS, Plan
from surveys.scorecard.result import figures
from surveys.scorecard.tally import counted
from surveys.scorecard.words import lines
from surveys.scoring import DEFAULT_METHOD, METHODS

_RANGE = regex.compile(r"(-?[0-9]{1,3})-(-?[0-9]{1,3})")
_MOST_LEVELS = 101

_ABOUT = """\
Per column: n (levels given), counts, missing (blank and codes), mean, satisfied share, 0-100 mean,
and Wilson's 95 % interval of the share.

On the scale 1-5 satisfied means 4 or 5. For every other scale say which levels do: there is no
common rule, and a figure made by another rule is another figure (--scale 1-4 --satisfied 3-4).
"""
_MORE = """\
A blank cell is always missing; other signs of no answer are named with --missing 9,99,NA (write
--missing=-1 for a code that begins with a minus sign). Anything else that is no level is an error
that names row and column. Reversed columns are turned before anything else: the counts shown are
those after turning, so every figure can be worked out again from the counts beside it.

The file may be UTF-8, UTF-16 or Windows-1258/1252, with commas, semicolons, tabs or bars between
the cells, whatever the line ends. Rows are counted as a spreadsheet does: the header is row 1.

exit codes: 0 scored, 1 something in the file does not fit, 2 it cannot be opened or was not asked
for properly.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Give a parser the arguments of the command."""
    parser.description, parser.epilog = _ABOUT, _MORE
    parser.formatter_class = RawDescriptionHelpFormatter
    add = parser.add_argument
    add("file", type=Path, metavar="FILE.csv", help="a row a person, a column a question")
    add("--columns", type=_names, required=True, metavar="a,b,c", help="columns to score")
    add("--scale", type=_range, default=(1, 5), metavar="1-5", help="lowest and highest level")
    add("--satisfied", type=_range, metavar="4-5", help="levels that mean satisfied")
    add("--missing", type=_names, default=(), metavar="9,99", help="codes for no answer")
    add("--reverse", type=_names, default=(), metavar="c,d", help="columns where the top is worst")
    add("--group", metavar="g", help="column that names groups, each to be scored as well")
    add("--method", type=_method, default=DEFAULT_METHOD, metavar="NAME", help=_methods())
    add("--weights", type=_weights, metavar="2,1,1", help="a whole number per column")
    add("--json", action="store_true", help="print JSON instead of a table, unrounded")


def plan_of(given: Namespace, parser: ArgumentParser) -> Plan:
    """Return what to do, or end the program with a sentence if it makes no sense."""
    ladder = _ladder(given, parser)
    _refuse_wrong_columns(given, parser)
    _refuse_wrong_weights(given, parser)
    return Plan(
        path=given.file,
        columns=given.columns,
        ladder=ladder,
        missing=given.missing,
        reverse=frozenset(given.reverse),
        group=given.group,
        method=given.method,
        weights=dict(zip(given.columns, given.weights or (), strict=False)),
    )


def _refuse_wrong_columns(given: Namespace, parser: ArgumentParser) -> None:
    strangers = sorted(set(given.reverse) - set(given.columns))
    if strangers:
        parser.error(f"--reverse names columns that are not scored: {', '.join(strangers)}")
    if not given.columns:
        parser.error("--columns names no column")
    if len(set(given.columns)) < len(given.columns):
        parser.error("--columns names a column twice")


def _refuse_wrong_weights(given: Namespace, parser: ArgumentParser) -> None:
    method = METHODS.get(given.method)
    is_weighed = bool(method and method.weighed)
    if is_weighed != (given.weights is not None):
        parser.error(f"{given.method} {'needs' if is_weighed else 'takes no'} --weights")
    if is_weighed and len(given.weights) != len(given.columns):
        parser.error("--weights needs one whole number for each of --columns")


def report(plan: Plan, *, as_json: bool) -> tuple[Iterator[str], Sequence[str]]:
    """Return the lines to print and what else is worth telling; see `counted` for errors."""
    found = counted(plan)
    result = figures(plan, found)
    if as_json:
        # Fractions become the nearest float; nothing else in it is unknown to JSON.
        return iter([json.dumps(result, ensure_ascii=False, indent=2, default=float)]), found.notes
    return lines(result), found.notes


def _ladder(given: Namespace, parser: ArgumentParser) -> Ladder:
    low, high = given.scale
    if low == high:
        parser.error(f"--scale {low}-{high} must have two levels at least")
    if given.satisfied is None:
        if (low, high) != (FIVE.low, FIVE.high):
            parser.error(f"--scale {low}-{high} needs --satisfied: which levels mean satisfied?")
        return FIVE
    first, last = given.satisfied
    if not low <= first <= last <= high:
        parser.error(f"--satisfied {first}-{last} does not lie within --scale {low}-{high}")
    return Ladder(low, high, frozenset(range(first, last + 1)))


def _names(text: str) -> tuple[str, ...]:
    """Split as a CSV row, so that a name with a comma can be quoted."""
    cells = next(csv.reader([text], skipinitialspace=True), [])
    return tuple(name for cell in cells if (name := plain(cell)))


def _range(text: str) -> tuple[int, int]:
    bare = text.strip()
    found = _RANGE.fullmatch(bare) or _RANGE.fullmatch(f"{bare}-{bare}")
    if not found:
        raise ArgumentTypeError(f'"{text}" is no range; write it like 1-5')
    low, high = int(found[1]), int(found[2])
    if not low <= high < low + _MOST_LEVELS:
        raise ArgumentTypeError(f'"{text}" must run upwards, over {_MOST_LEVELS} levels at most')
    return low, high


def _method(text: str) -> str:
    """Return the full name of a method; without a version it is the only one there is."""
    found = [name for name in CSV_METHODS if text in {name, name.partition("/")[0]}]
    if not found:
        raise ArgumentTypeError(f'"{text}" is none of: {", ".join(CSV_METHODS)}')
    return found[-1]


def _weights(text: str) -> tuple[int, ...]:
    words = [word.strip() for word in text.split(",")]
    if not all(word.isascii() and word.isdigit() and int(word) > 0 for word in words):
        raise ArgumentTypeError(f'"{text}" is no list of whole numbers above 0, such as 2,1,1')
    return tuple(map(int, words))


def _methods() -> str:
    return f"how the index over all columns is made: {', '.join(CSV_METHODS)}"

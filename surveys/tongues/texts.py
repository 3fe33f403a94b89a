"""Where a questionnaire has texts, and how a pack speaks of each of them."""

from collections.abc import Iterator
from typing import Any

from surveys.faults import Place
from surveys.kinds.registry import KINDS
from surveys.linting import INSTRUMENT, question_shape
from surveys.shape import Data, Rows, Shape, Table, Translated, row_names

Words = dict[str, str]
"""Language → text, as a questionnaire file has it."""


def texts_of(data: Data) -> Iterator[tuple[Place, Words]]:
    """Yield every text of a linted questionnaire with its place, in the order of the file."""
    yield from _found(data, INSTRUMENT, ())
    for name, row in zip(row_names(data["questions"]), data["questions"], strict=True):
        yield from _found(row, question_shape(KINDS[row["kind"]]), ("questions", name))


def flat(table: Data, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield the values of nested tables: `a.b = 1` and `[a]`, `b = 1` are one and the same."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, (*place, key))
        else:
            yield (*place, key), value


def _found(value: Any, shape: Shape, place: Place) -> Iterator[tuple[Place, Words]]:
    match shape:
        case Translated():
            yield place, value
        case Table():
            for key, inner in shape.keys.items():
                if key in value:
                    yield from _found(value[key], inner, (*place, key))
        case Rows():
            for name, row in zip(row_names(value), value, strict=True):
                yield from _found(row, shape.of, (*place, name))

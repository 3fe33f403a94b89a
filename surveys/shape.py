"""Checks that parsed TOML has the keys and types of a questionnaire file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.faults import Fault, FaultCode, Place

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

Data = Mapping[str, Any]
"""A table as `tomllib` returns it."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A table of language → text, complete in the declared languages."""


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with the shape of each; those in `optional` may be absent."""

    keys: "Mapping[str, Shape]"
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of tables of one shape."""

    of: Table


Shape = type | Translated | Table | Rows


def misfits(
    value: object, shape: Shape, languages: list[str], place: Place = ()
) -> Iterator[Fault]:
    """Yield what keeps a value from having its shape; `languages` are those the file declares."""
    match shape:
        case Table():
            yield from _table_misfits(value, shape, languages, place)
        case Rows():
            yield from _rows_misfits(value, shape, languages, place)
        case Translated():
            yield from _text_misfits(value, languages, place)
        case type() if type(value) is not shape:  # exactly: TOML's true is no number
            yield Fault(FaultCode.WRONG_TYPE, place, shape.__name__)


def row_names(rows: list[Any]) -> list[str]:
    """Return how to speak of each row: by its code or value, else by its position from 1."""
    return [
        str(row.get("code", row.get("value", f"#{number}")) if isinstance(row, dict) else number)
        for number, row in enumerate(rows, start=1)
    ]


def code_faults(rows: Sequence[Data], place: Place) -> Iterator[Fault]:
    """Yield codes that cannot be the name of a form field, and codes given twice."""
    seen: set[str] = set()
    for row in rows:
        code = row["code"]
        if not _CODE.fullmatch(code):
            yield Fault(FaultCode.BAD_CODE, place, code)
        if code in seen:
            yield Fault(FaultCode.DUPLICATE_CODE, (*place, code), code)
        seen.add(code)


def _table_misfits(
    value: object, shape: Table, languages: list[str], place: Place
) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(FaultCode.WRONG_TYPE, place, "table")
        return
    for key in shape.keys:
        if key not in value and key not in shape.optional:
            yield Fault(FaultCode.MISSING_KEY, place, key)
    for key, inner in value.items():
        if key in shape.keys:
            yield from misfits(inner, shape.keys[key], languages, (*place, key))
        else:
            yield Fault(FaultCode.UNKNOWN_KEY, place, key)


def _rows_misfits(
    value: object, shape: Rows, languages: list[str], place: Place
) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(FaultCode.WRONG_TYPE, place, "list of tables")
        return
    for name, row in zip(row_names(value), value, strict=True):
        yield from misfits(row, shape.of, languages, (*place, name))


def _text_misfits(value: object, languages: list[str], place: Place) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(FaultCode.WRONG_TYPE, place, "table of languages")
        return
    for language in languages:
        text = value.get(language, "")
        if not isinstance(text, str):
            yield Fault(FaultCode.WRONG_TYPE, (*place, language), "str")
        elif not text.strip():
            yield Fault(FaultCode.MISSING_TRANSLATION, place, language)
    for language in value:
        if language not in languages:
            yield Fault(FaultCode.UNDECLARED_LANGUAGE, place, language)

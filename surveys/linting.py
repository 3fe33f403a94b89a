"""Everything that is wrong with a questionnaire file, found before anyone is asked."""

import re
from collections.abc import Iterator, Mapping

from surveys.building import build
from surveys.faults import Fault, FaultCode
from surveys.kind import Kind
from surveys.kinds.registry import KINDS
from surveys.meaning import meaning_faults
from surveys.reach import skip_faults
from surveys.scale_table import SCALE_KEYS
from surveys.shape import Data, Rows, Shape, Table, Translated, misfits, row_names
from surveys.skipping import CONDITIONS

_LANGUAGE = re.compile(r"[a-z]{2,3}")

INSTRUMENT = Table(
    {
        "code": str,
        "version": int,
        "languages": list,
        "title": Translated(),
        "lead": Translated(),
        "scoring": Table({"method": str}),
        "scale": Table(SCALE_KEYS, optional=frozenset(SCALE_KEYS)),
        "scales": Rows(Table({"code": str, **SCALE_KEYS}, optional=frozenset(SCALE_KEYS))),
        "factors": Rows(
            Table(
                {"code": str, "text": Translated(), "weight": int}, optional=frozenset({"weight"})
            )
        ),
        "questions": list,
    },
    optional=frozenset({"scoring", "scale", "scales", "factors"}),
)
_QUESTION: Mapping[str, Shape] = {
    "code": str,
    "kind": str,
    "text": Translated(),
    "hint": Translated(),
    "required": bool,
    "reversed": bool,
    "profile": bool,
    "signal": str,
    "ask_if": CONDITIONS,
}
_OPTIONAL = frozenset({"hint", "required", "reversed", "profile", "signal", "ask_if"})
_PART = Table({"from": str, "ask_if": CONDITIONS}, optional=frozenset({"ask_if"}))


def lint(data: Data) -> list[Fault]:
    """Return the faults of a parsed file, in file order; empty means it may be loaded.

    Meaning is judged only once every key and type is right, and skip rules only once every
    question is, so no fault is a mere echo.
    """
    languages = data.get("languages")
    if not languages or not isinstance(languages, list):
        return [Fault(FaultCode.NO_LANGUAGE)]  # no text could be judged
    strange = [str(tag) for tag in languages if not _LANGUAGE.fullmatch(str(tag))]
    if strange:
        return [Fault(FaultCode.BAD_LANGUAGE, ("languages",), tag) for tag in strange]
    misshapen = [*misfits(data, INSTRUMENT, languages), *_question_misfits(data, languages)]
    return misshapen or list(meaning_faults(data)) or list(skip_faults(build(data)))


def _question_misfits(data: Data, languages: list[str]) -> Iterator[Fault]:
    rows = data.get("questions")
    if not isinstance(rows, list):
        return  # the shape of the whole has said so
    for name, row in zip(row_names(rows), rows, strict=True):
        if isinstance(row, dict) and "from" in row:
            yield from _part_misfits(row, languages, name)
            continue
        word = row.get("kind") if isinstance(row, dict) else None
        kind = KINDS.get(word) if isinstance(word, str) else None
        if isinstance(word, str) and kind is None:
            yield Fault(FaultCode.UNKNOWN_KIND, ("questions", name), word)
        else:
            yield from misfits(row, question_shape(kind), languages, ("questions", name))


def _part_misfits(row: Data, languages: list[str], name: str) -> Iterator[Fault]:
    place = ("questions", name)
    # Reading the file has put in every part it found; this one is still to be replaced.
    yield from list(misfits(row, _PART, languages, place)) or [
        Fault(FaultCode.UNKNOWN_PART, place, row["from"])
    ]


def question_shape(kind: type[Kind[object]] | None) -> Table:
    own, optional = ({}, frozenset()) if kind is None else (kind.own_keys, kind.optional_keys)
    return Table({**_QUESTION, **own}, optional | _OPTIONAL)

"""A meaning as plain data by the heads of its columns, so that a person can mend it in a file."""

import json
from typing import Any

from portal.fieldwork.imported.errors import MeaningUnreadableError
from portal.fieldwork.imported.guessing import Meaning, is_personal
from portal.fieldwork.imported.moments import DayOrder
from portal.fieldwork.imported.tables import AnswerTable

Plain = dict[str, Any]


def plain(table: AnswerTable, meaning: Meaning) -> Plain:
    """Return what a meaning says: `columns` by head, `answers` by head and text.

    An answer nobody knows the meaning of stands there with null.
    """
    heads = table.heads
    answers: dict[str, dict[str, str | None]] = {}
    for at in sorted({at for at, _text in meaning.digits}):
        answers[heads[at]] = {text: meaning.digits.get((at, text)) for text in table.texts[at]}
    return {
        "moment": None if meaning.moment is None else heads[meaning.moment],
        "order": meaning.order.value,
        "columns": {heads[at]: name for at, name in meaning.fields.items()},
        "answers": answers,
    }


def meaning_from(table: AnswerTable, text: str) -> Meaning:
    """Return the meaning in JSON as `plain` makes it, else raise `MeaningUnreadableError`.

    Heads that the table does not have say nothing; columns that reach a person are left behind.
    """
    try:
        return _meaning(table, json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # A file mended by hand may hold anything, at any depth.
        raise MeaningUnreadableError from error


def _meaning(table: AnswerTable, data: Plain) -> Meaning:
    places = {head: at for at, head in enumerate(table.heads) if not is_personal(head)}
    digits = {
        (places[head], str(text)): str(digit)
        for head, texts in dict(data["answers"]).items()
        for text, digit in dict(texts).items()
        if head in places and digit is not None
    }
    fields = {places[head]: str(n) for head, n in dict(data["columns"]).items() if head in places}
    return Meaning(places.get(data["moment"]), DayOrder(data["order"]), fields, digits)

"""What was keyed into the fields of a sheet: read, checked, and laid beside a second keying."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.fieldwork.paper.fields import PaperField, Typing, fields_of
from surveys.answers import WHOLE_FORM, Answers, AnswersError, check
from surveys.graphemes import clean
from surveys.instrument import Instrument
from surveys.kind import AnswerFault
from surveys.kinds.choices import TICKED

NOTHING = "-"
"""Keyed where the paper is blank and a blank field could as well have been passed over."""


@dataclass(frozen=True)
class Keyed:
    """A sheet as it was keyed: fields that are not blank by name, and the answers they make."""

    values: Mapping[str, str]
    answers: Answers


def read(instrument: Instrument, typed: Mapping[str, str]) -> Keyed:
    """Return what was keyed; `typed` maps names of fields, as `fields_of` has them, to text.

    Raises `AnswersError` with the names of fields (or `WHOLE_FORM`) and what is wrong with each.
    """
    fields = fields_of(instrument, instrument.languages[0])
    values = {field.name: _tidy(field, typed.get(field.name, "")) for field in fields}
    raw, faults = _raw(fields, values)
    faults |= dict.fromkeys(typed.keys() - values.keys(), AnswerFault.UNKNOWN_QUESTION)
    try:
        answers = check(instrument, raw)
    except AnswersError as error:
        raise AnswersError(_by_field(fields, error.faults, faults) | faults) from error
    if faults:
        raise AnswersError(faults)
    return Keyed({name: text for name, text in values.items() if text}, answers)


def differing(
    fields: Iterable[PaperField], one: Mapping[str, str], other: Mapping[str, str]
) -> list[PaperField]:
    """Return the fields in which two keyings differ; of words neither capitals nor spaces do."""
    return [
        field
        for field in fields
        if _plain(field, one.get(field.name, "")) != _plain(field, other.get(field.name, ""))
    ]


def settled(
    one: Mapping[str, str], decided: Mapping[str, str], open_fields: Sequence[PaperField]
) -> dict[str, str]:
    """Return the first keying with what was decided where the two differ.

    Raises `AnswersError` for a field nobody decided on; a dash says that the paper is blank.
    """
    missing = [field.name for field in open_fields if not decided.get(field.name, "").strip()]
    if missing:
        raise AnswersError(dict.fromkeys(missing, AnswerFault.MISSING))
    given = {field.name: decided[field.name].strip() for field in open_fields}
    chosen = {name: "" if text == NOTHING else text for name, text in given.items()}
    return {**one, **chosen}


def _tidy(field: PaperField, text: str) -> str:
    cleaned = clean(text)
    if field.typing is Typing.SEVERAL:
        return " ".join(sorted(_digits(field, cleaned), key=lambda digit: (len(digit), digit)))
    return cleaned if field.typing is Typing.TEXT else " ".join(cleaned.split())


def _digits(field: PaperField, text: str) -> set[str]:
    """Return the digits keyed; without blanks between them where no box has two digits."""
    parts = text.replace(",", " ").replace(";", " ").split()
    if len(field.marks) < 10:
        return set("".join(parts))
    return set(parts)


def _raw(
    fields: Iterable[PaperField], values: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, AnswerFault]]:
    """Return the form as a citizen's page would have sent it, and fields with an unknown digit."""
    raw: dict[str, str] = {}
    faults: dict[str, AnswerFault] = {}
    for field in fields:
        text = values[field.name]
        meaning = {mark.digit: mark.value for mark in field.marks}
        if not field.marks:
            raw[field.name] = text
        elif not set(text.split()) <= meaning.keys():
            faults[field.name] = AnswerFault.NOT_AN_OPTION
        elif field.typing is Typing.SEVERAL:
            raw |= {f"{field.name}.{meaning[digit]}": TICKED for digit in text.split()}
        else:
            raw[field.name] = meaning.get(text, "")
    return raw, faults


def _by_field(
    fields: Sequence[PaperField],
    faults: Mapping[str, AnswerFault],
    known: Mapping[str, AnswerFault],
) -> dict[str, AnswerFault]:
    """Put the fault of a question to its first field, unless one of its fields has a fault."""
    first: dict[str, str] = {}
    for field in fields:
        first.setdefault(field.question, field.name)
    spoken_for = {field.question for field in fields if field.name in known}
    return {
        first.get(code, WHOLE_FORM): fault
        for code, fault in faults.items()
        if code not in spoken_for and not (code == WHOLE_FORM and known)
    }


def _plain(field: PaperField, text: str) -> str:
    return " ".join(text.split()).casefold() if field.has_words else text

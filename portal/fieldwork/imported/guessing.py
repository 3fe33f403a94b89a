"""What a column and an answer probably mean; a person confirms before anything is written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from portal.fieldwork.imported.moments import DayOrder, day_of, order_of
from portal.fieldwork.imported.tables import AnswerTable
from portal.fieldwork.paper.fields import Mark, PaperField, Typing, fields_of
from portal.search import fold
from surveys.instrument import Instrument
from surveys.scale import NOT_APPLICABLE

ALIKE = 0.8
"""How alike head and question must be: from 0, nothing, to 1, the same but for marks and case."""

BLANK = ""
_MOMENTS = {"timestamp", "dau thoi gian", "thoi gian", "submitted at", "ngay tra loi", "ngay"}
_PERSONAL = re.compile(
    r"\b(e-?mail|thu dien tu|username|ten dang nhap|ho (va )?ten|ho ten|your name|full name"
    r"|so dien thoai|dien thoai|phone|sdt|cccd|cmnd|can cuoc|so nha|address|dia chi (nha|cua))\b"
)
_DONT_KNOW = {"9", "99", "khong biet", "khong biet/khong tra loi", "don't know", "kb", "ktl"}
_DIGIT_FIRST = re.compile(r"(\d{1,2})\s*[-–.:)=]")
_BETWEEN = re.compile(r"\s*[,;]\s+")


@dataclass(frozen=True)
class Meaning:
    """What the columns mean: the one with the moment, fields by column, digits by answer text.

    A digit of "" leaves the answer out; a text that is not there has no meaning yet.
    """

    moment: int | None
    order: DayOrder
    fields: Mapping[int, str] = field(default_factory=dict)
    digits: Mapping[tuple[int, str], str] = field(default_factory=dict)


def is_personal(head: str) -> bool:
    """Whether a column names or reaches a person; such a column is never taken over."""
    return _PERSONAL.search(fold(head)) is not None


def guess(table: AnswerTable, instrument: Instrument) -> Meaning:
    """Guess everything; see `guess_moment`, `guess_fields` and `guess_digits`."""
    moment = guess_moment(table)
    fields = guess_fields(table, instrument, without=moment)
    texts = table.texts[moment] if moment is not None else ()
    digits = {
        (at, text): digit
        for at, name in fields.items()
        for text, digit in guess_digits(table.texts[at], instrument, name).items()
    }
    return Meaning(moment, order_of(texts), fields, digits)


def guess_moment(table: AnswerTable) -> int | None:
    """Return the column of the timestamp: by its head, else the first that holds only days."""
    for at, head in enumerate(table.heads):
        if fold(head) in _MOMENTS:
            return at
    for at, texts in enumerate(table.texts):
        if texts and all(day_of(text, order_of(texts)) for text in texts):
            return at
    return None


def guess_fields(
    table: AnswerTable, instrument: Instrument, *, without: int | None
) -> dict[int, str]:
    """Return the field each column asks about; the most alike pairs first, each field once."""
    asked = [
        (one.name, fold(words))
        for tongue in instrument.languages
        for one in fields_of(instrument, tongue)
        for words in (one.words, f"{one.number}. {one.words}")
    ]
    pairs = sorted(
        (
            (_alike(_head_words(head), words), at, name)
            for at, head in enumerate(table.heads)
            if at != without and head and not is_personal(head)
            for name, words in asked
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: dict[int, str] = {}
    for likeness, at, name in pairs:
        if likeness >= ALIKE and at not in found and name not in found.values():
            found[at] = name
    return found


def guess_digits(texts: Iterable[str], instrument: Instrument, name: str) -> dict[str, str]:
    """Return the digits that answers of a field stand for, as far as one can tell."""
    tongues = [
        next(one for one in fields_of(instrument, tongue) if one.name == name)
        for tongue in instrument.languages
    ]
    if not tongues[0].marks:
        return {}
    guessed = {text: _digits(text, tongues) for text in texts}
    return {text: digits for text, digits in guessed.items() if digits is not None}


def _digits(text: str, tongues: Sequence[PaperField]) -> str | None:
    whole = _digit(text, tongues)
    if whole is not None or tongues[0].typing is not Typing.SEVERAL:
        return whole
    found = _each(_BETWEEN.split(text), tongues)
    return None if found is None else " ".join(sorted(found))


def _each(parts: Sequence[str], tongues: Sequence[PaperField]) -> set[str] | None:
    """Return the digits of parts in a row; words of one answer may have commas of their own."""
    found: set[str] = set()
    at = 0
    while at < len(parts):
        for end in range(len(parts), at, -1):
            digit = _digit(", ".join(parts[at:end]), tongues)
            if digit is not None:
                break
        else:
            return None
        found |= {digit} - {BLANK}
        at = end
    return found


def _digit(text: str, tongues: Sequence[PaperField]) -> str | None:
    marks = tongues[0].marks
    digits = {mark.digit for mark in marks}
    plain = fold(text)
    for one in tongues:
        for mark in one.marks:
            if plain in {fold(mark.words), mark.digit}:
                return mark.digit
    told = _DIGIT_FIRST.match(plain)
    if told and told[1] in digits:
        return told[1]
    return _way_out(marks) if plain in _DONT_KNOW else None


def _way_out(marks: Sequence[Mark]) -> str:
    return next((m.digit for m in marks if m.value == str(NOT_APPLICABLE)), BLANK)


def _head_words(head: str) -> str:
    """Return the words of a head; of a grid's column those of the row, which stand in brackets."""
    row = re.search(r"\[([^\]]+)\]\s*$", head)
    return fold(row[1] if row else head).rstrip(" *")


def _alike(one: str, other: str) -> float:
    if one == other.rstrip(" *"):
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The cheap upper bound first: a file has hundreds of pairs of column and question.
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0

"""What a sealed envelope holds: packed so that its size tells nothing about its author."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from surveys.answers import Answers
from surveys.instrument import Instrument
from surveys.scale import NOT_APPLICABLE

SMALLEST_BYTES = 1024
GROWTH = 4
HALF_MONTH_DAY = 15
# Ways by which a rating comes in: the sign of a counter, a one-time slip, a tablet at a counter.
SIGN, SLIP, KIOSK = "qr", "slip", "kiosk"
# The question about what one came for; its answer becomes a visit.
PURPOSE = "purpose"


@dataclass(frozen=True)
class Contents:
    """One person's rating as it waits, by question; marks of 0 mean "does not concern me".

    `profile` is what they said about themselves, `texts` what they wrote; both will lie apart.
    """

    levels: dict[str, int]
    purpose: str = ""
    procedure_id: int | None = None
    channel: str = SIGN
    flag: str = ""
    grades: dict[str, int] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    picks: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    profile: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_visit(self) -> bool:
        return bool(self.purpose) or self.procedure_id is not None

    @property
    def answers(self) -> dict[str, list[str]]:
        """All that is counted besides levels, as tokens in a list for each question."""
        one_each = {**self.grades, **self.choices, **self.numbers}
        found = {question: [str(answer)] for question, answer in one_each.items()} | self.picks
        return dict(sorted(found.items()))


class BadContentsError(Exception):
    """The bytes are no packed rating."""


def contents_of(
    answers: Answers,
    instrument: Instrument,
    *,
    procedure_id: int | None = None,
    channel: str = SIGN,
    flag: str = "",
) -> Contents:
    """Return what is worth keeping of checked answers, each part for itself."""
    graded = {item.code for item in instrument.graded}
    skipped = dict.fromkeys(sorted(answers.not_applicable), NOT_APPLICABLE)
    apart = {question.code for question in instrument.profile}
    choices = _without(answers.choices, apart)
    return Contents(
        levels={**answers.levels, **_without(skipped, graded)},
        purpose=choices.pop(PURPOSE, ""),
        procedure_id=procedure_id,
        channel=channel,
        flag=flag,
        grades={**answers.grades, **_without(skipped, skipped.keys() - graded)},
        choices=choices,
        picks={code: list(codes) for code, codes in _without(answers.picks, apart).items()},
        numbers=_without(answers.numbers, apart),
        texts=_texts(answers, instrument),
        profile=_profile(answers, apart),
    )


def _without(parts: Mapping[str, Any], others: Collection[str]) -> dict[str, Any]:
    return {code: value for code, value in parts.items() if code not in others}


def _texts(answers: Answers, instrument: Instrument) -> dict[str, str]:
    comment = instrument.comment
    long = {comment.code: answers.comment} if comment and answers.comment else {}
    return {**answers.texts, **long}


def _profile(answers: Answers, apart: Collection[str]) -> dict[str, list[str]]:
    one_each = {**answers.choices, **answers.numbers}
    found = {code: [str(answer)] for code, answer in one_each.items()}
    found |= {code: list(codes) for code, codes in answers.picks.items()}
    return {code: given for code, given in sorted(found.items()) if code in apart}


def pack(contents: Contents) -> bytes:
    """Return JSON filled up with blanks to 1, 4, 16 … KiB.

    The attack: the length of a waiting envelope, known by its place in the order of arrival,
    would be found again in the length of a comment after all else was shuffled.
    """
    plain = json.dumps(vars(contents), ensure_ascii=False, separators=(",", ":")).encode()
    size = SMALLEST_BYTES
    while size < len(plain):
        size *= GROWTH
    return plain.ljust(size)


def unpack(plain: bytes) -> Contents:
    """Return what `pack` packed, or raise `BadContentsError`."""
    try:
        return Contents(**json.loads(plain))
    except (TypeError, ValueError) as error:
        raise BadContentsError from error


def what_was_said(contents: Contents) -> bytes:
    """Return the bytes that are equal when the same form is sent twice.

    Flag and channel are ours, not the author's: a double click during a burst is still one form.
    """
    said = vars(contents) | {"flag": None, "channel": None}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def what_was_marked(contents: Contents) -> bytes:
    """Return the bytes that are equal when two people marked and ticked the same."""
    marked = {"levels": contents.levels, "answers": contents.answers, "purpose": contents.purpose}
    return json.dumps(marked, sort_keys=True).encode()


@lru_cache(maxsize=1000)
def half_month_of(day: date) -> date:
    """Return the 1st or the 15th on or before a day.

    Every reporting period begins on one of the two, so a half month lies in one period whole.
    """
    return day.replace(day=HALF_MONTH_DAY if day.day >= HALF_MONTH_DAY else 1)

"""What a sealed envelope holds: packed so that its size tells nothing about its author."""

import json
from dataclasses import dataclass
from datetime import date

from surveys.answers import Answers
from surveys.scale import NOT_APPLICABLE

SMALLEST_BYTES = 1024
GROWTH = 4
HALF_MONTH_DAY = 15
# The question about what one came for; its answer becomes a visit.
PURPOSE = "purpose"


@dataclass(frozen=True)
class Contents:
    """One person's rating as it waits; `levels` holds 0 for "does not concern me"."""

    levels: dict[str, int]
    purpose: str = ""
    procedure_id: int | None = None
    comment: str = ""
    channel: str = "qr"
    flag: str = ""

    @property
    def has_visit(self) -> bool:
        return bool(self.purpose) or self.procedure_id is not None


class BadContentsError(Exception):
    """The bytes are no packed rating."""


def contents_of(
    answers: Answers, *, procedure_id: int | None = None, channel: str = "qr", flag: str = ""
) -> Contents:
    """Return what is worth keeping of checked answers."""
    return Contents(
        levels={**answers.levels, **dict.fromkeys(answers.not_applicable, NOT_APPLICABLE)},
        purpose=answers.choices.get(PURPOSE, ""),
        procedure_id=procedure_id,
        comment=answers.comment or "",
        channel=channel,
        flag=flag,
    )


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


def half_month_of(day: date) -> date:
    """Return the 1st or the 15th on or before a day.

    Every reporting period begins on one of the two, so a half month lies in one period whole.
    """
    return day.replace(day=HALF_MONTH_DAY if day.day >= HALF_MONTH_DAY else 1)

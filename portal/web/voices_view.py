"""What was said beside numbers, as a page shows it: who, when, and every earlier version."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString

from portal.clock import local_day
from portal.offices.kinds import Role
from portal.reports.definitions import DEFINITIONS
from portal.reports.voices.beside import Notes, Version, Voice
from portal.web.figure_words import SPEAKERS
from portal.web.i18n import lang, short_date
from portal.words.translate import say


@dataclass(frozen=True)
class Said:
    """One version: the words ("" took back what stood there), the speaker's role, the day."""

    words: str
    speaker: LazyString | str
    day: str


@dataclass(frozen=True)
class Saying:
    """What stands beside a number now, and what stood there; `figure` names it."""

    figure: str
    now: Said
    earlier: Sequence[Said]


def saying(voice: Voice | None, figure: str = "") -> Saying | None:
    """Return what was said beside a number, if anything ever was."""
    if voice is None:
        return None
    return Saying(figure, _said(voice.latest), [_said(one) for one in voice.earlier[::-1]])


def sayings(notes: Notes, unit_id: int | None = None) -> dict[str, Saying]:
    """Return what was said beside the figures of the whole (None) or a unit, by their codes."""
    return {
        code: Saying(
            say(lang(), DEFINITIONS[code].name),
            _said(voice.latest),
            [_said(one) for one in voice.earlier[::-1]],
        )
        for (code, unit), voice in notes.items()
        if unit == unit_id
    }


def _said(version: Version) -> Said:
    speaker = SPEAKERS.get(Role(version.role), "")
    return Said(version.words, speaker, short_date(local_day(version.at)))

"""In which language the pages about a place are: the one asked for, or another; always whole."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import request, url_for

from portal.fieldwork.places import Place
from portal.fieldwork.tongues.speaking import Heard, Spoken, Tongue, spoken_by
from portal.web.i18n import DEFAULT, NAMES, lang, wanted
from portal.web.session import config, database
from portal.web.speaking import speaking
from surveys.instrument import Instrument

SPEECHES_KEPT = 64


@dataclass(frozen=True)
class Voice:
    """What a page about a place is made of: a questionnaire, its language, what can be heard.

    `languages` are tag, own name and whether it is this page's, for the switch.
    """

    instrument: Instrument
    tongue: str
    direction: str
    is_pack: bool
    languages: list[tuple[str, str, bool]]
    clips: Mapping[str, str]


@contextmanager
def voice_at(place: Place, instrument: Instrument) -> Iterator[Voice]:
    """Speak the right language while a page is made.

    The language asked for, if interface and questionnaire are both whole in it; else the
    questionnaire's own first one. Never one for the frame and another for the questions.
    """
    spoken, asked = _spoken_at(place), wanted()
    tongue = spoken.tongues.get(asked)
    whole = tongue.instrument if tongue else instrument
    code = tongue.pack.tongue if tongue else instrument.language_for(asked)
    frame = code if tongue or code in config().languages else DEFAULT
    with speaking(frame, tongue.pack if tongue else None):
        yield Voice(
            instrument=whole,
            tongue=code,
            direction=tongue.pack.direction if tongue else "ltr",
            is_pack=tongue is not None,
            languages=_offered(instrument, spoken.tongues, frame),
            clips=_addresses(spoken.clips, code),
        )


def spoken_as(voice: Voice) -> dict[str, Any]:
    """Return what a page is rendered with so that it is in one language."""
    return {
        "instrument": voice.instrument,
        "tongue": voice.tongue,
        "direction": voice.direction,
        "is_pack": voice.is_pack,
        "languages": voice.languages,
        "lang": lang(),
    }


def _offered(
    instrument: Instrument, tongues: Mapping[str, Tongue], now_in: str
) -> list[tuple[str, str, bool]]:
    """Return the languages this survey is whole in; nothing on the answer to a sent form."""
    if request.method not in {"GET", "HEAD"}:
        return []
    ours = [code for code in config().languages if code in instrument.languages] or [DEFAULT]
    names = {code: NAMES.get(code, code) for code in ours}
    names |= {code: tongue.pack.name for code, tongue in tongues.items()}
    return [(code, name, code == now_in) for code, name in names.items()]


def _addresses(clips: Mapping[tuple[str, str], Heard], tongue: str) -> dict[str, str]:
    return {item: heard_at(clip) for (spoken, item), clip in clips.items() if spoken == tongue}


def heard_at(clip: Heard) -> str:
    """Return the address of a recording; it changes with the recording and so is kept for long."""
    name = f"{clip.digest}.{clip.extension}"
    address = url_for("listening.clip", clip_id=clip.id, name=name)
    return address.partition("?")[0]  # the same recording, whatever language the page is in


def _spoken_at(place: Place) -> Spoken:
    if place.speech is None or place.questionnaire_id is None:
        return Spoken()
    return _kept_speech(place.authority_id, place.questionnaire_id, place.speech)


@lru_cache(maxsize=SPEECHES_KEPT)
def _kept_speech(authority_id: int, questionnaire_id: int, _mark: str) -> Spoken:
    with database().glancing() as connection:
        return spoken_by(connection, authority_id, questionnaire_id)

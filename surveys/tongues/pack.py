"""A content pack as it is read, and the questionnaire in its language and no other."""

import unicodedata
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from surveys.building import build
from surveys.faults import Place
from surveys.instrument import Instrument
from surveys.shape import Data
from surveys.tongues.texts import flat, texts_of


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of one language of one version of a questionnaire.

    `name` is what its speakers call it; `interface` has the words of the pages by key.
    """

    tongue: str
    name: str
    direction: str
    version: int
    instrument: str
    interface: Mapping[str, str]
    texts: Mapping[Place, str]


def pack_of(data: Data) -> Pack:
    """Return the pack in a linted table."""
    return Pack(
        tongue=data["tongue"],
        name=_tidy(data["name"]),
        direction=data.get("direction", "ltr"),
        version=data["version"],
        instrument=data["instrument"],
        interface={key: _tidy(text) for key, text in data["interface"].items()},
        texts={place: _tidy(text) for place, text in flat(data["texts"])},
    )


def spoken(asked: Data, pack: Pack) -> Instrument:
    """Return a linted questionnaire in the language of a pack alone.

    All its other languages are taken out, so that none of them can get onto a page by mistake.
    """
    whole = deepcopy(dict(asked))
    whole["languages"] = [pack.tongue]
    for place, words in texts_of(whole):
        words.clear()
        words[pack.tongue] = pack.texts[place]
    return build(whole)


def named(asked: Data) -> str:
    """Return how a pack names a questionnaire: code and version."""
    return f"{asked['code']}/{asked['version']}"


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())

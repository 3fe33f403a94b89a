"""An empty content pack for somebody to fill in: every text beside the one it stands for."""

import json
from collections.abc import Iterator, Mapping

from surveys.shape import Data
from surveys.tongues.interface import INTERFACE
from surveys.tongues.pack import named
from surveys.tongues.texts import texts_of


def skeleton(asked: Data, tongue: str, words: Mapping[str, str] = INTERFACE) -> str:
    """Return a pack with nothing filled in; the linter names whatever is left empty.

    `words` are those of the pages by key, in a language that whoever translates can read.
    """
    return "\n".join((*_head(asked, tongue), *_interface(words), *_texts(asked))) + "\n"


def _head(asked: Data, tongue: str) -> Iterator[str]:
    yield f"tongue = {json.dumps(tongue)}"
    yield 'name = ""'
    yield 'direction = "ltr"'
    yield "version = 1"
    yield f"instrument = {json.dumps(named(asked))}"


def _interface(words: Mapping[str, str]) -> Iterator[str]:
    yield "\n[interface]"
    for key in INTERFACE:
        yield f"# {words[key]}"
        yield f'{key} = ""'


def _texts(asked: Data) -> Iterator[str]:
    yield "\n[texts]"
    first = asked["languages"][0]
    for place, text in texts_of(asked):
        yield f"# {' '.join(text[first].split())}"
        yield f'{".".join(place)} = ""'

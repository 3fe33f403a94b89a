"""Everything that is missing in a content pack, found before anyone is shown a page in it."""

import re
import unicodedata
from collections.abc import Iterator

from surveys.faults import Fault, FaultCode, Place
from surveys.shape import Data, Table, misfits
from surveys.tongues.codes import is_tongue
from surveys.tongues.interface import INTERFACE, PLACEHOLDER, placeholders
from surveys.tongues.pack import named
from surveys.tongues.texts import flat, texts_of

DIRECTIONS = ("ltr", "rtl")
LONGEST_NAME = 60

_HEAD = Table(
    {"tongue": str, "name": str, "direction": str, "version": int, "instrument": str},
    optional=frozenset({"direction"}),
)
_PARTS = ("interface", "texts")
# A word of the page may stand inside an attribute; a % is there for what is filled in.
_MARKUP = re.compile(r'[<>&"]')


def lint_pack(data: Data, asked: Data) -> list[Fault]:
    """Return the faults of a pack for a linted questionnaire; empty means it is whole.

    The words of the pages and the texts of the questionnaire are all there or are named: a page
    is offered in a language only when nothing on it would be in another.
    """
    return list(_head_faults(data, asked)) or [*_interface_faults(data), *_text_faults(data, asked)]


def is_pack(data: Data) -> bool:
    """Say whether a parsed file means to be a content pack; no questionnaire has this key."""
    return "tongue" in data


def _head_faults(data: Data, asked: Data) -> Iterator[Fault]:
    head = {key: value for key, value in data.items() if key not in _PARTS}
    if misshapen := list(misfits(head, _HEAD, [])):
        yield from misshapen
        return
    for part in _PARTS:
        if not isinstance(data.get(part), dict):
            yield Fault(FaultCode.WRONG_TYPE, (part,), "table")
    yield from _named_faults(data, asked)


def _named_faults(data: Data, asked: Data) -> Iterator[Fault]:
    tongue, name = data["tongue"], data["name"]
    if not is_tongue(tongue):
        yield Fault(FaultCode.BAD_TONGUE, ("tongue",), tongue)
    if tongue in asked["languages"]:
        yield Fault(FaultCode.TONGUE_THERE, ("tongue",), tongue)
    if not 0 < len(name.strip()) <= LONGEST_NAME or not _is_plain(name):
        yield Fault(FaultCode.BAD_NAME, ("name",), name)
    if data.get("direction", "ltr") not in DIRECTIONS:
        yield Fault(FaultCode.BAD_DIRECTION, ("direction",), data["direction"])
    if data["version"] < 1:
        yield Fault(FaultCode.BAD_NUMBER, ("version",), str(data["version"]))
    if data["instrument"] != named(asked):
        yield Fault(FaultCode.OTHER_QUESTIONNAIRE, ("instrument",), named(asked))


def _interface_faults(data: Data) -> Iterator[Fault]:
    words = data["interface"]
    for key, english in INTERFACE.items():
        place = ("interface", key)
        if key not in words or words[key] == "":
            yield Fault(FaultCode.MISSING_WORDS, place, english)
            continue
        yield from _word_faults(words[key], place)
        if isinstance(words[key], str) and placeholders(words[key]) != placeholders(english):
            yield Fault(FaultCode.PLACEHOLDERS, place, english)
    for key in sorted(words.keys() - INTERFACE.keys()):
        yield Fault(FaultCode.UNKNOWN_KEY, ("interface",), key)


def _text_faults(data: Data, asked: Data) -> Iterator[Fault]:
    given = dict(flat(data["texts"]))
    wanted = [place for place, _words in texts_of(asked)]
    for place in wanted:
        if not isinstance(given.get(place, ""), str):
            yield Fault(FaultCode.WRONG_TYPE, place, "str")
        elif not given.get(place, "").strip():
            yield Fault(FaultCode.MISSING_TRANSLATION, place, data["tongue"])
    for place in sorted(given.keys() - set(wanted)):
        yield Fault(FaultCode.UNKNOWN_KEY, ("texts", *place[:-1]), place[-1])


def _word_faults(text: object, place: Place) -> Iterator[Fault]:
    if not isinstance(text, str):
        yield Fault(FaultCode.WRONG_TYPE, place, "str")
    elif not text.strip() or not _is_plain(text) or "%" in PLACEHOLDER.sub("", text):
        yield Fault(FaultCode.NOT_PLAIN, place)


def _is_plain(text: str) -> bool:
    """Say whether a text has neither signs of markup nor letters that nobody sees."""
    hidden = any(unicodedata.category(letter) in {"Cc", "Co", "Cs"} for letter in text.strip())
    return not hidden and not _MARKUP.search(text)

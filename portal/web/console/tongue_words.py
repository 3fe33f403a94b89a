"""Languages on the console: how far a pack is, what it lacks, why a recording is refused."""

from collections.abc import Mapping, Sequence

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.errors import DomainError
from portal.fieldwork.tongues.clips import LIMITS
from portal.fieldwork.tongues.errors import ClipFault, PackRefusedError
from portal.fieldwork.tongues.kinds import Standing
from portal.web.console.fault_words import fault_line, refusal_lines
from surveys.faults import Fault, FaultCode, Place
from surveys.shape import Data
from surveys.tongues.texts import texts_of

STANDINGS: Mapping[Standing, tuple[LazyString, str]] = {
    Standing.WAITING: (_l("waits for a second person"), "soon"),
    Standing.OPEN: (_l("open to citizens"), "done"),
}
SENTENCES: dict[str, LazyString] = {
    "pack_taken": _l(
        "This version of the language is kept already. Give the new words a higher version."
    ),
    "pack_refused": _l("The file is not a whole language yet."),
    "own_words": _l("You brought this yourself. Somebody else has to open it."),
    "clip_refused": _l("This is no recording that can be kept."),
}
CLIP_FAULTS: Mapping[ClipFault, LazyString] = {
    ClipFault.EMPTY: _l("Please record something or choose a file first."),
    ClipFault.TOO_LARGE: _l(
        "The recording is too long: at most %(kb)s KB, about a minute.",
        kb=LIMITS.most_bytes // 1000,
    ),
    ClipFault.NO_SOUND: _l("This is no sound file: Opus (Ogg, WebM), AAC (M4A) or MP3."),
}
MISSING = (FaultCode.MISSING_TRANSLATION, FaultCode.MISSING_WORDS)


def pack_lines(error: DomainError, asked: Data | None) -> list[str]:
    """Return a line for each thing that a pack lacks, in words that whoever translates reads."""
    if not isinstance(error, PackRefusedError):
        return refusal_lines(error)
    return [_line(fault, asked) for fault in error.faults]


def _line(fault: Fault, asked: Data | None) -> str:
    if fault.code not in MISSING or asked is None:
        return fault_line(fault)
    if fault.code is FaultCode.MISSING_WORDS:
        return str(_("missing: words of the page, %(key)s – “%(words)s”", **_words_of_page(fault)))
    words = {place: text[asked["languages"][0]] for place, text in texts_of(asked)}
    where = spoken_place(fault.place, _codes(asked))
    return str(_("missing: %(where)s – “%(words)s”", where=where, words=words[fault.place]))


def spoken_place(place: Place, codes: Sequence[str]) -> str:
    """Return where a text stands as people say it: "question 3, answer"."""
    match place:
        case ("questions", code, "text" | "hint"):
            return str(_("question %(n)d", n=codes.index(code) + 1))
        case ("questions", code, *_rest):
            return str(_("question %(n)d, answer", n=codes.index(code) + 1))
        case ("scale" | "scales", *_rest):
            return str(_("an answer of the scale"))
        case ("factors", *_rest):
            return str(_("a heading"))
        case _:
            return str(_("the head of the form"))


def _words_of_page(fault: Fault) -> dict[str, str]:
    return {"key": fault.place[-1], "words": _(fault.detail)}  # listed in surveys.tongues


def _codes(asked: Data) -> list[str]:
    return [row["code"] for row in asked["questions"]]

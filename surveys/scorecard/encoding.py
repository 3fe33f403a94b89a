"""In which letters a file is written, found by reading it through once."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

from surveys.scorecard.plan import ScoreError

_CHUNK = 1 << 20
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# Windows-1258 writes tones as marks of their own, which in Vietnamese only follow a vowel.
_STRAY_TONE = regex.compile(r"(?<![AEIOUYÂÊÔĂƠƯaeiouyâêôăơư])[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, how to treat what it cannot read, and what to tell about the choice."""

    name: str
    errors: str = "strict"
    note: str = ""


def encoding_of(path: Path) -> Encoding:
    """Return how to read a file: UTF-8, UTF-16 by its mark, else Windows-1258, 1252, Latin-1.

    Raises `OSError`, and `ScoreError` for a workbook or what is no text.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if head.startswith(_WORKBOOKS):
        raise ScoreError(f"{path} is a workbook, not CSV; save it as CSV (UTF-8) first.")
    if head.startswith(_UTF_16_MARKS):
        return Encoding("utf-16", "replace")
    if b"\0" in head:
        raise ScoreError(f"{path} is no text, or UTF-16 without its mark; save it as CSV (UTF-8).")
    return _without_mark(path, head)


def _without_mark(path: Path, head: bytes) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_letters = False
    try:
        for chunk in _chunks(path):
            has_letters = not decoder.decode(chunk).isascii() or has_letters
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        has_letters = has_letters or not error.object[: error.start].isascii()
        if has_letters:  # two bytes that make one letter are no accident: this is UTF-8, damaged
            note = f"{path} is UTF-8 with damaged letters, which read as \N{REPLACEMENT CHARACTER}."
            return Encoding("utf-8-sig", "replace", note)
        return _windows(path, head)
    return Encoding("utf-8-sig")  # with its mark or without


def _windows(path: Path, head: bytes) -> Encoding:
    used = bytes(set().union(*_chunks(path)))
    names = {"cp1258": "Windows-1258 (Vietnamese)", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
    if _STRAY_TONE.search(head.decode("cp1258", "replace")):
        del names["cp1258"]
    name = next(name for name in names if _can_read(name, used))
    return Encoding(
        name, note=f"{path} is not UTF-8; read as {names[name]}. Check that its words look right."
    )


def _can_read(name: str, used: bytes) -> bool:
    try:
        used.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk

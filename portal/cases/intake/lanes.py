"""Does a story sound like a complaint or a denunciation? Then the portal asks, and never stores it.

A complaint without a signature is not examined (Luật Khiếu nại 2011, Điều 11), and a denunciation
is made on signed paper or in person (Luật Tố cáo 2018, Điều 22).
"""

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

from portal.search import fold

SIGNALS = Path(__file__).with_name("signals.toml")


class Lane(StrEnum):
    """A way that begins with signed paper or a visit and lies outside the portal."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


def suspected(story: str) -> tuple[Lane, ...]:
    """Return the lanes a story sounds like, so at most two questions are asked."""
    words = " ".join(re.findall(r"\w+", fold(story)))
    return tuple(lane for lane in Lane if _patterns()[lane].search(words))


@cache
def _patterns() -> dict[Lane, re.Pattern[str]]:
    listed = tomllib.loads(SIGNALS.read_text(encoding="utf-8"))
    return {lane: _pattern(listed[lane.value]) for lane in Lane}


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(phrase)) for phrase in phrases)})\b")

"""The draft of the official paper with which a petition is answered: Word, to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from portal.cases.replies.points.composing import LINES
from portal.cases.replies.points.point import Point
from portal.documents.official import OfficialPaper
from portal.documents.official_head import official_head, signer
from portal.words.translate import DEFAULT_LANGUAGE, N_, say

NUMBER = N_("No.:        /TB-UBND")
KIND = N_("NOTICE")
ABOUT = N_("On the result of the petition with the reference %(reference)s")
TO = N_("To: the sender of the petition with the reference %(reference)s")
OPENING = N_("%(commune)s has looked into your petition and answers as follows.")
WHY_LATE = N_("The answer comes late because: %(words)s")
RECEIVERS = N_("Receivers:")
AS_ABOVE = N_("As above;")
ARCHIVE = N_("Archive: records clerk, %(unit)s.")


@dataclass(frozen=True)
class Letter:
    """What the paper says; nobody's name is on it, for the sender may have none."""

    reference: str
    commune: str
    unit: str
    points: Sequence[Point]
    reply: str
    late_reason: str
    made_at: datetime


def write_letter(letter: Letter, file: IO[bytes]) -> None:
    """Write the paper into an open binary file, always in Vietnamese."""
    about = _say(ABOUT, reference=letter.reference)
    paper = OfficialPaper(about, letter.commune, DEFAULT_LANGUAGE, letter.made_at)
    paper.head(official_head(letter.commune, _say(NUMBER), DEFAULT_LANGUAGE, letter.made_at))
    paper.title(_say(KIND), [about])
    paper.text(_say(TO, reference=letter.reference))
    # "xã Suối Mơ": a name of a place keeps its capitals, its kind has none within a sentence.
    paper.text(_say(OPENING, commune=letter.commune[:1].lower() + letter.commune[1:]))
    _answer(paper, letter)
    if letter.late_reason:
        paper.text(_say(WHY_LATE, words=letter.late_reason))
    receivers = [_say(RECEIVERS), f"- {_say(AS_ABOVE)}", f"- {_say(ARCHIVE, unit=letter.unit)}"]
    paper.signature(receivers, signer(DEFAULT_LANGUAGE))
    paper.save(file)


def _answer(paper: OfficialPaper, letter: Letter) -> None:
    for number, point in enumerate(letter.points, start=1):
        paper.heading(f"{number}. {point.raised}", 2)
        for name, words in LINES:
            paper.text(_say(words, words=getattr(point, name)))
    if not letter.points:
        for line in filter(None, letter.reply.splitlines()):
            paper.text(line)


def _say(msgid: str, **values: object) -> str:
    return say(DEFAULT_LANGUAGE, msgid, **values)

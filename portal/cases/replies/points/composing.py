"""The points of an answer as one text: what is signed, read aloud, searched and published.

The paper is Vietnamese, as the law wants official papers; pages set the same points with headings
in the reader's language.
"""

from collections.abc import Sequence

from portal.cases.replies.points.point import Point
from portal.words.translate import DEFAULT_LANGUAGE, N_, say

LINES = (
    ("found", N_("What was found: %(words)s")),
    ("done", N_("What was done: %(words)s")),
    ("when", N_("When: %(words)s")),
    ("by_whom", N_("By whom: %(words)s")),
    ("ground", N_("On what ground: %(words)s")),
    ("next_step", N_("What you can do next: %(words)s")),
)


def composed(points: Sequence[Point]) -> str:
    """Return the answer, one numbered paragraph for each point."""
    return "\n\n".join(_paragraph(number, point) for number, point in enumerate(points, start=1))


def _paragraph(number: int, point: Point) -> str:
    said = [say(DEFAULT_LANGUAGE, words, words=getattr(point, name)) for name, words in LINES]
    return "\n".join([f"{number}. {point.raised}", *said])

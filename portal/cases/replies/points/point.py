"""One point of an answer, and how several are kept in one erasable text."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

LONGEST_LINE = 300
LONGEST_PART = 3000
MOST_POINTS = 12


@dataclass(frozen=True)
class Point:
    """What the sender raised, and everything an answer owes them about it."""

    raised: str = ""
    found: str = ""
    done: str = ""
    when: str = ""
    by_whom: str = ""
    ground: str = ""
    next_step: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing was written; who did it stands there from the beginning."""
        return not any(getattr(self, name) for name in NAMES if name != "by_whom")


NAMES = tuple(field.name for field in fields(Point))
_LINES = ("raised", "when", "by_whom", "ground")
LIMITS = {name: LONGEST_LINE if name in _LINES else LONGEST_PART for name in NAMES}


def kept(points: Sequence[Point]) -> str:
    """Return points as the text that lies beside the event of a draft."""
    return json.dumps([asdict(point) for point in points], ensure_ascii=False)


def unkept(body: str) -> tuple[Point, ...]:
    """Return the points of a kept text; none of an erased one."""
    return tuple(Point(**one) for one in json.loads(body)) if body else ()

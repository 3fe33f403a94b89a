"""The points of the answer that stands, or of the last one that left the office."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.cases.facts import Happening
from portal.cases.kinds import Action, TextPart
from portal.cases.replies.points.point import Point, unkept

ANSWERING = frozenset(
    {
        *(Action.SIGN, Action.ANSWER_AT_ONCE, Action.ANSWER_LIGHTLY, Action.THANK),
        Action.ANSWER_TOGETHER,
    }
)


def latest_points(events: Sequence[Happening], bodies: Mapping[int, str]) -> tuple[Point, ...]:
    """Return the points of the last words written; none of an answer in one piece."""
    return _read(_written(events), bodies)


def sent_points(events: Sequence[Happening], bodies: Mapping[int, str]) -> tuple[Point, ...]:
    """Return the points the sender was answered with; a later draft is not yet told."""
    answered = [number for number, event in enumerate(events) if event.action in ANSWERING]
    return _read(_written(events[: answered[-1] + 1]), bodies) if answered else ()


def _written(events: Sequence[Happening]) -> Mapping[str, Any]:
    texts = [event.data.get("texts", {}) for event in reversed(events)]
    return next((kept for kept in texts if TextPart.REPLY in kept), {})


def _read(kept: Mapping[str, Any], bodies: Mapping[int, str]) -> tuple[Point, ...]:
    return unkept(bodies.get(kept.get(TextPart.POINTS, {}).get("id", 0), ""))

"""Targets beside a figure, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.reports.targets.judging import Judged, Standing
from portal.reports.targets.kinds import TargetMethod
from portal.web.figure_words import METHODS, TONES, target_sentence


@dataclass(frozen=True)
class TargetLine:
    """A target in words, its tone, how it is measured and where it comes from."""

    sentence: str
    tone: str
    method: str
    source: str


def target_lines(judged: Sequence[Judged]) -> list[TargetLine]:
    """Return targets in words; those measured in another way come last."""
    ordered = sorted(judged, key=lambda one: one.standing is Standing.NOT_COMPARABLE)
    return [
        TargetLine(
            target_sentence(one),
            TONES[one.standing],
            str(METHODS[TargetMethod(one.target.method)]),
            one.target.source,
        )
        for one in ordered
    ]

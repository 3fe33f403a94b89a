"""The measurements: rounds that interleave the rivals, then a steady load on the portal."""

import statistics
from dataclasses import dataclass, field

from tests.load.rivals import Rival
from tests.load.traffic import Traffic, pace, saturate

PHONES = 16
ROUNDS = 3
STEADY_SHARE = 0.7
WARM_UP_SHARE = 0.25


@dataclass(frozen=True)
class Round:
    """One saturated measurement: ratings per second, and CPU seconds of the server for each."""

    per_second: float
    cpu_each: float


@dataclass
class Score:
    """What one rival reached, the ratings it acknowledged, and how often it refused."""

    name: str
    rounds: list[Round] = field(default_factory=list)
    acknowledged: int = 0
    refused: int = 0
    resent: int = 0

    @property
    def per_second(self) -> float:
        return statistics.median(one.per_second for one in self.rounds)

    @property
    def cpu_each(self) -> float:
        return statistics.median(one.cpu_each for one in self.rounds)

    def note(self, traffic: Traffic) -> None:
        self.acknowledged += traffic.acknowledged
        self.refused += traffic.refused.total()
        self.resent += traffic.resent


@dataclass(frozen=True)
class Steady:
    """Seconds at a steady load, by percentile: of showing the page and of taking the form."""

    per_second: float
    page: tuple[float, float]
    send: tuple[float, float]


def compete(rivals: list[Rival], seconds: float) -> dict[str, Score]:
    """Measure each rival in turn, several times, so that noise of the machine meets all."""
    scores = {rival.name: Score(rival.name) for rival in rivals}
    for rival in rivals:
        scores[rival.name].note(saturate(rival.target, PHONES, seconds * WARM_UP_SHARE))
    for _ in range(ROUNDS):
        for rival in rivals:
            before = rival.server.cpu_seconds()
            traffic = saturate(rival.target, PHONES, seconds)
            spent = rival.server.cpu_seconds() - before
            score = scores[rival.name]
            score.note(traffic)
            score.rounds.append(Round(traffic.per_second, spent / max(1, traffic.acknowledged)))
    return scores


def hold_steady(rival: Rival, score: Score, seconds: float) -> Steady:
    """Load a rival with a share of what it can take and look at the slowest answers."""
    rate = score.per_second * STEADY_SHARE
    traffic = pace(rival.target, rate, seconds)
    score.note(traffic)
    return Steady(rate, _percentiles(traffic.page_seconds), _percentiles(traffic.send_seconds))


def prove_exactly_once(rival: Rival, score: Score) -> None:
    """Fail unless every acknowledged rating is stored, and nothing else."""
    stored = rival.stored()
    assert stored == score.acknowledged, f"{score.acknowledged} acknowledged, {stored} stored"
    assert not score.refused, f"{score.refused} good ratings were refused"


def _percentiles(seconds: list[float]) -> tuple[float, float]:
    ranked = sorted(seconds)
    return ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]

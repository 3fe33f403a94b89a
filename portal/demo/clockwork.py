"""Lives told as steps in time, played together in the order in which they happen."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import count

# A life yields the moment of its next step and does that step when it is resumed.
Life = Iterator[datetime]


def play(lives: Sequence[Callable[[], Life]], until: datetime) -> None:
    """Run all lives side by side up to `until`; what would come later does not happen.

    One clock for all, because the events of an authority are chained in the order of time.
    """
    order = count()
    waiting: list[tuple[datetime, int, Life]] = []
    for begin in lives:
        _wait(waiting, begin(), next(order))
    while waiting and waiting[0][0] <= until:
        _, _, life = heapq.heappop(waiting)
        _wait(waiting, life, next(order))


def _wait(waiting: list[tuple[datetime, int, Life]], life: Life, number: int) -> None:
    moment = next(life, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, number, life))

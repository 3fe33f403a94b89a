"""People served per counter: entered, imported or counted from slips, added up for a period."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import BinaryIO

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.fieldwork import counters_store as store
from portal.fieldwork.kinds import ServedSource
from portal.fieldwork.models import Served
from portal.offices.events import Actor, record
from portal.offices.sheets import SheetFault, SheetRow, read_table
from portal.offices.store import points_of
from portal.search import fold

MOST = 1_000_000
HEADERS = {
    "counter": ("Quầy", "Điểm", "Mã điểm", "Mã quầy", "Counter", "Place", "Code"),
    "served": ("Số lượt", "Số lượt phục vụ", "Số người", "Served", "People served"),
}

_SEPARATORS = str.maketrans("", "", "., \u00a0")


def keep(
    session: Session,
    actor: Actor,
    span: tuple[date, date],
    counts: Mapping[int, int | None],
    *,
    source: ServedSource = ServedSource.ENTERED,
    now: datetime,
) -> int:
    """Keep the counts of points from a day to a day; None takes one back. Return how many stand.

    A count that stays the same keeps its source: whoever saves the form again changes nothing.
    Raises `InvalidInputError` for a point of somebody else and a number out of range.
    """
    known = {point.id for point in points_of(session, actor.authority_id)}
    entered = {point: n for point, n in counts.items() if n is not None}
    if not counts.keys() <= known:
        raise InvalidInputError(counter="unknown")
    if not all(0 <= n <= MOST for n in entered.values()):
        raise InvalidInputError(served="out_of_range")
    days = {"from_on": span[0], "to_on": span[1]}
    store.forget_served(session, counts.keys() - entered.keys(), *span)
    row = {"authority_id": actor.authority_id, "source": source, **days}
    store.keep_served(
        session, [{**row, "service_point_id": point, "n": n} for point, n in entered.items()]
    )
    told = {name: str(day) for name, day in days.items()}
    record(session, actor, "served_entered", now, source=source, **told)
    return len(entered)


def read_counts(stream: BinaryIO, points: Mapping[str, int]) -> dict[int, int]:
    """Return the counts in a workbook or CSV; `points` maps codes and names to ids.

    Raises `SheetError` for whatever does not fit; then nothing is to be kept.
    """
    known = {fold(name): id_ for name, id_ in points.items()}
    found: dict[int, int] = {}
    for row in read_table(stream, HEADERS, takes_csv=True):
        point = known.get(fold(row.required("counter", 200)))
        if point is None:
            raise row.error(SheetFault.UNKNOWN, "counter")
        if point in found:
            raise row.error(SheetFault.REPEATED, "counter")
        found[point] = _whole(row)
    return found


def served_by_point(rows: Iterable[Served], from_on: date, to_on: date) -> dict[int, int]:
    """Return how many each point served in a period, where the entries cover it day by day."""
    spans: dict[int, dict[tuple[date, date], int]] = {}
    for row in rows:
        spans.setdefault(row.service_point_id, {})[row.from_on, row.to_on] = row.n
    sums = {point: covered(own, from_on, to_on) for point, own in spans.items()}
    return {point: n for point, n in sums.items() if n is not None}


def covered(spans: Mapping[tuple[date, date], int], from_on: date, to_on: date) -> int | None:
    """Add up spans that follow each other from the first day to the last; None if a day is left.

    The entry for exactly these days goes before the sum of shorter ones, and so within the sum.
    """
    total, day = 0, from_on
    while day <= to_on:
        ends = [end for begin, end in spans if begin == day and end <= to_on]
        if not ends:
            return None
        total += spans[day, max(ends)]
        day = max(ends) + timedelta(days=1)
    return total


def _whole(row: SheetRow) -> int:
    text = row.required("served", 20).translate(_SEPARATORS)
    if not (text.isascii() and text.isdecimal()) or int(text) > MOST:
        raise row.error(SheetFault.MALFORMED, "served")
    return int(text)

"""What is usual at a place, counted from its last weeks."""

from datetime import date, timedelta

from sqlalchemy import Connection

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.signals import store
from surveys.signals import Usual, limits


def usual_at(connection: Connection, authority_id: int, point_id: int, today: date) -> Usual:
    """Return ratings a day and the share of the commonest level; a guess for a new place."""
    first = today - timedelta(days=limits()["usual"]["days"])
    rows = store.usual_counts(connection, authority_id, point_id, first, today - timedelta(days=1))
    guessed = Usual.unknown()
    given = [(n, days) for question, _, n, days in rows if question == ALL_RESPONSES]
    levels = [n for question, level, n, _ in rows if question != ALL_RESPONSES and level]
    if not given or sum(n for n, _ in given) < limits()["day"]["history"]:
        return guessed
    a_day = sum(n for n, _ in given) / max(days for _, days in given)
    return Usual(a_day, max(levels) / sum(levels) if levels else guessed.alike)

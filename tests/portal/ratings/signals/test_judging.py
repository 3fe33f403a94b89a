"""Half months are judged once, when they are over, and no day is kept."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.db import Database
from portal.keys import Keys
from portal.models import Base
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, fold_rest
from portal.ratings.models import Response
from portal.ratings.signals.judging import judge_ended
from portal.ratings.signals.models import DaySignal
from tests.portal.ratings.builders import Commune, make_commune, rate

HAPPY, CALM = Contents({"overall": 5}), Contents({"overall": 3})
DECEMBER = datetime(2026, 12, 2, 3)  # noqa: DTZ001  # made aware by `replace`


def a_past(database: Database, keys: Keys, commune: Commune, now: datetime) -> None:
    """Let ten people rate on each of five days before the half month that is judged."""
    for back in range(12, 17):
        day = now - timedelta(days=back)
        rate(database, keys, commune, day, contents=HAPPY, times=5)
        rate(database, keys, commune, day, contents=CALM, times=5)


def found(database: Database) -> set[tuple[int, str, int]]:
    with database.reading() as session:
        rows = session.scalars(select(DaySignal))
        return {(row.service_point_id, row.signal, row.days) for row in rows}


def test_a_leap_is_found_once_the_half_month_is_over(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    a_past(database, keys, commune, now)
    rate(database, keys, commune, now, contents=HAPPY, times=20)
    fold(database, keys)
    assert judge_ended(database, now=now) == 0
    later = DECEMBER.replace(tzinfo=now.tzinfo)
    assert judge_ended(database, now=later) == 1
    assert found(database) == {(commune.points[0].id, "top_leap", 1)}
    # Another round of the worker adds nothing, and a late batch changes nothing.
    rate(database, keys, commune, now, contents=HAPPY, times=60)
    fold(database, keys)
    assert judge_ended(database, now=later) == 0


def test_flags_are_told_where_enough_carry_them(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for point, times in ((0, 5), (2, 4)):
        flagged = Contents({"overall": 5}, flag="cadence")
        rate(database, keys, commune, now, point=point, contents=flagged, times=times)
    fold_rest(database, keys, commune.authority.id, now.date())
    judge_ended(database, now=DECEMBER.replace(tzinfo=now.tzinfo))
    assert found(database) == {(commune.points[0].id, "cadence", 0)}
    with database.reading() as session:
        assert sorted(session.scalars(select(Response.flag))) == ["cadence"] * 9


def test_pressure_is_told_by_those_who_were_pressed(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for point, answers in ((0, ["yes"] * 6 + ["no"] * 4), (2, ["no"] * 9 + ["yes"])):
        for answer in answers:
            said = Contents({"overall": 5}, choices={"stood_beside": answer})
            rate(database, keys, commune, now, point=point, contents=said)
    fold(database, keys)
    judge_ended(database, now=DECEMBER.replace(tzinfo=now.tzinfo))
    assert found(database) == {(commune.points[0].id, "stood_beside", 0)}


def test_no_table_of_signals_keeps_a_day_of_a_rating() -> None:
    columns = {
        f"{name}.{column.name}"
        for name in ("day_signal", "matter", "matter_seen", "signal_round")
        for column in Base.metadata.tables[name].columns
        if column.type.python_type.__name__ == "date"
    }
    assert columns == {
        "day_signal.half_month_on",
        "signal_round.begun_on",
        "matter.released_on",
        "matter.due_on",
    }

"""Which closed periods a day lies in, and that closing waits for a sheet being handed in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Event

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.contents import Contents
from portal.ratings.intake import prepare, store_prepared
from portal.ratings.result_store import waits
from portal.reports.closed_days import closed_days
from portal.reports.closing import close
from portal.reports.errors import PeriodUnsettledError
from portal.reports.models import Period
from tests.portal.ratings.builders import Commune, make_commune, make_rating

LAST = date(2026, 10, 31)


@pytest.fixture
def commune(database: Database) -> Commune:
    commune = make_commune(database)
    with database.writing() as session:
        for key, first, last in (
            ("2026-10", date(2026, 10, 1), LAST),
            ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        ):
            session.add(
                Period(
                    authority_id=commune.authority.id,
                    key=key,
                    name=key,
                    from_on=first,
                    to_on=last,
                    cutoff_on=last,
                )
            )
    return commune


def found(database: Database, commune: Commune, day: date) -> list[str]:
    with database.writing() as session:
        return [days.key for days in closed_days(session, commune.authority.id, day)]


def test_only_closed_periods_around_the_day_are_named(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    assert found(database, commune, LAST) == []
    close(database, keys, Actor(commune.authority.id), "2026-10", now=now)
    assert found(database, commune, LAST) == ["2026-10"]
    assert found(database, commune, LAST + timedelta(days=1)) == []
    assert found(database, commune, date(2026, 9, 30)) == []


def test_no_period_is_closed_beside_a_sheet_that_is_being_handed_in(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    late = now - timedelta(days=25)
    rating = make_rating(commune, late, contents=Contents({"overall": 4}, channel="paper"))
    prepared = prepare(keys, b"x" * 16, rating, now=now)
    actor, begun = Actor(commune.authority.id), Event()

    def closing() -> bool:
        begun.set()
        try:
            return close(database, keys, actor, "2026-10", now=now)
        except PeriodUnsettledError:
            return False  # it waited for the sheet and then saw that it lies sealed

    with ThreadPoolExecutor(1) as pool:
        with database.writing() as session:
            assert closed_days(session, commune.authority.id, rating.given_on) == []
            closed = pool.submit(closing)
            begun.wait()
            store_prepared(session.connection(), prepared, now=late)
        is_closed = closed.result()
    with database.reading() as session:
        is_waiting = waits(session, commune.authority.id, rating.given_on, LAST)
    assert is_closed != is_waiting
    assert closing() is not is_closed

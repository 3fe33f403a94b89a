"""A place that was rated keeps its unit: its past would move along and give it away."""

import time
from datetime import datetime
from threading import Event, Thread

import pytest
from sqlalchemy import delete

from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.store import events_of, point_of
from portal.ratings.folding import fold
from portal.ratings.intake import submit
from portal.ratings.models import Response
from portal.ratings.moving import change_point
from tests.builders import make_authority, make_point, make_unit
from tests.portal.ratings.builders import Commune, make_commune, make_rating, rate


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


def give_away(database: Database, commune: Commune, now: datetime, name: str = "Quầy 1") -> None:
    """Give the first counter of the centre to the clinic."""
    point, clinic = commune.points[0], commune.units[1]
    with database.writing() as session:
        change_point(session, Actor(commune.authority.id), point.id, clinic.id, name, now=now)


def unit_of_first(database: Database, commune: Commune) -> int:
    with database.reading() as session:
        return point_of(session, commune.authority.id, commune.points[0].id).unit_id


def test_a_place_nobody_rated_may_move(database: Database, commune: Commune, now: datetime) -> None:
    give_away(database, commune, now)
    assert unit_of_first(database, commune) == commune.units[1].id


@pytest.mark.parametrize("left", ["envelope", "response", "tally"])
def test_a_place_that_was_rated_stays(
    database: Database, keys: Keys, commune: Commune, now: datetime, left: str
) -> None:
    rate(database, keys, commune, now, times=1 if left == "envelope" else 5)
    if left != "envelope":
        assert fold(database, keys) == 5
    if left == "tally":
        with database.writing() as session:
            session.execute(delete(Response))
    with pytest.raises(InvalidInputError) as refused:
        give_away(database, commune, now, "Bàn mới")
    assert refused.value.fields == {"unit": "rated"}
    assert unit_of_first(database, commune) == commune.units[0].id
    with database.reading() as session:
        assert list(events_of(session, commune.authority.id)) == []


def test_its_name_may_still_change_and_its_neighbour_move(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    rate(database, keys, commune, now)
    (centre, clinic), (first, second, _) = commune.units, commune.points
    actor = Actor(commune.authority.id)
    with database.writing() as session:
        assert change_point(session, actor, first.id, centre.id, "Quầy A", now=now).name == "Quầy A"
        assert change_point(session, actor, second.id, clinic.id, "B", now=now).unit_id == clinic.id


def test_a_rating_that_is_being_stored_counts(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    is_stored = Event()

    def hand_in() -> None:
        with database.writing() as session:
            rating = make_rating(commune, now)
            submit(session.connection(), keys, b"0" * 16, rating, now=now)
            is_stored.set()
            time.sleep(0.3)

    citizen = Thread(target=hand_in)
    citizen.start()
    assert is_stored.wait(10)
    with pytest.raises(InvalidInputError):
        give_away(database, commune, now)
    citizen.join()


def test_a_place_of_another_commune_is_not_found(
    database: Database, commune: Commune, now: datetime
) -> None:
    with database.writing() as session:
        unit = make_unit(session, make_authority(session, slug="xa-khac", code="99002"))
        point = make_point(session, unit, code="ABCDEFG")
    actor, own = Actor(commune.authority.id), commune.units[0].id
    with pytest.raises(NotFoundError), database.writing() as session:
        change_point(session, actor, point.id, own, "Quầy", now=now)

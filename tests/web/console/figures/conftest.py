"""A commune with an October behind it, and those who read and speak about its figures."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine

from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Staff, Unit
from tests.builders import make_staff
from tests.portal.reports.world import NOW, World, make_world
from tests.web.console.people import People, make_people


@dataclass(frozen=True)
class Speakers(People):
    """Also the chairperson, and the heads of both units."""

    chair: Staff
    head: Staff
    other_head: Staff


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


@pytest.fixture
def people(database: Database, world: World) -> Speakers:
    with database.writing() as session:
        ours = world.commune.authority
        units = [session.get_one(Unit, unit.id) for unit in world.commune.units]
        return Speakers(
            **vars(make_people(session, world)),
            chair=make_staff(session, ours, "chair", Role.CHAIRPERSON),
            head=make_staff(session, ours, "head", Role.UNIT_HEAD, unit=units[0]),
            other_head=make_staff(session, ours, "other.head", Role.UNIT_HEAD, unit=units[1]),
        )

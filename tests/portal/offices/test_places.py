"""Counters, units and villages: fresh codes, names once, and each commune its own."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.codes import check_place_code
from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.offices import places, store
from portal.offices.errors import CodesExhaustedError, NameTakenError, UnitInUseError
from portal.offices.events import Actor
from portal.offices.kinds import UnitKind
from portal.offices.models import OfficeEvent, ServicePoint, Unit, Village
from tests.builders import make_authority, make_point, make_unit, make_village

House = tuple[Actor, Unit]
Steps = list[Callable[[Session], object]]
INTERNAL = UnitKind.INTERNAL


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        authority = make_authority(session)
        unit = make_unit(session, authority)
    return Actor(authority.id), unit


def test_a_point_gets_a_code_that_can_be_typed(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        point = places.add_point(session, house[0], house[1].id, "Quầy 1", now=now)
    assert check_place_code(point.code) == point.code
    with database.reading() as session:
        found = store.point_by_code(session, point.code)
        assert (found.unit.name, found.authority.id) == (house[1].name, house[0].authority_id)


def test_a_taken_code_is_tried_again(
    database: Database, house: House, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter(["K7M2QXG", "K7M2QXG", "ABCDEFG"])
    monkeypatch.setattr(places, "new_code", lambda: next(codes))
    with database.writing() as session:
        make_point(session, house[1], code="K7M2QXG")
        point = places.add_point(session, house[0], house[1].id, "Quầy 2", now=now)
    assert point.code == "ABCDEFG"
    with database.reading() as session:
        assert len(store.points_of(session, house[0].authority_id)) == 2


def test_a_generator_that_repeats_itself_is_noticed(
    database: Database, house: House, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "new_code", lambda: "K7M2QXG")
    with database.writing() as session:
        make_point(session, house[1], code="K7M2QXG")
    with pytest.raises(CodesExhaustedError), database.writing() as session:
        places.add_point(session, house[0], house[1].id, "Quầy 2", now=now)


def test_a_point_keeps_its_code_when_it_moves(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        point = make_point(session, house[1])
        other = places.add_unit(session, house[0], "Trạm Y tế", INTERNAL, now=now)
        places.change_point(session, house[0], point.id, other.id, "Phòng khám", now=now)
    with database.reading() as session:
        found = store.point_of(session, house[0].authority_id, point.id)
        assert (found.code, found.name, found.unit.name) == ("K7M2QXG", "Phòng khám", "Trạm Y tế")


def test_a_revoked_point_keeps_its_first_moment_and_can_come_back(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        point = make_point(session, house[1])
        places.revoke_point(session, house[0], point.id, is_revoked=True, now=now)
        places.revoke_point(session, house[0], point.id, is_revoked=True, now=now.replace(hour=9))
        assert point.revoked_at == now
        assert store.points_of(session, house[0].authority_id, only_active=True) == []
        places.revoke_point(session, house[0], point.id, is_revoked=False, now=now)
        assert len(store.points_of(session, house[0].authority_id, only_active=True)) == 1
        actions = list(session.scalars(select(OfficeEvent.action).order_by(OfficeEvent.id)))
    assert actions == ["point_revoked", "point_restored"]


def test_units_and_villages_line_up_in_the_order_they_came(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        for name in ("Thôn 2", "Thôn 1", "Buôn Kla"):
            places.add_village(session, house[0], name, now=now)
        places.add_unit(session, house[0], "Công an xã", UnitKind.VERTICAL, now=now)
    with database.reading() as session:
        villages = store.villages_of(session, house[0].authority_id)
        assert [village.name for village in villages] == ["Thôn 2", "Thôn 1", "Buôn Kla"]
        units = store.units_of(session, house[0].authority_id)
        assert [(unit.name, unit.kind) for unit in units] == [
            ("Trung tâm Phục vụ hành chính công", "internal"),
            ("Công an xã", "vertical"),
        ]


def test_a_name_is_given_once_per_commune(database: Database, house: House, now: datetime) -> None:
    with database.writing() as session:
        village = places.add_village(session, house[0], "Thôn 1", now=now)
        second = places.add_village(session, house[0], "Thôn 2", now=now)
        with pytest.raises(NameTakenError):
            places.add_village(session, house[0], "Thôn 1", now=now)
        with pytest.raises(NameTakenError):
            places.rename_village(session, house[0], second.id, "Thôn 1", now=now)
        with pytest.raises(NameTakenError):
            places.add_unit(session, house[0], house[1].name, INTERNAL, now=now)
        # The refusals leave the transaction usable and the rows as they were.
        places.rename_village(session, house[0], village.id, "Thôn Một", now=now)
        assert second.name == "Thôn 2"
    with database.writing() as session:
        other = Actor(make_authority(session, slug="xa-khac", code="99002").id)
        assert places.add_village(session, other, "Thôn 2", now=now).id


def test_a_unit_closes_only_after_its_counters(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        point = make_point(session, house[1])
        with pytest.raises(UnitInUseError):
            places.use(session, house[0], Unit, house[1].id, is_active=False, now=now)
        places.revoke_point(session, house[0], point.id, is_revoked=True, now=now)
        places.use(session, house[0], Unit, house[1].id, is_active=False, now=now)
        assert store.units_of(session, house[0].authority_id, only_active=True) == []
        places.use(session, house[0], Unit, house[1].id, is_active=True, now=now)
        assert len(store.units_of(session, house[0].authority_id, only_active=True)) == 1


@pytest.mark.parametrize("name", ["", "x" * 121])
def test_a_name_fits_its_column(database: Database, house: House, now: datetime, name: str) -> None:
    steps: Steps = [
        lambda session: places.add_point(session, house[0], house[1].id, name, now=now),
        lambda session: places.add_unit(session, house[0], name, INTERNAL, now=now),
        lambda session: places.add_village(session, house[0], name, now=now),
        lambda session: places.change_unit(session, house[0], house[1].id, name, INTERNAL, now=now),
    ]
    for step in steps:
        with pytest.raises(InvalidInputError), database.writing() as session:
            step(session)


def test_nothing_of_another_commune_can_be_touched(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        other = make_authority(session, slug="xa-khac", code="99002")
        unit, village = make_unit(session, other), make_village(session, other)
        point = make_point(session, unit, code="ABCDEFG")
    actor, mine = house
    steps: Steps = [
        lambda s: places.add_point(s, actor, unit.id, "Quầy", now=now),
        lambda s: places.change_point(s, actor, point.id, mine.id, "Quầy", now=now),
        lambda s: places.revoke_point(s, actor, point.id, is_revoked=True, now=now),
        lambda s: places.change_unit(s, actor, unit.id, "Khác", INTERNAL, now=now),
        lambda s: places.rename_village(s, actor, village.id, "Khác", now=now),
        lambda s: places.use(s, actor, Unit, unit.id, is_active=False, now=now),
        lambda s: places.use(s, actor, Village, village.id, is_active=False, now=now),
    ]
    for step in steps:
        with pytest.raises(NotFoundError), database.writing() as session:
            step(session)
    with database.reading() as session:
        assert session.get_one(ServicePoint, point.id).revoked_at is None


def test_a_point_cannot_be_given_to_a_unit_of_another_commune(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        unit = make_unit(session, make_authority(session, slug="xa-khac", code="99002"))
        point = make_point(session, house[1])
    with pytest.raises(NotFoundError), database.writing() as session:
        places.change_point(session, house[0], point.id, unit.id, "Quầy", now=now)

"""A commune begins with its units, one counter, its villages and someone who can go on."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from portal.db import Database
from portal.errors import InvalidInputError
from portal.keys import Keys
from portal.offices import store
from portal.offices.errors import AuthorityExistsError, NameTakenError
from portal.offices.kinds import Role, UnitKind
from portal.offices.links import use_link
from portal.offices.models import Authority, OfficeEvent, Staff
from portal.offices.setup import set_up
from tests.portal.offices.builders import an_office


def test_everything_a_commune_needs_is_there(database: Database, keys: Keys, now: datetime) -> None:
    with database.writing() as session:
        founded = set_up(session, keys, an_office(), now=now)
    with database.reading() as session:
        authority = store.authority_by_slug(session, "xa-suoi-mo")
        assert (authority.reference_prefix, authority.address) == ("SM", "Thôn 1")
        point = store.point_by_code(session, founded.point.code)
        assert point.unit.name == "Trung tâm Phục vụ hành chính công"
        villages = store.villages_of(session, authority.id)
        assert [village.name for village in villages] == ["Thôn 1", "Buôn Kla"]
        units = store.units_of(session, authority.id)
        assert [unit.kind for unit in units] == ["internal", "internal", "vertical"]
        admin = session.get_one(Staff, founded.admin.id)
        assert admin.roles == {Role.ADMINISTRATOR}
        assert admin.password_hash is None
        assert session.scalars(select(OfficeEvent.action)).first() == "authority_set_up"


def test_the_administrator_sets_the_password_through_the_link(
    database: Database, keys: Keys, now: datetime
) -> None:
    with database.writing() as session:
        founded = set_up(session, keys, an_office(), now=now)
        assert founded.link_token is not None
        use_link(session, keys, founded.link_token, "hash", now=now)
        session.refresh(founded.admin)
        assert founded.admin.password_hash == "hash"


def test_with_a_password_there_is_no_link(database: Database, keys: Keys, now: datetime) -> None:
    with database.writing() as session:
        founded = set_up(session, keys, an_office(password_hash="hash"), now=now)
        session.refresh(founded.admin)
        assert (founded.link_token, founded.admin.password_hash) == (None, "hash")


def test_the_same_commune_is_set_up_once(database: Database, keys: Keys, now: datetime) -> None:
    with database.writing() as session:
        set_up(session, keys, an_office(), now=now)
    with pytest.raises(AuthorityExistsError), database.writing() as session:
        set_up(session, keys, an_office(admin_username="khac"), now=now)


def test_a_namesake_in_another_province_gets_its_own_address_and_prefix(
    database: Database, keys: Keys, now: datetime
) -> None:
    with database.writing() as session:
        set_up(session, keys, an_office(), now=now)
        namesake = an_office(code="99002", admin_username="hai", province="Tỉnh Xa Xôi")
        second = set_up(session, keys, namesake, now=now).authority
    assert (second.slug, second.reference_prefix) == ("xa-suoi-mo-xa-xoi", "XSM")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"admin_username": "Quản trị"}, InvalidInputError),
        ({"first_point": ""}, InvalidInputError),
        ({"villages": ("Thôn 1", "Thôn 1")}, NameTakenError),
        ({"units": (("A", UnitKind.INTERNAL), ("A", UnitKind.VERTICAL))}, NameTakenError),
    ],
)
def test_one_bad_value_founds_nothing(
    database: Database, keys: Keys, now: datetime, change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error), database.writing() as session:
        set_up(session, keys, an_office(**change), now=now)
    with database.reading() as session:
        assert session.scalar(select(func.count(Authority.id))) == 0


def test_without_a_one_stop_unit_the_first_one_gets_the_counter(
    database: Database, keys: Keys, now: datetime
) -> None:
    with database.writing() as session:
        office = an_office(units=(("Văn phòng", UnitKind.INTERNAL),))
        founded = set_up(session, keys, office, now=now)
        assert founded.point.unit.name == "Văn phòng"

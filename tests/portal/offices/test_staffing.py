"""People come, change and leave; someone who can set up the commune always stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.errors import LastAdministratorError, NameTakenError
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.models import OfficeEvent, Staff, StaffSession, Unit
from portal.offices.sessions import start_session
from portal.offices.staff_store import staff_of
from portal.offices.staffing import Person, change, deactivate, hire, reactivate
from tests.builders import make_authority, make_staff, make_unit
from tests.portal.offices.builders import KEYS

ADMIN = frozenset({Role.ADMINISTRATOR})
OFFICER = frozenset({Role.CASE_OFFICER})
House = tuple[Actor, Unit, Staff]
Steps = list[Callable[[Session], object]]


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        authority = make_authority(session)
        unit = make_unit(session, authority)
        admin = make_staff(session, authority, "admin", *ADMIN, unit=unit)
    return Actor(authority.id, admin.id), unit, admin


def _hire(database: Database, house: House, username: str, person: Person, now: datetime) -> Staff:
    with database.writing() as session:
        return hire(session, house[0], username, person, now=now)


def test_a_new_colleague_has_unit_and_roles_and_no_password(
    database: Database, house: House, now: datetime
) -> None:
    person = Person("Trần Văn Tú", house[1].id, OFFICER | {Role.UNIT_HEAD})
    made = _hire(database, house, "tu.tran", person, now)
    with database.reading() as session:
        staff = staff_of(session, house[0].authority_id, made.id)
        assert (staff.display_name, staff.unit_id) == ("Trần Văn Tú", house[1].id)
        assert staff.roles == OFFICER | {Role.UNIT_HEAD}
        assert staff.password_hash is None
        event = session.scalars(select(OfficeEvent)).one()
        assert (event.action, event.actor_id) == ("staff_hired", house[0].staff_id)
        assert event.data["roles"] == ["case_officer", "unit_head"]


@pytest.mark.parametrize(
    "username", ["", "ab", "Lan", "lan nguyen", "lân", ".lan", "a" * 61, "lan\n"]
)
def test_a_username_is_typeable_on_every_keyboard(
    database: Database, house: House, now: datetime, username: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        _hire(database, house, username, Person("Lan", None, OFFICER), now)
    assert refused.value.fields == {"username": "shape"}


def test_a_person_needs_a_name_and_a_role(database: Database, house: House, now: datetime) -> None:
    with pytest.raises(InvalidInputError) as refused:
        _hire(database, house, "lan", Person("", None, frozenset()), now)
    assert refused.value.fields == {"display_name": "length", "roles": "missing"}


def test_a_username_is_taken_even_by_another_commune(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        make_staff(session, make_authority(session, slug="xa-khac", code="99002"), "lan")
    with pytest.raises(NameTakenError):
        _hire(database, house, "lan", Person("Lan", None, OFFICER), now)


def test_a_unit_of_another_commune_is_not_found(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        other = make_unit(session, make_authority(session, slug="xa-khac", code="99002"))
    with pytest.raises(NotFoundError):
        _hire(database, house, "lan", Person("Lan", other.id, OFFICER), now)
    with pytest.raises(NotFoundError), database.writing() as session:
        change(session, house[0], house[2].id, Person("Na", other.id, ADMIN), now=now)


def test_roles_are_replaced_and_kept_where_they_stay(
    database: Database, house: House, now: datetime
) -> None:
    roles = frozenset({Role.ADMINISTRATOR, Role.RECORDS_CLERK})
    with database.writing() as session:
        change(session, house[0], house[2].id, Person("Na", None, roles), now=now)
    with database.reading() as session:
        staff = staff_of(session, house[0].authority_id, house[2].id)
        assert (staff.roles, staff.unit_id, staff.display_name) == (roles, None, "Na")


def test_the_last_administrator_can_neither_leave_nor_lose_the_role(
    database: Database, house: House, now: datetime
) -> None:
    steps: Steps = [
        lambda session: deactivate(session, house[0], house[2].id, now=now),
        lambda session: change(
            session, house[0], house[2].id, Person("Na", None, OFFICER), now=now
        ),
    ]
    for step in steps:
        with pytest.raises(LastAdministratorError), database.writing() as session:
            step(session)


def test_an_administrator_who_left_does_not_count(
    database: Database, house: House, now: datetime
) -> None:
    second = _hire(database, house, "hai", Person("Hai", None, ADMIN), now)
    with database.writing() as session:
        deactivate(session, house[0], second.id, now=now)
    with pytest.raises(LastAdministratorError), database.writing() as session:
        deactivate(session, house[0], house[2].id, now=now)


def test_two_administrators_cannot_close_each_other_at_once(
    database: Database, house: House, now: datetime
) -> None:
    second = _hire(database, house, "hai", Person("Hai", None, ADMIN), now)

    def close(staff_id: int) -> bool:
        try:
            with database.writing() as session:
                deactivate(session, house[0], staff_id, now=now)
        except LastAdministratorError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(close, [house[2].id, second.id])) == 1


def test_whoever_leaves_is_signed_out_and_comes_back_without_the_old_password(
    database: Database, house: House, now: datetime
) -> None:
    made = _hire(database, house, "lan", Person("Lan", None, OFFICER), now)
    with database.writing() as session:
        staff_of(session, house[0].authority_id, made.id).password_hash = "old"
        start_session(session, KEYS, made.id, now)
        deactivate(session, house[0], made.id, now=now)
        assert session.scalars(select(StaffSession)).all() == []
    with database.writing() as session:
        staff = reactivate(session, house[0], made.id, now=now)
        assert (staff.is_active, staff.password_hash) == (True, None)
        actions = list(session.scalars(select(OfficeEvent.action).order_by(OfficeEvent.id)))
    assert actions == ["staff_hired", "staff_deactivated", "staff_reactivated"]


def test_nobody_of_another_commune_can_be_changed(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        stranger = make_staff(session, make_authority(session, slug="xa-khac", code="99002"), "la")
    person = Person("La", None, OFFICER)
    steps: Steps = [
        lambda session: change(session, house[0], stranger.id, person, now=now),
        lambda session: deactivate(session, house[0], stranger.id, now=now),
        lambda session: reactivate(session, house[0], stranger.id, now=now),
    ]
    for step in steps:
        with pytest.raises(NotFoundError), database.writing() as session:
            step(session)

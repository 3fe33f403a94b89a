"""Two communes with everything in them, and who knocks at their set-up pages."""

import pytest
from sqlalchemy.orm import Session

from portal.calendar.editing import seed
from portal.db import Database
from portal.documents.posters.poster import Format
from portal.fieldwork.posters.printing import Order, print_posters
from portal.fieldwork.posters.store import batch_of
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.models import Procedure
from tests.builders import (
    LONG_AGO,
    make_authority,
    make_point,
    make_staff,
    make_tablet,
    make_unit,
    make_village,
)
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House


@pytest.fixture
def mine(database: Database) -> House:
    with database.writing() as session:
        return _house(session, "xa-suoi-mo", "99001", "K7M2QXG")


@pytest.fixture
def other(database: Database, mine: House) -> House:
    assert mine.authority_id
    with database.writing() as session:
        return _house(session, "xa-khac", "99002", "ABCDEFG")


@pytest.fixture
def admin(client: ProofreadingClient, mine: House) -> ProofreadingClient:
    """A browser in which the administrator of `mine` is signed in."""
    client.sign_in(mine.admin)
    return client


def _house(session: Session, slug: str, code: str, point_code: str) -> House:
    authority = make_authority(session, slug=slug, code=code)
    unit = make_unit(session, authority)
    procedure = Procedure(authority_id=authority.id, code="1.000001", name="Đăng ký khai sinh")
    session.add(procedure)
    seed(session, authority.id, now=LONG_AGO)
    session.flush()
    village, point = make_village(session, authority), make_point(session, unit, code=point_code)
    batch = print_posters(session, Actor(authority.id), Order(Format.A4), now=LONG_AGO)
    return House(
        authority.id,
        unit.id,
        village.id,
        point.id,
        make_tablet(session, point).id,
        procedure.id,
        batch_of(session, authority.id, batch)[0].id,
        batch,
        make_staff(session, authority, f"admin.{code}", Role.ADMINISTRATOR, unit=unit),
        make_staff(session, authority, f"officer.{code}", Role.CASE_OFFICER, unit=unit),
    )

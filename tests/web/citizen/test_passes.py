"""A pass to a case ends with the access code it was given for."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.cases.intake.reissue import new_code, reissue_access_code
from portal.cases.intake.submit import send
from portal.cases.models import Case
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority
from tests.builders import make_staff
from tests.portal.cases.builders import actor_of
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient


@pytest.mark.usefixtures("clock")
def test_a_new_code_ends_the_pages_opened_with_the_old_one(
    client: ProofreadingClient,
    database: Database,
    keys: Keys,
    now: datetime,
    commune: int,
) -> None:
    receipt = send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)
    assert receipt.access_code
    old = client.post("/tra-cuu", data={"code": receipt.access_code.printed}).location
    assert client.get(old).status_code == 200
    made = new_code(keys, 1, is_fast=True)
    with database.writing() as session:
        clerk = make_staff(session, session.get_one(Authority, commune), "lan", Role.ONE_STOP_CLERK)
        case = session.scalars(select(Case)).one()
        reissue_access_code(session, case, actor_of(clerk), made, now=now)
    assert client.get(old).status_code == 410
    assert client.post(f"{old}/danh-gia", data={"is_satisfied": "yes"}).status_code == 410
    new = client.post("/tra-cuu", data={"code": made[0].printed}).location
    assert client.get(new).status_code == 200

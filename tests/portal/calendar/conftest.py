"""A seeded authority and a member of its staff."""

from datetime import datetime

import pytest

from portal.calendar.editing import seed
from portal.db import Database
from portal.offices.models import Authority
from tests.builders import make_authority, make_staff


@pytest.fixture
def authority_id(database: Database, now: datetime) -> int:
    with database.writing() as session:
        authority = make_authority(session)
        seed(session, authority.id, now=now)
        return authority.id


@pytest.fixture
def actor_id(database: Database, authority_id: int) -> int:
    with database.writing() as session:
        return make_staff(session, session.get_one(Authority, authority_id), "alice").id

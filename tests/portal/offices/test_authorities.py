"""What a commune says about itself fits its columns and the law of small groups."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.db import Database
from portal.errors import InvalidInputError
from portal.offices.authorities import Habits, change_details
from portal.offices.events import Actor
from portal.offices.models import Authority, OfficeEvent
from portal.offices.setup import Contact
from tests.builders import make_authority


def test_details_change_and_the_event_names_the_fields(database: Database, now: datetime) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        contact = Contact("Thôn 2", authority.hours, "0200 111 222", authority.reception)
        change_details(session, Actor(authority.id), contact, Habits(10, 15), now=now)
    with database.reading() as session:
        row = session.get_one(Authority, authority.id)
        assert (row.address, row.hotline, row.smallest_group) == ("Thôn 2", "0200 111 222", 10)
        fields = session.scalars(select(OfficeEvent)).one().data["fields"]
    assert fields == ["address", "hotline", "months_start_on", "smallest_group"]


@pytest.mark.parametrize(
    ("contact", "habits", "fields"),
    [
        (Contact(address="x" * 201, hotline="1" * 41), Habits(5, 1), {"address", "hotline"}),
        (Contact(), Habits(4, 1), {"smallest_group"}),
        (Contact(), Habits(51, 29), {"smallest_group", "months_start_on"}),
        (Contact(), Habits(5, 0), {"months_start_on"}),
    ],
)
def test_what_does_not_fit_is_named(
    database: Database, now: datetime, contact: Contact, habits: Habits, fields: set[str]
) -> None:
    with database.writing() as session:
        authority = make_authority(session)
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        change_details(session, Actor(authority.id), contact, habits, now=now)
    assert set(refused.value.fields) == fields

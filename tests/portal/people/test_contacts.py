"""Contacts: sealed to one case, opened only with a log entry, erased for good."""

from datetime import datetime

import pytest

from portal.db import Database
from portal.keys import Keys, UnsealError
from portal.offices.kinds import Role
from portal.people.contacts import (
    ContactOwner,
    keep_contact,
    open_contact,
)
from portal.people.details import ContactDetails, ReadingPurpose
from portal.people.models import Contact
from portal.people.store import has_contact, readings_of
from tests.builders import make_authority, make_staff
from tests.portal.cases.builders import make_case

MAI = ContactDetails("Nguyễn Thị Mai", "Thôn 2", "0912345678", "mai@vidu.vn")


@pytest.fixture
def ids(database: Database, keys: Keys, now: datetime) -> tuple[int, int]:
    """A case with Mai's contact, and a clerk."""
    with database.writing() as session:
        authority = make_authority(session)
        clerk = make_staff(session, authority, "lan", Role.ONE_STOP_CLERK)
        case = make_case(session, authority)
        keep_contact(session, keys, ContactOwner(authority.id, case.id), MAI, now=now)
        return case.id, clerk.id


def test_a_contact_comes_back_as_it_was_given(
    database: Database, keys: Keys, now: datetime, ids: tuple[int, int]
) -> None:
    with database.writing() as session:
        assert open_contact(session, keys, *ids, ReadingPurpose.REPLY, now) == MAI


def test_every_opening_is_logged_with_its_purpose(
    database: Database, keys: Keys, now: datetime, ids: tuple[int, int]
) -> None:
    case_id, staff_id = ids
    for purpose in (ReadingPurpose.CLARIFY, ReadingPurpose.RECOVER_CODE):
        with database.writing() as session:
            open_contact(session, keys, case_id, staff_id, purpose, now)
    with database.reading() as session:
        logged = [(row.staff_id, row.purpose, row.at) for row in readings_of(session, case_id)]
    assert logged == [(staff_id, "clarify", now), (staff_id, "recover_code", now)]


def test_knowing_that_there_is_a_contact_opens_nothing(
    database: Database, ids: tuple[int, int]
) -> None:
    with database.reading() as session:
        assert has_contact(session, ids[0])
        assert not readings_of(session, ids[0])


def test_the_row_shows_nothing_of_the_person(database: Database, ids: tuple[int, int]) -> None:
    with database.reading() as session:
        sealed = session.get_one(Contact, ids[0]).sealed
    for part in ("Mai", "0912345678", "mai@vidu.vn"):
        assert part.encode() not in sealed


def test_a_contact_moved_to_another_case_does_not_open(
    database: Database, keys: Keys, now: datetime, ids: tuple[int, int]
) -> None:
    with database.writing() as session:
        contact = session.get_one(Contact, ids[0])
        authority = make_authority(session, slug="phuong-ben-xuan", code="99002")
        other = make_case(session, authority)
        session.add(
            Contact(
                case_id=other.id, authority_id=authority.id, sealed=contact.sealed, created_at=now
            )
        )
        session.flush()
        with pytest.raises(UnsealError):
            open_contact(session, keys, other.id, ids[1], ReadingPurpose.REPLY, now)


def test_details_know_whether_anything_was_given() -> None:
    assert not ContactDetails()
    assert ContactDetails(phone="0912345678")
    assert ContactDetails.unpack(MAI.pack()) == MAI

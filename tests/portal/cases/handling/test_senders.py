"""The sender stays hidden until somebody says what for; a new code needs a shown identity."""

import pytest
from sqlalchemy.orm import Session

from portal.cases.handling.senders import give_new_code, open_sender
from portal.cases.handling.turns import Turn
from portal.cases.intake.reissue import new_code
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from portal.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from portal.keys import Keys
from portal.people.contacts import ContactMissingError, ContactOwner, keep_contact
from portal.people.details import ContactDetails, ReadingPurpose
from portal.people.store import readings_of
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    turn,
    viewer,
)

SENDER = ContactDetails(name="Hồ Thị Bưởi", phone="0912 345 678")


def named_case(session: Session, keys: Keys, house: House) -> Case:
    case = case_at(session, house, State.ASSIGNED)
    keep_contact(session, keys, ContactOwner(case.authority_id, case.id), SENDER, now=NOW)
    session.flush()
    return case


def test_opening_a_contact_is_logged_with_its_purpose(database: Database, keys: Keys) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = named_case(session, keys, house)
        officer = turn(house.officer, case)
        opened = open_sender(session, keys, officer, ReadingPurpose.CLARIFY, now=NOW)
        assert opened == SENDER
        log = [(r.staff_id, r.purpose, r.at) for r in readings_of(session, case.id)]
        assert log == [(house.officer.id, "clarify", NOW)]


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("records", NotAllowedError),
        ("colleague", NotFoundError),
        ("stranger", NotFoundError),
    ],
)
def test_a_contact_stays_closed_to_others(
    database: Database, keys: Keys, who: str, error: type[Exception]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = named_case(session, keys, house)
        nosy = Turn(viewer(getattr(house, who)), case.id)
        with pytest.raises(error):
            open_sender(session, keys, nosy, ReadingPurpose.REPLY, now=NOW)
        assert not readings_of(session, case.id)


def test_an_anonymous_sender_has_no_contact(database: Database, keys: Keys) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, is_anonymous=True)
        with pytest.raises(ContactMissingError):
            open_sender(session, keys, turn(house.clerk, case), ReadingPurpose.REPLY, now=NOW)


def test_a_new_code_replaces_the_old_one(database: Database, keys: Keys) -> None:
    made = new_code(keys, 1, is_fast=True)
    with database.writing() as session:
        house = make_house(session)
        case = named_case(session, keys, house)
        clerk = turn(house.clerk, case)
        code = give_new_code(session, clerk, made, identity_was_shown=True, now=NOW)
        assert case.locator == code.locator
        assert case.code_turn == 1
        assert agrees_with_its_events(session, case)


def test_a_code_is_not_given_without_a_shown_identity(database: Database, keys: Keys) -> None:
    made = new_code(keys, 1, is_fast=True)
    with database.writing() as session:
        house = make_house(session)
        case = named_case(session, keys, house)
        clerk = turn(house.clerk, case)
        with pytest.raises(InvalidInputError, match="identity_was_shown"):
            give_new_code(session, clerk, made, identity_was_shown=False, now=NOW)
        stale = Turn(clerk.viewer, case.id, seen=case.version - 1)
        with pytest.raises(ChangedMeanwhileError):
            give_new_code(session, stale, made, identity_was_shown=True, now=NOW)
        assert case.code_turn == 0


def test_an_anonymous_case_gets_no_second_code(database: Database, keys: Keys) -> None:
    made = new_code(keys, 1, is_fast=True)
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, is_anonymous=True)
        with pytest.raises(NotAllowedError):
            give_new_code(session, turn(house.clerk, case), made, identity_was_shown=True, now=NOW)

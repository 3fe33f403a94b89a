"""A letter about two matters: two cases, one day of receipt, one sender."""

from datetime import UTC, date, datetime

import pytest

from portal.cases.events import verify_chain
from portal.cases.intake.reissue import new_code
from portal.cases.kinds import CaseKind, State, Subject, TextPart
from portal.cases.lanes.splitting import Portion, split
from portal.cases.lanes.store import parts_of
from portal.cases.models import Case
from portal.cases.sealing.sealing import seal
from portal.cases.store import latest_text
from portal.db import Database
from portal.errors import InvalidInputError
from portal.keys import Keys
from portal.people.contacts import open_contact
from portal.people.details import ReadingPurpose
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    make_house,
    turn,
)
from tests.portal.cases.intake.builders import MAI, a_petition
from tests.portal.cases.intake.submitting import submitted

PART = Portion(CaseKind.REPORT, Subject.LOCAL_LIFE, "Đèn đường hỏng.")
LATER = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        return make_house(session)


@pytest.fixture
def letter_id(database: Database, keys: Keys, house: House) -> int:
    return submitted(database, keys, a_petition(house.authority.id))


def test_a_part_came_in_when_the_letter_did(
    database: Database, keys: Keys, house: House, letter_id: int
) -> None:
    with database.writing() as session:
        letter = session.get_one(Case, letter_id)
        at_desk = turn(house.clerk, letter)
        part = split(session, keys, at_desk, PART, new_code(keys, 0, is_fast=True), now=LATER)
        assert (part.received_at, part.received_on) == (letter.received_at, letter.received_on)
        assert (part.due_on, part.state) == (date(2026, 12, 7), State.ACCEPTED)
        assert part.reference.split("-")[1] == "261127"
        assert agrees_with_its_events(session, part)
        assert agrees_with_its_events(session, letter)
        assert verify_chain(session, house.authority.id) is None


def test_the_letter_stays_whole_and_both_name_their_sender(
    database: Database, keys: Keys, house: House, letter_id: int
) -> None:
    with database.writing() as session:
        letter = session.get_one(Case, letter_id)
        whole = latest_text(session, letter_id, TextPart.STORY)
        at_desk = turn(house.clerk, letter)
        part = split(session, keys, at_desk, PART, new_code(keys, 0, is_fast=True), now=NOW)
        assert latest_text(session, letter_id, TextPart.STORY) is whole
        purpose = ReadingPurpose.REPLY
        for case_id in (letter_id, part.id):
            assert open_contact(session, keys, case_id, house.clerk.id, purpose, NOW) == MAI
        assert [one.id for one in parts_of(session, letter)] == [part.id]
        assert [one.id for one in parts_of(session, part)] == [letter_id]


def test_sealing_the_letter_leaves_the_other_matter_open(
    database: Database, keys: Keys, house: House, letter_id: int
) -> None:
    with database.writing() as session:
        letter = session.get_one(Case, letter_id)
        at_desk = turn(house.clerk, letter)
        part = split(session, keys, at_desk, PART, new_code(keys, 0, is_fast=True), now=NOW)
        kind = CaseKind.DENUNCIATION
        seal(session, turn(house.clerk, letter), kind, house.chief.id, "Tố cáo.", now=NOW)
        assert part.handler_id is None
        assert [one.is_sealed for one in parts_of(session, part)] == [True]


@pytest.mark.parametrize(
    "wrong",
    [
        Portion(CaseKind.DENUNCIATION, Subject.LOCAL_LIFE, "Lời."),
        Portion(CaseKind.REPORT, Subject.LOCAL_LIFE, " "),
    ],
)
def test_an_empty_part_or_a_formal_one_makes_no_case(
    database: Database, keys: Keys, house: House, letter_id: int, wrong: Portion
) -> None:
    with database.writing() as session:
        at_desk = turn(house.clerk, session.get_one(Case, letter_id))
        with pytest.raises(InvalidInputError):
            split(session, keys, at_desk, wrong, new_code(keys, 0, is_fast=True), now=NOW)
        assert session.query(Case).count() == 1

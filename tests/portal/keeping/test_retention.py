"""What is over is erased once its period has passed, and a tombstone says so."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.cases.events import verify_chain
from portal.cases.kinds import State
from portal.clock import local_day
from portal.config import Config
from portal.db import Database
from portal.fieldwork.drafting import Desk
from portal.fieldwork.slips.issuing import StackPlan, issue
from portal.files.errors import FileMissingError
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.keeping.retention.erasing import erase_daily
from portal.keeping.retention.periods import OWN, Kept, period
from portal.offices.events import Actor
from portal.offices.links import make_link
from portal.offices.models import PasswordLink, StaffSession
from portal.offices.sessions import start_session
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.models import Contact
from portal.people.store import erasures_of
from tests.builders import make_point, make_survey
from tests.portal.cases.handling.builders import NOW, House, case_at, make_house
from tests.portal.keeping.houses import PICTURE, SENDER, attachment

YEAR = timedelta(days=365)
FIVE_YEARS = timedelta(days=1825)


@dataclass(frozen=True)
class Office:
    """A finished case and an open one, each with a contact and a file."""

    house: House
    database: Database
    shelf: Shelf
    config: Config
    finished: int
    still_open: int
    keys: tuple[str, str]

    def erase(self, now: datetime, config: Config | None = None) -> int:
        return erase_daily(self.database, self.shelf, config or self.config, now=now)

    def contacts(self) -> set[int]:
        with self.database.reading() as session:
            return set(session.scalars(select(Contact.case_id)))

    def files(self) -> set[int | None]:
        with self.database.reading() as session:
            return set(session.scalars(select(Attachment.case_id)))


@pytest.fixture
def office(database: Database, config: Config) -> Office:
    shelf = Shelf(config.data_dir / "files", config.keys)
    keys = (shelf.put(PICTURE), shelf.put(PICTURE))
    with database.writing() as session:
        house = make_house(session)
        cases = (
            case_at(session, house, State.ANSWERED, number=1),
            case_at(session, house, State.ASSIGNED, number=2),
        )
        for case, key in zip(cases, keys, strict=True):
            owner = ContactOwner(case.authority_id, case.id)
            keep_contact(session, config.keys, owner, SENDER, now=NOW)
            session.add(attachment(case, key))
        ids = (cases[0].id, cases[1].id)
    return Office(house, database, shelf, config, *ids, keys)


def test_a_contact_goes_on_the_day_its_period_ends_and_not_before(office: Office) -> None:
    both = {office.finished, office.still_open}
    assert office.erase(NOW + YEAR - timedelta(days=1)) == 0
    assert office.contacts() == both
    assert office.erase(NOW + YEAR) == 1
    assert office.contacts() == {office.still_open}
    assert office.files() == both
    with office.database.reading() as session:
        [stone] = erasures_of(session, office.finished)
        assert (stone.what, stone.n, stone.days) == (Kept.CONTACT, 1, 365)
        assert stone.erased_on == local_day(NOW + YEAR)
        assert "91/2025/QH15" in stone.source
        assert verify_chain(session, office.house.authority.id) is None


def test_files_go_later_from_table_and_disk(office: Office) -> None:
    assert office.erase(NOW + FIVE_YEARS) == 2  # the contact too
    assert office.files() == {office.still_open}
    with pytest.raises(FileMissingError):
        office.shelf.open(office.keys[0])
    assert office.shelf.open(office.keys[1]).read() == PICTURE
    with office.database.reading() as session:
        assert [one.what for one in erasures_of(session, office.finished)] == [
            Kept.CONTACT,
            Kept.ATTACHMENT,
        ]
        assert erasures_of(session, office.still_open) == []


def test_it_is_done_once_a_day(office: Office) -> None:
    assert office.erase(NOW + YEAR - timedelta(hours=26)) == 0
    assert office.erase(NOW + YEAR) == 1
    with office.database.writing() as session:
        owner = ContactOwner(office.house.authority.id, office.finished)
        keep_contact(session, office.config.keys, owner, SENDER, now=NOW)
    assert office.erase(NOW + YEAR + timedelta(hours=3)) == 0
    # A backup put back brings what was erased: the next day it goes again.
    assert office.erase(NOW + YEAR + timedelta(days=1)) == 1
    assert office.contacts() == {office.still_open}


def test_a_commune_sets_its_own_period(office: Office) -> None:
    own = replace(office.config, keep_contact_days=30)
    assert period(Kept.CONTACT, own).source == OWN
    assert office.erase(NOW + timedelta(days=30), own) == 1
    with office.database.reading() as session:
        [stone] = erasures_of(session, office.finished)
        assert (stone.days, stone.source) == (30, OWN)


def test_sign_ins_are_forgotten(office: Office) -> None:
    with office.database.writing() as session:
        staff = office.house.clerk
        start_session(session, office.config.keys, staff.id, NOW)
        make_link(session, office.config.keys, Actor(staff.authority_id), staff.id, now=NOW)
    counted = {}
    for days in (0, 1, 31, 33):
        office.erase(NOW + timedelta(days=days, hours=1))
        with office.database.reading() as session:
            counted[days] = tuple(
                session.scalar(select(func.count()).select_from(table))
                for table in (StaffSession, PasswordLink)
            )
    assert counted == {0: (1, 1), 1: (0, 1), 31: (0, 1), 33: (0, 0)}


def test_slips_go_a_month_after_their_last_day(office: Office) -> None:
    with office.database.writing() as session:
        point = make_point(session, office.house.unit)
        survey = make_survey(session, office.house.authority)
        plan = StackPlan(survey.id, point.id, 5, local_day(NOW), local_day(NOW))
        desk = Desk(Actor(office.house.authority.id))
        stack = issue(session, office.config.keys, desk, plan, now=NOW)
    over = stack.valid_through - local_day(NOW)
    assert office.erase(NOW + over + timedelta(days=29)) == 0
    assert office.erase(NOW + over + timedelta(days=30)) == 5


def test_the_day_is_the_day_of_viet_nam(office: Office) -> None:
    """The case ended on 20 November in Việt Nam; the period ends when a day begins there."""
    midnight = datetime(2027, 11, 19, 17, 0, tzinfo=UTC)
    assert office.erase(midnight - timedelta(seconds=1)) == 0
    assert office.erase(midnight) == 1

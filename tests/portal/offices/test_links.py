"""A link sets one password, once, within two days, and looking at it costs nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portal.db import Database
from portal.errors import NotFoundError
from portal.keys import Keys
from portal.offices.errors import LinkSpentError
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.links import LIVES_FOR, change_password, make_link, owner_of_link, use_link
from portal.offices.models import OfficeEvent, PasswordLink, Staff, StaffSession
from portal.offices.sessions import start_session
from portal.offices.staffing import deactivate
from tests.builders import make_authority, make_staff

TICK = timedelta(microseconds=1)


@pytest.fixture
def people(database: Database) -> tuple[Actor, Staff]:
    with database.writing() as session:
        authority = make_authority(session)
        admin = make_staff(session, authority, "admin", Role.ADMINISTRATOR)
        officer = make_staff(session, authority, "lan", Role.CASE_OFFICER)
    return Actor(authority.id, admin.id), officer


def _link(database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime) -> str:
    actor, officer = people
    with database.writing() as session:
        return make_link(session, keys, actor, officer.id, now=now)


def _use(database: Database, keys: Keys, token: str, now: datetime, hashed: str = "new") -> None:
    with database.writing() as session:
        use_link(session, keys, token, hashed, now=now)


def test_looking_does_not_spend_the_link_but_setting_does(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)
    for _ in range(3):
        with database.reading() as session:
            assert owner_of_link(session, keys, token, now).username == "lan"
    _use(database, keys, token, now)
    with pytest.raises(LinkSpentError):
        _use(database, keys, token, now, "second")
    with database.reading() as session:
        assert session.get_one(Staff, people[1].id).password_hash == "new"
        with pytest.raises(LinkSpentError):
            owner_of_link(session, keys, token, now)


def test_a_link_lives_two_days(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)
    with pytest.raises(LinkSpentError):
        _use(database, keys, token, now + LIVES_FOR)
    _use(database, keys, token, now + LIVES_FOR - TICK)


def test_a_newer_link_replaces_the_older(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    older, newer = (_link(database, keys, people, now) for _ in range(2))
    with pytest.raises(LinkSpentError):
        _use(database, keys, older, now)
    _use(database, keys, newer, now)


def test_the_table_holds_no_token(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)
    assert len(token) >= 43
    with database.reading() as session:
        assert session.scalars(select(PasswordLink.digest)).one() != token.encode()
        assert token not in str([row.data for row in session.scalars(select(OfficeEvent))])
    with pytest.raises(LinkSpentError):
        _use(database, Keys(b"another installation's secret, 32+"), token, now)


def test_a_new_password_ends_every_session(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)
    with database.writing() as session:
        start_session(session, keys, people[1].id, now)
    _use(database, keys, token, now)
    with database.reading() as session:
        assert session.scalars(select(StaffSession)).all() == []


def test_one_s_own_change_keeps_this_browser_and_kills_open_links(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)
    with database.writing() as session:
        start_session(session, keys, people[1].id, now)
        here = session.scalars(select(StaffSession.digest)).one()
        start_session(session, keys, people[1].id, now)
        change_password(session, people[1].id, "own", here, now=now)
    with database.reading() as session:
        assert session.scalars(select(StaffSession.digest)).all() == [here]
    with pytest.raises(LinkSpentError):
        _use(database, keys, token, now)


def test_the_link_of_a_closed_account_is_dead(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)
    with database.writing() as session:
        deactivate(session, people[0], people[1].id, now=now)
    with pytest.raises(LinkSpentError):
        _use(database, keys, token, now)


def test_an_administrator_makes_no_link_for_another_commune(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    with database.writing() as session:
        other = make_authority(session, slug="xa-khac", code="99002")
        stranger = make_staff(session, other, "la")
    with pytest.raises(NotFoundError), database.writing() as session:
        make_link(session, keys, people[0], stranger.id, now=now)


def test_of_two_hands_on_one_link_one_wins(
    database: Database, keys: Keys, people: tuple[Actor, Staff], now: datetime
) -> None:
    token = _link(database, keys, people, now)

    def attempt(number: int) -> bool:
        try:
            _use(database, keys, token, now, f"hash {number}")
        except LinkSpentError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1

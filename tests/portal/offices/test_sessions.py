"""Sessions end by themselves, can be ended, and leave nothing usable in the table."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from portal.db import Database
from portal.keys import Keys
from portal.offices.errors import SignInRefusedError
from portal.offices.kinds import Role
from portal.offices.models import Staff, StaffSession
from portal.offices.sessions import (
    IDLE_FOR,
    LIVES_FOR,
    SEEN_EVERY,
    is_due_to_be_seen,
    mark_seen,
    revoke_all,
    session_of,
    sign_in,
    sign_out,
    start_session,
)
from tests.builders import make_authority, make_staff, make_unit

TICK = timedelta(microseconds=1)


@pytest.fixture
def officer(database: Database) -> Staff:
    with database.writing() as session:
        authority = make_authority(session)
        unit = make_unit(session, authority)
        roles = (Role.CASE_OFFICER, Role.ONE_STOP_CLERK)
        staff = make_staff(session, authority, "lan", *roles, unit=unit)
        staff.password_hash = "hash"
    return staff


def _token(database: Database, keys: Keys, staff: Staff, now: datetime) -> str:
    with database.writing() as session:
        return start_session(session, keys, staff.id, now)


def _is_in(database: Database, keys: Keys, token: str, now: datetime) -> bool:
    with database.reading() as session:
        return session_of(session, keys, token, now) is not None


def test_a_token_leads_to_its_person_with_unit_and_roles_in_two_queries(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    token = _token(database, keys, officer, now)
    queries: list[str] = []
    with database.reading() as session:
        event.listen(database.engine, "before_cursor_execute", lambda *a: queries.append(a[2]))
        row = session_of(session, keys, token, now)
        assert row is not None
        assert row.staff.unit is not None
        assert row.staff.unit.name == "Trung tâm Phục vụ hành chính công"
        assert row.staff.authority.slug == "xa-suoi-mo"
        assert row.staff.roles == {Role.CASE_OFFICER, Role.ONE_STOP_CLERK}
    assert len([query for query in queries if query.startswith("SELECT")]) == 2


def test_the_table_holds_no_token(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    token = _token(database, keys, officer, now)
    with database.reading() as session:
        assert token.encode() not in session.scalars(select(StaffSession.digest)).one()
    assert not _is_in(database, Keys(b"another installation's secret, 32+"), token, now)
    assert not _is_in(database, keys, "made up", now)


def test_a_session_ends_after_a_working_day_however_busy(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    token = _token(database, keys, officer, now)
    end = now + LIVES_FOR
    with database.writing() as session:
        digest = session.scalars(select(StaffSession.digest)).one()
        mark_seen(session, digest, now=end - TICK)
    assert _is_in(database, keys, token, end - TICK)
    assert not _is_in(database, keys, token, end)


def test_a_forgotten_browser_is_signed_out(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    token = _token(database, keys, officer, now)
    assert _is_in(database, keys, token, now + IDLE_FOR - TICK)
    assert not _is_in(database, keys, token, now + IDLE_FOR)


def test_a_session_is_marked_as_seen_only_now_and_then(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    token = _token(database, keys, officer, now)
    with database.reading() as session:
        row = session_of(session, keys, token, now)
        assert row is not None
        assert not is_due_to_be_seen(row, now + SEEN_EVERY - TICK)
        assert is_due_to_be_seen(row, now + SEEN_EVERY)


def test_a_closed_account_is_out_at_once(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    token = _token(database, keys, officer, now)
    with database.writing() as session:
        session.get_one(Staff, officer.id).is_active = False
    assert not _is_in(database, keys, token, now)


def test_signing_out_ends_this_browser_only(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    here, there = (_token(database, keys, officer, now) for _ in range(2))
    with database.writing() as session:
        row = session_of(session, keys, here, now)
        assert row is not None
        sign_out(session, row.digest)
    assert not _is_in(database, keys, here, now)
    assert _is_in(database, keys, there, now)


def test_all_browsers_but_one_can_be_signed_out(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    here, there = (_token(database, keys, officer, now) for _ in range(2))
    with database.writing() as session:
        row = session_of(session, keys, here, now)
        assert row is not None
        assert revoke_all(session, officer.id, keep=row.digest) == 1
    assert _is_in(database, keys, here, now)
    assert not _is_in(database, keys, there, now)


def test_signing_in_clears_away_what_ended(
    database: Database, keys: Keys, officer: Staff, now: datetime
) -> None:
    _token(database, keys, officer, now)
    with database.writing() as session:
        sign_in(session, keys, officer.id, "hash", now=now + LIVES_FOR)
    with database.reading() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"password_hash": "newer"}])
def test_what_changed_while_the_password_was_compared_refuses_the_sign_in(
    database: Database, keys: Keys, officer: Staff, now: datetime, change: dict[str, object]
) -> None:
    with database.writing() as session:
        for name, value in change.items():
            setattr(session.get_one(Staff, officer.id), name, value)
    with pytest.raises(SignInRefusedError), database.writing() as session:
        sign_in(session, keys, officer.id, "hash", now=now)

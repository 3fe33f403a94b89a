"""The two kinds of session, the names of broken constraints, and moments that keep their zone."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, TextClause, text
from sqlalchemy.orm import Session

from portal.db import Database
from portal.errors import ConstraintError, DatabaseUnavailableError
from portal.offices.models import Authority
from tests.builders import make_authority, make_unit


def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    hanoi = timezone(timedelta(hours=7))
    with database.writing() as session:
        authority = make_authority(session)
        authority.created_at = datetime(2026, 11, 20, 9, 30, tzinfo=hanoi)
    with database.reading() as session:
        read = session.get_one(Authority, authority.id).created_at
    assert read == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    assert read.utcoffset() == timedelta(0)


def test_a_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="naive"), database.writing() as session:
        make_authority(session).created_at = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001 the point


def test_nothing_is_kept_when_a_use_case_fails(database: Database) -> None:
    with pytest.raises(LookupError), database.writing() as session:
        fail_after_adding(session)
    with database.reading() as session:
        assert authorities(session) == 0


def test_a_broken_constraint_is_told_by_its_name(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        make_unit(session, authority, "Trạm Y tế")
    with pytest.raises(ConstraintError) as caught, database.writing() as session:
        make_unit(session, authority, "Trạm Y tế")
    assert caught.value.data == {"constraint": "uq_unit_authority_id_name"}


def test_a_change_in_a_reading_session_is_a_mistake(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
    with pytest.raises(AssertionError), database.reading() as session:
        session.get_one(Authority, authority.id).name = "Xã Khác"


def test_writers_queue_up_and_all_get_through(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)

    def add(number: int) -> None:
        with database.writing() as session:
            make_unit(session, authority, f"Phòng {number}")

    threads = [threading.Thread(target=add, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.execute(_count("unit")).scalar_one() == 12


def test_a_jotted_row_is_kept_or_gone_whole(database: Database) -> None:
    with database.writing() as session:
        authority_id = make_authority(session).id
    with database.jotting() as connection:
        connection.execute(_add_unit(), {"id": authority_id, "name": "Phòng Kinh tế"})
    with pytest.raises(LookupError), database.jotting() as connection:
        fail_after_jotting(connection, authority_id)
    with database.glancing() as connection:
        assert connection.execute(_count("unit")).scalar_one() == 1


def test_whoever_jots_waits_for_whoever_writes(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'portal.sqlite'}")
    begun: list[str] = []

    def jot() -> None:
        with database.jotting():
            begun.append("jotting")

    with database.writing():
        thread = threading.Thread(target=jot)
        thread.start()
        thread.join(0.2)
        begun.append("written")
    thread.join()
    database.dispose()
    assert begun == ["written", "jotting"]


def test_connections_that_the_server_ended_are_replaced(postgresql_database: Database) -> None:
    url = postgresql_database.engine.url.render_as_string(hide_password=False)
    database = Database(url)
    with database.reading() as one, database.reading() as other:
        pids = [session.scalar(text("SELECT pg_backend_pid()")) for session in (one, other)]
    end = text("SELECT pg_terminate_backend(pid, 5000) FROM unnest(:pids) AS pid")
    with postgresql_database.glancing() as connection:
        assert list(connection.scalars(end, {"pids": pids})) == [True, True]
    for _ in pids:
        with database.reading() as session:
            assert session.scalar(text("SELECT pg_backend_pid()")) not in pids
    database.dispose()


def test_a_lock_that_hangs_is_not_waited_for_forever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.db.BUSY_TIMEOUT_MS", 50)
    ours, theirs = (Database(f"sqlite:///{tmp_path / 'portal.sqlite'}") for _ in range(2))
    with theirs.writing(), pytest.raises(DatabaseUnavailableError), ours.writing():
        pass
    with ours.writing() as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
    ours.dispose()
    theirs.dispose()


def test_a_disk_that_does_not_take_the_lock_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite"
    path.with_name("portal.sqlite.lock").mkdir()
    database = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailableError), database.writing():
        pass
    database.dispose()


def test_a_database_that_is_gone_is_said_so() -> None:
    gone = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseUnavailableError), gone.reading() as session:
        session.execute(_count("unit"))


def fail_after_adding(session: Session) -> None:
    make_authority(session)
    raise LookupError


def fail_after_jotting(connection: Connection, authority_id: int) -> None:
    connection.execute(_add_unit(), {"id": authority_id, "name": "Trạm Y tế"})
    raise LookupError


def authorities(session: Session) -> int:
    return int(session.execute(_count("authority")).scalar_one())


def _add_unit() -> TextClause:
    return text(
        "INSERT INTO unit (authority_id, name, kind, position, is_active)"
        " VALUES (:id, :name, 'internal', 0, true)"
    )


def _count(table: str) -> TextClause:
    return text(f"SELECT count(*) FROM {table}")  # noqa: S608 a name of ours

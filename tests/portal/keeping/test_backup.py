"""A backup put back is the installation again, on either database, whatever was written since."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import Connection, func, inspect, select

from portal import schema
from portal.cases.models import Case
from portal.keeping import store
from portal.keeping.backup import Installation, take
from portal.keeping.restore import restore
from portal.keeping.rows import Table
from portal.keeping.verify import verify
from portal.models import Base
from portal.offices.models import StaffSession
from portal.people.contacts import open_contact
from portal.people.details import ReadingPurpose
from tests.builders import make_authority
from tests.conftest import NOW
from tests.portal.cases.builders import make_case
from tests.portal.keeping.houses import KEY, PICTURE, SENDER, Writer, everything, is_sound, taken


def test_a_backup_put_back_is_the_installation_again(
    house: Installation, empty: Installation
) -> None:
    before = everything(house)
    manifest = restore(empty, BytesIO(taken(house)), KEY).result()
    assert everything(empty) == before
    assert manifest.counts == {name: len(rows) for name, rows in before.items()}
    assert manifest.counts["response"] == 26
    assert manifest.counts["envelope"] == 2
    with empty.database.reading() as session:
        assert is_sound(session)
        assert session.scalar(select(func.count()).select_from(StaffSession)) == 0
    [key] = [row[5] for row in before["attachment"]]  # type: ignore[index]
    assert empty.shelf.open(str(key)).read() == PICTURE
    with empty.database.writing() as session:
        case_id = int(before["contact"][0][0])  # type: ignore[index]
        purpose = ReadingPurpose.REPLY
        assert open_contact(session, empty.keys, case_id, 1, purpose, NOW) == SENDER


def test_life_goes_on_after_a_restore(house: Installation, empty: Installation) -> None:
    restore(empty, BytesIO(taken(house)), KEY)
    with empty.database.writing() as session:
        authority = make_authority(session, slug="xa-moi", code="99009")
        make_case(session, authority, number=99)
    with empty.database.reading() as session:
        assert is_sound(session)


def test_what_is_written_meanwhile_neither_waits_nor_comes_half_into_the_backup(
    house: Installation, empty: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cases are made all the while: in the backup are those of one moment, with all their rows."""
    before, rows_of = everything(house), store.rows_of
    writer = Writer(house)

    def slowly(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
        if table.name in {"case", "case_event", "case_text", "event_chain"}:
            writer.wait_for_more(3)
        return rows_of(connection, table)

    monkeypatch.setattr(store, "rows_of", slowly)
    with writer.writing():
        writer.wait_for_more(5)
        backup = taken(house)
    monkeypatch.undo()
    manifest = restore(empty, BytesIO(backup), KEY).result()
    new = {name: count - len(before[name]) for name, count in manifest.counts.items()}
    assert 5 <= new["case"] < writer.written - 10
    assert new["case"] == new["case_text"] == new["case_event"]
    assert new["event_chain"] == new["authority"] == 1
    with empty.database.reading() as session:
        assert is_sound(session)


def test_an_attachment_that_is_erased_meanwhile_is_named_and_nothing_else_fails(
    house: Installation,
) -> None:
    with house.database.snapshot() as connection:
        [key] = store.file_keys(connection)
    house.shelf.discard(key)
    manifest = take(house, target := BytesIO(), KEY.public, now=NOW)
    assert (manifest.files, manifest.absent) == (0, [key])
    verify(BytesIO(target.getvalue()), KEY)


def test_an_older_schema_is_put_back_as_it_was_and_then_migrated(
    house: Installation, empty: Installation
) -> None:
    head = schema.current(house.database)
    with house.database.snapshot() as connection:
        assert inspect(connection).has_table("office_event")
    before = everything(house)
    backup = taken(house)
    schema.upgrade(empty.database, "0002")
    restore(empty, BytesIO(backup), KEY)
    assert schema.current(empty.database) == head
    assert everything(empty) == before


def test_every_table_is_kept_or_left_out_on_purpose(house: Installation) -> None:
    with house.database.snapshot() as connection:
        kept = {table.name for table in store.tables(connection)}
    assert kept | store.LEFT_OUT == {table.name for table in Base.metadata.sorted_tables} | {
        "alembic_version"
    }


def test_both_databases_describe_their_tables_alike(
    house: Installation, empty: Installation
) -> None:
    schema.upgrade(empty.database)
    with house.database.snapshot() as one, empty.database.snapshot() as other:
        assert {t.name: t for t in store.tables(one)} == {t.name: t for t in store.tables(other)}


def test_no_row_points_ahead_in_its_own_table() -> None:
    """Rows come back in the order of their keys: one that points ahead in its table could not.

    A part split off a letter is younger than the letter, so it points back.
    """
    own = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is table
    }
    assert own == {"case.split_from_id"}


def test_rows_lie_in_a_backup_by_their_key_and_not_as_they_came(house: Installation) -> None:
    with house.database.snapshot() as connection:
        for table in store.tables(connection):
            if table.name in {"response", "visit", "comment", "envelope", "submission"}:
                ids = [row[0] for part in store.rows_of(connection, table) for row in part]
                assert ids == sorted(ids)


def test_a_case_comes_back_before_the_younger_one_it_is_answered_with(
    house: Installation, empty: Installation
) -> None:
    ends = select(func.min(Case.id), func.max(Case.id))
    with house.database.writing() as session:
        oldest, youngest = session.execute(ends).one()
        assert oldest < youngest
        session.get_one(Case, oldest).merged_into_id = youngest
    restore(empty, BytesIO(taken(house)), KEY)
    with empty.database.reading() as session:
        assert session.get_one(Case, oldest).merged_into_id == youngest


def test_cases_are_found_again(house: Installation, empty: Installation) -> None:
    restore(empty, BytesIO(taken(house)), KEY)
    with house.database.reading() as one, empty.database.reading() as other:
        query = select(Case.reference, Case.received_at, Case.secret_hash).order_by(Case.id)
        assert one.execute(query).all() == other.execute(query).all()

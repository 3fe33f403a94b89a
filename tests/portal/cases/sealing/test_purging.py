"""Purged: no canary in any table, in the file of the database, on the shelf or in a backup."""

import json
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from portal.cases.events import verify_chain
from portal.cases.handling.turns import Turn
from portal.cases.models import Case
from portal.cases.sealing.purging import purge
from portal.cases.sealing.sealing import hand_over
from portal.db import Database
from portal.errors import NotFoundError
from portal.files.shelf import Shelf
from portal.keeping import store as keeping
from portal.keys import Keys
from portal.people.store import erasures_of
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    make_house,
    viewer,
)
from tests.portal.cases.handling.builders import turn as turn_of
from tests.portal.cases.sealing.canaries import CANARY, canary_case, seal_it


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        return make_house(session)


def everything(database: Database) -> str:
    """Return every cell of every table, as the database itself holds it."""
    with database.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        rows = [list(connection.execute(text(f'SELECT * FROM "{name}"'))) for name in names]  # noqa: S608  # names of our own tables
    return repr(rows)


def backed_up(database: Database) -> str:
    """Return every row a backup would hold."""
    with database.snapshot() as connection:
        parts = [
            [list(row) for page in keeping.rows_of(connection, one) for row in page]
            for one in keeping.tables(connection)
        ]
    return json.dumps(parts, default=str, ensure_ascii=False)


def sealed_and_handed_over(database: Database, keys: Keys, shelf: Shelf, house: House) -> Turn:
    case_id = canary_case(database, keys, shelf, house)
    with database.writing() as session:
        seal_it(session, house, case_id, house.clerk, house.chief)
        case = session.get_one(Case, case_id)
        hand_over(session, turn_of(house.chief, case), "Công an tỉnh", 3, now=NOW)
    return Turn(viewer(house.chief), case_id)


def test_after_the_purge_nothing_that_was_written_is_anywhere(
    database: Database, keys: Keys, tmp_path: Path, house: House
) -> None:
    shelf = Shelf(tmp_path / "files", keys)
    turn = sealed_and_handed_over(database, keys, shelf, house)
    assert CANARY in everything(database)
    purge(database, shelf, turn, now=NOW)
    assert CANARY not in everything(database)
    assert CANARY not in backed_up(database)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    if database.is_sqlite:
        folder = Path(database.engine.url.database or "").parent
        raw = b"".join(path.read_bytes() for path in folder.glob("portal.sqlite*"))
        assert CANARY.encode() not in raw


def test_events_and_a_tombstone_stay_and_the_chain_holds(
    database: Database, keys: Keys, tmp_path: Path, house: House
) -> None:
    shelf = Shelf(tmp_path / "files", keys)
    turn = sealed_and_handed_over(database, keys, shelf, house)
    purge(database, shelf, turn, now=NOW)
    with database.reading() as session:
        case = session.get_one(Case, turn.case_id)
        (tombstone,) = erasures_of(session, case.id)
        # Story, preview, question, answer, note, why it was sealed; one file; one contact.
        assert (tombstone.what, tombstone.n, tombstone.days) == ("handed_over", 8, 0)
        assert agrees_with_its_events(session, case)
        assert verify_chain(session, house.authority.id) is None


def test_before_the_handover_and_by_others_nothing_is_purged(
    database: Database, keys: Keys, tmp_path: Path, house: House
) -> None:
    shelf = Shelf(tmp_path / "files", keys)
    turn = sealed_and_handed_over(database, keys, shelf, house)
    with pytest.raises(NotFoundError):
        purge(database, shelf, Turn(viewer(house.clerk), turn.case_id), now=NOW)
    assert CANARY in everything(database)

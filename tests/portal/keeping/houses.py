"""Installations for the tests: one with a bit of everything in it, and empty ones beside it."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.events import verify_chain
from portal.cases.models import Case
from portal.db import Database
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.keeping import store
from portal.keeping.age import PrivateKey
from portal.keeping.backup import Installation, take
from portal.keys import Keys
from portal.offices.models import Staff
from portal.offices.sessions import start_session
from portal.offices.store import authorities
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.details import ContactDetails
from portal.ratings.contents import Contents
from portal.ratings.counting import wrong_cells
from tests.builders import make_authority
from tests.conftest import NOW
from tests.portal.cases.builders import make_case
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import World, make_world

KEY = PrivateKey.parse("AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG")
PICTURE = os.urandom(100_000)
"""Longer than one sealed chunk."""
SENDER = ContactDetails(name="Nguyễn Thị Hoa", phone="0200 000 001")


def installation(database: Database, keys: Keys, folder: Path) -> Installation:
    return Installation(database, Shelf(folder / "files", keys), keys)


def furnish(house: Installation) -> World:
    """Fill an installation: cases, ratings counted and waiting, a contact, a file, a session."""
    world = make_world(house.database, house.keys)
    said = Contents({"overall": 5}, texts={"comment": "Cô cán bộ rất tận tình."})
    rate(house.database, house.keys, world.commune, NOW, contents=said, times=2)
    key = house.shelf.put(PICTURE)
    with house.database.writing() as session:
        case = session.scalars(select(Case).order_by(Case.id)).first()
        staff = session.scalars(select(Staff)).first()
        assert case is not None
        assert staff is not None
        owner = ContactOwner(case.authority_id, case.id)
        keep_contact(session, house.keys, owner, SENDER, now=NOW)
        session.add(attachment(case, key))
        start_session(session, house.keys, staff.id, NOW)
    return world


def attachment(case: Case, key: str, position: int = 1) -> Attachment:
    return Attachment(
        authority_id=case.authority_id,
        case_id=case.id,
        origin="sender",
        key=key,
        media_type="image/jpeg",
        extension="jpg",
        size_bytes=len(PICTURE),
        sha256=bytes(32),
        position=position,
        created_at=NOW,
    )


def taken(house: Installation) -> bytes:
    target = BytesIO()
    take(house, target, KEY.public, now=NOW)
    return target.getvalue()


def everything(house: Installation) -> dict[str, list[object]]:
    """Return all rows of all kept tables, as a backup has them."""
    with house.database.snapshot() as connection:
        return {
            table.name: [tuple(row) for part in store.rows_of(connection, table) for row in part]
            for table in store.tables(connection)
        }


def is_sound(session: Session) -> bool:
    """Say whether chains are whole and counts are the ratings they count."""
    return all(
        verify_chain(session, one.id) is None and wrong_cells(session, one.id) == 0
        for one in authorities(session)
    )


class Writer:
    """Someone who hands in cases all the while."""

    def __init__(self, house: Installation) -> None:
        self.written = 0
        self._house = house
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write)

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join()

    def wait_for_more(self, count: int) -> None:
        wanted = self.written + count
        while self.written < wanted:
            assert self._thread.is_alive()
            time.sleep(0.001)

    def _write(self) -> None:
        with self._house.database.writing() as session:
            authority = make_authority(session, slug="xa-ban-ron", code="99008")
        while not self._stop.is_set():
            with self._house.database.writing() as session:
                make_case(session, authority, number=self.written)
            self.written += 1

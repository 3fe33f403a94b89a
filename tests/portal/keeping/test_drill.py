"""The restore drill: a year of a commune, backed up under load, put back on both databases."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.cases.events import facts_of, replay
from portal.cases.models import Case
from portal.config import Config
from portal.db import Database
from portal.demo.make import make
from portal.keeping.backup import Installation
from portal.keeping.restore import restore
from portal.keeping.verify import verify
from tests.portal.keeping.conftest import NewHouse
from tests.portal.keeping.houses import (
    KEY,
    PICTURE,
    Writer,
    attachment,
    everything,
    installation,
    is_sound,
    taken,
)
from tests.portal.reports.world import NOW

pytestmark = pytest.mark.slow
ATTACHMENTS = 40


@pytest.fixture
def commune(database: Database, config: Config, tmp_path: Path) -> Installation:
    make(database, config, "four-words-to-sign-in", now=NOW)
    house = installation(database, config.keys, tmp_path)
    keys = [house.shelf.put(PICTURE) for _ in range(ATTACHMENTS)]
    with database.writing() as session:
        cases = session.scalars(select(Case).order_by(Case.id).limit(ATTACHMENTS)).all()
        session.add_all(attachment(*pair) for pair in zip(cases, keys, strict=True))
    return house


def test_the_drill(commune: Installation, new_house: NewHouse) -> None:
    writer = Writer(commune)
    with writer.writing():
        writer.wait_for_more(3)
        began, written = time.monotonic(), writer.written
        backup = taken(commune)
        seconds, meanwhile = time.monotonic() - began, writer.written - written
    # Whoever writes is not kept waiting: a good many cases came in while the backup was made.
    assert meanwhile > seconds
    manifest = verify(BytesIO(backup), KEY).result()
    assert manifest.files == ATTACHMENTS
    assert 150 + written <= manifest.counts["case"] <= 150 + written + meanwhile + 1
    engines = ("postgresql", "sqlite") if commune.database.is_sqlite else ("sqlite", "postgresql")
    there = new_house(engines[0])
    restore(there, BytesIO(backup), KEY)
    as_it_was = everything(there)
    assert {name: len(rows) for name, rows in as_it_was.items()} == manifest.counts
    with there.database.reading() as session:
        assert is_sound(session)
        assert all(replay(session, c.id) == facts_of(c) for c in session.scalars(select(Case)))
    back = new_house(engines[1])
    restore(back, BytesIO(taken(there)), KEY)
    assert everything(back) == as_it_was
    with back.database.reading() as session:
        assert is_sound(session)

"""A commune that can receive petitions, at the moment all tests share."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from portal.db import Database
from tests.builders import make_point, make_unit, make_village
from tests.portal.cases.intake.builders import make_open_commune


@pytest.fixture
def commune(database: Database) -> int:
    """The id of a commune with a calendar, a village and a counter (code K7M2QXG)."""
    with database.writing() as session:
        authority = make_open_commune(session)
        make_village(session, authority)
        make_point(session, make_unit(session, authority), code="K7M2QXG")
        return authority.id


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    """The clock stands still at `now` until a test shifts it."""
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller

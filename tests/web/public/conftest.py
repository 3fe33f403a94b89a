"""A commune with an October behind it, seen on 20 November 2026."""

from collections.abc import Iterator

import pytest
import time_machine

from portal.db import Database
from portal.keys import Keys
from tests.portal.reports.world import NOW, World, make_world


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)

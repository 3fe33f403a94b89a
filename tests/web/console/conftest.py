"""A commune on a Friday morning, for the console's pages."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from portal.cases.kinds import State
from portal.db import Database
from tests.portal.cases.handling.builders import NOW, House, case_at, make_house

MakeCase = Callable[..., str]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def house(database: Database, clock: time_machine.Traveller) -> House:
    with database.writing() as session:
        return make_house(session)


@pytest.fixture
def page_at(database: Database, house: House) -> MakeCase:
    """Make a case that has come as far as a state, and return the address of its page."""

    def make(state: State, number: int = 1) -> str:
        with database.writing() as session:
            return f"/console/vu-viec/{case_at(session, house, state, number=number).reference}"

    return make

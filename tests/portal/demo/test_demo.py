"""The demonstration is made by the same use cases as real input, and its figures hold."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from portal.cases.events import facts_of, replay, verify_chain
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.config import Config
from portal.db import Database
from portal.demo.clockwork import Life, play
from portal.demo.make import make
from portal.offices.models import Authority, ServicePoint, Unit, Village
from portal.offices.store import authorities
from portal.ratings.counting import wrong_cells
from portal.ratings.models import Response
from portal.reports.byhand.models import HandFigure
from portal.reports.unitparts.models import UnitPart

pytestmark = pytest.mark.slow
MOMENT = datetime(2026, 11, 22, 5, tzinfo=UTC)


def test_the_commune_has_a_year_behind_it_in_all_states(database: Database, config: Config) -> None:
    make(database, config, "four-words-to-sign-in", now=MOMENT)
    with database.reading() as session:
        authority = authorities(session)[0]
        assert authority.is_demo
        assert verify_chain(session, authority.id) is None
        assert wrong_cells(session, authority.id) == 0
        cases = list(session.scalars(select(Case)))
        assert len(cases) == 157
        assert {case.state for case in cases} == set(State)
        assert all(case.received_at <= MOMENT for case in cases)
        assert all(replay(session, case.id) == facts_of(case) for case in cases)
        counts = Counter(
            {t: session.scalar(select(func.count()).select_from(t)) for t in (Unit, Village)}
        )
        assert (counts[Unit], counts[Village]) == (9, 8)
        assert session.scalar(select(func.count()).select_from(ServicePoint)) == 6
        assert (session.scalar(select(func.count()).select_from(Response)) or 0) > 2000
        assert session.scalar(select(func.count()).select_from(Authority)) == 1
        states = session.scalars(select(UnitPart.state).order_by(UnitPart.state)).all()
        assert Counter(states) == {"accepted": 1, "sent": 1, "draft": 6}
        assert set(session.scalars(select(HandFigure.state))) == {"in_force"}


def test_lives_are_played_in_the_order_of_time_and_stop_at_the_end() -> None:
    told: list[str] = []

    def life(name: str, *hours: int) -> Life:
        for hour in hours:
            yield datetime(2026, 11, 20, hour, tzinfo=UTC)
            told.append(f"{name}{hour}")

    play(
        [lambda: life("a", 1, 4, 9), lambda: life("b", 2, 3, 5)],
        datetime(2026, 11, 20, 5, tzinfo=UTC),
    )
    assert told == ["a1", "b2", "b3", "a4", "b5"]

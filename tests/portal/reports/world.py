"""A commune with an October behind it: ratings folded into counts, petitions in every standing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portal.calendar.editing import OwnTerm, seed, set_term
from portal.calendar.rules import RuleCode
from portal.calendar.terms import Term, TermUnit
from portal.cases.acts import Actor
from portal.cases.kinds import Action
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.permissions import May
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.reports import periods
from tests.builders import make_staff
from tests.portal.cases.builders import make_case
from tests.portal.cases.registers.histories import House, moment
from tests.portal.cases.registers.stories import make_answered, make_published, say
from tests.portal.ratings.builders import Commune, make_commune, rate

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
OCTOBER = "2026-10"
# Levels of the first counter: 9 of 12 are satisfied; two were not concerned by the signs.
FIRST_COUNTER = ({"overall": 5, "manner": 5, "signs": 4}, {"overall": 4, "manner": 4, "signs": 0})


@dataclass(frozen=True)
class World:
    """The commune and the two people who may do everything in it."""

    commune: Commune
    house: House

    @property
    def authority_id(self) -> int:
        return self.commune.authority.id


def make_world(database: Database, keys: Keys, *, months_start_on: int = 1) -> World:
    commune = make_commune(database)
    with database.writing() as session:
        house = _house(session, commune)
        authority_id, founded = commune.authority.id, moment(date(2026, 1, 5))
        seed(session, authority_id, now=founded)
        set_term(
            session,
            authority_id,
            RuleCode.REPLY_OWN,
            OwnTerm(Term(10, TermUnit.WORKING), ""),
            actor_id=None,
            now=founded,
        )
        periods.seed(session, authority_id, 2026, months_start_on)
        make_petitions(session, house)
    make_ratings(database, keys, commune)
    return World(commune, house)


def _house(session: Session, commune: Commune) -> House:
    staff = [make_staff(session, commune.authority, f"officer.{n}", Role.DEPUTY) for n in "ab"]
    people = [Actor(one.id, None, frozenset(May)) for one in staff]
    return House(commune.authority, commune.units, (people[0], people[1]))


def make_ratings(database: Database, keys: Keys, commune: Commune) -> None:
    """Hand in 12 ratings at the first counter, 6 at the second and 8 at the clinic; fold them."""
    october = datetime(2026, 10, 7, 3, tzinfo=UTC)
    happy, calm = (Contents(levels) for levels in FIRST_COUNTER)
    cross = Contents({"overall": 2, "manner": 1, "signs": 3})
    for point, contents, times in [
        (0, happy, 7),
        (0, calm, 2),
        (0, cross, 3),
        (1, happy, 6),
        (2, calm, 8),
    ]:
        rate(database, keys, commune, october, point=point, contents=contents, times=times)
    fold(database, keys)


def make_petitions(session: Session, house: House) -> None:
    """Make seven petitions and a question; one of each standing touches October."""
    clerk = house.people[0]
    in_time = make_published(session, house, number=1)
    assert in_time.published_at is not None
    make_answered(session, house, number=2, answered_on=date(2026, 10, 26))
    without_due = make_case(session, house.authority, number=3, at=_at(6), due_on=None)
    say(session, without_due, Action.ANSWER_AT_ONCE, clerk, date(2026, 10, 7))
    refused = make_case(session, house.authority, number=4, at=_at(7), due_on="2026-10-21")
    say(session, refused, Action.NOT_ACCEPT, clerk, date(2026, 10, 8))
    passed_on = make_case(session, house.authority, number=5, at=_at(8), due_on="2026-10-22")
    say(session, passed_on, Action.FORWARD, clerk, date(2026, 10, 9))
    make_case(session, house.authority, number=6, at=_at(29), due_on="2026-11-12")
    september = moment(date(2026, 9, 14))
    make_case(session, house.authority, number=7, at=september, due_on="2026-09-28")
    make_case(session, house.authority, number=8, at=_at(12), kind="inquiry", due_on="2026-10-26")


def _at(day: int) -> datetime:
    return moment(date(2026, 10, day))

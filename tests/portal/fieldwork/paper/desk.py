"""A commune with a printed batch, and two people who type its sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import local_day
from portal.db import Database
from portal.fieldwork.paper import store
from portal.fieldwork.paper.batches import Order, order
from portal.fieldwork.paper.comparing import Again, compare, enter_again, head_of
from portal.fieldwork.paper.days import ClosedDays
from portal.fieldwork.paper.entering import Head, Outcome, enter, ready
from portal.fieldwork.paper.keying import read
from portal.fieldwork.paper.kinds import Channel
from portal.fieldwork.paper.models import PaperSheet
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.kinds import Role
from surveys.instrument import Instrument
from surveys.loading import load_builtin
from tests.builders import make_staff
from tests.portal.ratings.builders import Commune, make_commune

SHEETS = 20
GOOD = {"purpose": "1", "manner": "4", "overall": "5", "comment": "Nhanh gọn"}


@dataclass(frozen=True)
class Desk:
    """The commune, the two typists, and what is needed to type."""

    database: Database
    keys: Keys
    commune: Commune
    one: Actor
    other: Actor
    now: datetime

    @property
    def instrument(self) -> Instrument:
        return load_builtin("counter-short")

    def head(
        self,
        number: int | None = 1,
        *,
        channel: Channel = Channel.PAPER,
        given_on: date | None = None,
    ) -> Head:
        own = (self.commune.authority.id, self.commune.survey_id, self.commune.points[0].id)
        return Head(*own, given_on or local_day(self.now), channel, number)

    def first(self, head: Head, values: Mapping[str, str] = GOOD, *closed: ClosedDays) -> Outcome:
        keyed = read(self.instrument, values)
        typed = ready(self.keys, head, keyed, self.instrument, now=self.now)
        with self.database.writing() as session:
            return enter(session, self.keys, self.one, typed, closed, now=self.now)

    def second(
        self,
        sheet: PaperSheet,
        values: Mapping[str, str] = GOOD,
        *closed: ClosedDays,
        by: Actor | None = None,
    ) -> Outcome:
        keyed = read(self.instrument, values)
        typed = ready(self.keys, head_of(sheet), keyed, self.instrument, now=self.now)
        again = Again(sheet, typed, compare(self.keys, sheet, keyed, self.instrument))
        with self.database.writing() as session:
            return enter_again(session, by or self.other, again, closed, now=self.now)

    def waiting(self) -> list[PaperSheet]:
        with self.database.reading() as session:
            return [one.sheet for one in store.waiting(session, self.commune.authority.id)]


def make_desk(database: Database, keys: Keys, now: datetime) -> Desk:
    commune = make_commune(database)
    with database.writing() as session:
        one, other = (
            make_staff(session, commune.authority, name, Role.PAPER_TYPIST)
            for name in ("typist", "checker")
        )
        first, second = (Actor(commune.authority.id, staff.id) for staff in (one, other))
        order(session, first, Order(commune.survey_id, None, "vi", SHEETS), now=now)
    return Desk(database, keys, commune, first, second, now)

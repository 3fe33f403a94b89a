"""A commune with a stack of slips, and slips as citizens use them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.clock import local_day
from portal.db import Database
from portal.fieldwork.drafting import Desk
from portal.fieldwork.slips.issuing import StackPlan, codes_of, issue
from portal.fieldwork.slips.models import SlipStack
from portal.fieldwork.slips.spending import slip_at, spend
from portal.keys import Keys
from portal.offices.events import Actor
from tests.portal.ratings.builders import Commune, make_commune


@dataclass(frozen=True)
class Handed:
    """A stack of the first counter and its codes in the order in which they are handed out."""

    commune: Commune
    stack: SlipStack
    codes: list[str]


def make_slips(
    database: Database, keys: Keys, now: datetime, *, n: int = 20, commune: Commune | None = None
) -> Handed:
    """Print slips to be handed out today and tomorrow."""
    commune = commune or make_commune(database)
    today = local_day(now)
    plan = StackPlan(
        survey_id=commune.survey_id,
        service_point_id=commune.points[0].id,
        n=n,
        handed_from=today,
        handed_to=today + timedelta(days=1),
    )
    with database.writing() as session:
        stack = issue(session, keys, Desk(Actor(commune.authority.id)), plan, now=now)
    return Handed(commune, stack, codes_of(keys, stack))


def use(database: Database, keys: Keys, code: str, number: bytes, now: datetime) -> None:
    """Take a slip for a form as the page does, in a transaction of its own."""
    with database.jotting() as connection:
        spend(connection, keys, slip_at(connection, keys, code, now=now), number, now=now)

"""A stack of one-time slips of this week, some of them used, as people use them at home."""

import random
from datetime import datetime, timedelta

from portal.clock import local_day
from portal.db import Database
from portal.demo.commune import FIRST_POINT, Commune
from portal.demo.ratings import answers_in_mood
from portal.fieldwork.asking import USUAL_INSTRUMENT
from portal.fieldwork.drafting import Desk
from portal.fieldwork.slips.issuing import StackPlan, codes_of, issue, say_handed
from portal.fieldwork.slips.settling import settle
from portal.fieldwork.slips.spending import slip_at, spend
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.contents import SLIP, contents_of, half_month_of
from portal.ratings.folding import fold
from portal.ratings.intake import Rating, prepare, store_prepared
from surveys.loading import load_builtin

PRINTED, HANDED, USED = 60, 48, 17
THIS_WEEK = timedelta(days=5)
MOOD = 4.2


def hand_out_slips(
    database: Database, keys: Keys, commune: Commune, rng: random.Random, now: datetime
) -> None:
    """Print a stack for the first counter, hand most of it out, let some rate with it."""
    begun, today = now - THIS_WEEK, local_day(now)
    point = next(point for point in commune.points if point.name == FIRST_POINT)
    desk = Desk(Actor(commune.authority.id))
    plan = StackPlan(commune.survey_id, point.id, PRINTED, local_day(begun), today)
    with database.writing() as session:
        stack = issue(session, keys, desk, plan, now=begun)
        say_handed(session, desk, stack.id, HANDED, now=now)
    for code in codes_of(keys, stack)[:USED]:
        _use(database, keys, code, rng, now)
    settle(database, shuffle=rng.shuffle)
    fold(database, keys, shuffle=rng.shuffle)


def _use(database: Database, keys: Keys, code: str, rng: random.Random, now: datetime) -> None:
    """Take a slip and rate, in two transactions as the page does."""
    number, instrument = rng.randbytes(16), load_builtin(USUAL_INSTRUMENT)
    answers = answers_in_mood(instrument, rng, MOOD)
    with database.jotting() as connection:
        slip = slip_at(connection, keys, code, now=now)
        spend(connection, keys, slip, number, now=now)
    rating = Rating(
        authority_id=slip.place.authority_id,
        service_point_id=slip.place.service_point_id,
        survey_id=int(slip.place.survey_id or 0),
        given_on=half_month_of(local_day(now)),
        contents=contents_of(answers, instrument, channel=SLIP),
    )
    prepared = prepare(keys, number, rating, now=now)
    with database.jotting() as connection:
        store_prepared(connection, prepared, now=now)

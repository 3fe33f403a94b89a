"""Make the demonstration once: commune, a year of ratings, a hundred and fifty petitions."""

import random
from datetime import datetime, timedelta

from portal.calendar.store import load_calendar
from portal.clock import local_day
from portal.config import Config
from portal.db import Database
from portal.demo.commune import settle
from portal.demo.figures import speak
from portal.demo.hands import show_hands
from portal.demo.kiosks import stand_tablet
from portal.demo.lanes import show_lanes
from portal.demo.paper import type_sheets
from portal.demo.petitions import Stage, petition_for_a_year
from portal.demo.posters import hang_posters
from portal.demo.ratings import rate_for_a_year
from portal.demo.remedies import plan_remedies
from portal.demo.replies import show_replies
from portal.demo.reporting import report_last_month
from portal.demo.signals import something_unusual
from portal.demo.slips import hand_out_slips
from portal.offices.passwords import hasher
from portal.reports.periods import seed

SEED = 20261122
LIVED = timedelta(days=400)


def make(database: Database, config: Config, password: str, *, now: datetime) -> None:
    """Fill an empty database; the same day and seed give the same figures."""
    rng = random.Random(SEED)  # noqa: S311 figures to look at, no secrets
    password_hash = hasher(is_fast=config.fast_hashing).hash(password)
    with database.writing() as session:
        commune = settle(session, config.keys, password_hash, now=now - LIVED)
        for year in {(now - LIVED).year, now.year}:
            seed(session, commune.authority.id, year, commune.authority.months_start_on)
    with database.reading() as session:
        calendar = load_calendar(session, commune.authority.id)
    rate_for_a_year(database, config.keys, commune, calendar, local_day(now), rng)
    with database.writing() as session:
        speak(session, commune, now)
        something_unusual(session, commune, local_day(now))
    type_sheets(database, config.keys, commune, now)
    stage = Stage(database, config.keys, commune, calendar, rng)
    petition_for_a_year(stage, now)
    show_lanes(stage, now)
    show_replies(stage, now)
    show_hands(stage, now)
    hand_out_slips(database, config.keys, commune, rng, now)
    stand_tablet(database, config.keys, commune, now)
    hang_posters(database, commune, now=now)
    report_last_month(database, commune, now)
    plan_remedies(database, commune, now=now)

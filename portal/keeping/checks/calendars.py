"""Does every commune know the working days that deadlines will soon need."""

from collections.abc import Iterator
from datetime import timedelta

from portal.calendar.store import loaded_years
from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.keeping.checks.finding import Finding
from portal.offices.store import authorities
from portal.words.translate import N_

# Next year's holidays are usually announced by then; deadlines begin to reach into January.
WANTED_AHEAD = timedelta(days=60)


def calendars(_config: Config, database: Database) -> Iterator[Finding]:
    year = (local_day(utc_now()) + WANTED_AHEAD).year
    with database.reading() as session:
        for authority in authorities(session):
            if year not in loaded_years(session, authority.id):
                message = N_(
                    "%(name)s has no working days for %(year)d: add them on the Calendar page."
                )
                yield message, {"name": authority.name, "year": year}

"""Does every hanging poster still find its readers."""

from collections.abc import Iterator

from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.posters.alarm import quiet_ids
from portal.keeping.checks.finding import Finding
from portal.offices.store import authorities
from portal.words.translate import N_


def posters(_config: Config, database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        for authority in authorities(session):
            if quiet := quiet_ids(session, authority.id, local_day(utc_now())):
                message = N_(
                    "%(name)s: nobody comes by %(count)d posters any more; see the Posters page."
                )
                yield message, {"name": authority.name, "count": len(quiet)}

"""Are the records what they were: file, counts, chains, sealed ratings, closed periods."""

from collections.abc import Iterator

from portal.cases.events import verify_chain
from portal.config import Config
from portal.db import Database
from portal.keeping import store
from portal.keeping.checks.finding import Finding
from portal.offices.store import authorities
from portal.ratings.counting import wrong_cells
from portal.ratings.folding import damaged_envelopes
from portal.reports.keeping import harmed_periods
from portal.words.translate import N_


def database_file(_config: Config, database: Database) -> Iterator[Finding]:
    with database.glancing() as connection:
        if not store.is_undamaged(connection):
            yield N_("The database file is damaged: stop the portal and restore a backup."), {}


def counts(_config: Config, database: Database) -> Iterator[Finding]:
    # Ratings folded between reading responses and counts would be a false alarm.
    with database.reading(still=True) as session:
        for authority in authorities(session):
            if wrong := wrong_cells(session, authority.id):
                message = N_("%(name)s: %(count)d counts differ from the ratings they count.")
                yield message, {"name": authority.name, "count": wrong}


def chains(_config: Config, database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        for authority in authorities(session):
            broken = verify_chain(session, authority.id)
            if broken is not None:
                message = N_(
                    "%(name)s: the record of cases was changed at step %(step)d or before."
                )
                yield message, {"name": authority.name, "step": broken}


def envelopes(config: Config, database: Database) -> Iterator[Finding]:
    if damaged := damaged_envelopes(database, config.keys):
        message = N_("%(count)d ratings cannot be opened: was PORTAL_SECRET_KEY changed?")
        yield message, {"count": damaged}


def periods(_config: Config, database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        for authority in authorities(session):
            for key in harmed_periods(session, authority.id):
                message = N_("%(name)s: the figures kept of period %(key)s were changed.")
                yield message, {"name": authority.name, "key": key}

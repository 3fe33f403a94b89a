"""Which calendar `portal due` counts on: the commune's own, else the one shipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal import schema
from portal.calendar.days import WorkCalendar
from portal.calendar.shipped import shipped_calendar
from portal.calendar.store import load_calendar
from portal.config import ConfigError, found_database_url
from portal.db import Database
from portal.errors import DatabaseUnavailableError, NotFoundError
from portal.offices.store import authorities
from portal.words.translate import N_, say


class Ground(StrEnum):
    """Why this calendar and no other."""

    COMMUNE = "commune"
    NO_COMMUNE = "no_commune"
    SEVERAL_COMMUNES = "several_communes"
    UNREADABLE = "unreadable"


SENTENCES: dict[Ground, str] = {
    Ground.COMMUNE: N_("Calendar: %(name)s, version %(version)d."),
    Ground.NO_COMMUNE: N_("Calendar: the one shipped with the program."),
    Ground.SEVERAL_COMMUNES: N_(
        "Calendar: the one shipped with the program; for a commune’s own, name it with --authority."
    ),
    Ground.UNREADABLE: N_(
        "Calendar: the one shipped with the program, because the database could not be read."
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A calendar and why it was taken; code and name of the commune whose own it is."""

    calendar: WorkCalendar
    ground: Ground
    code: str | None = None
    name: str | None = None

    def sentence(self, lang: str) -> str:
        return say(lang, SENTENCES[self.ground], name=self.name, version=self.calendar.version)

    def plain(self) -> dict[str, str | int | None]:
        return {
            "source": "shipped" if self.code is None else "commune",
            "reason": self.ground,
            "authority": self.code,
            "name": self.name,
            "version": self.calendar.version,
        }


def choose(environ: Mapping[str, str], wanted: str) -> Choice:
    """Return the calendar of the commune with this code or slug, or of the only one there is.

    Needs no secret and no database: the shipped calendar serves wherever no commune was asked for.
    NotFoundError if the one asked for is not here, DatabaseUnavailableError if nobody can say.
    """
    try:
        url = found_database_url(environ)
        if url:
            return _chosen(url, wanted)
    except (ConfigError, DatabaseUnavailableError, SQLAlchemyError) as error:
        if wanted:
            raise DatabaseUnavailableError from error
        return _shipped(Ground.UNREADABLE)
    if wanted:
        raise NotFoundError
    return _shipped(Ground.NO_COMMUNE)


def _chosen(url: str, wanted: str) -> Choice:
    database = Database(url)
    try:
        if schema.current(database) != schema.head():
            raise DatabaseUnavailableError(reason="schema")
        with database.reading() as session:
            return _own(session, wanted)
    finally:
        database.dispose()


def _own(session: Session, wanted: str) -> Choice:
    rows = authorities(session)
    fitting = [row for row in rows if not wanted or wanted in (row.code, row.slug)]
    if wanted and not fitting:
        raise NotFoundError
    if len(fitting) != 1:
        return _shipped(Ground.SEVERAL_COMMUNES if fitting else Ground.NO_COMMUNE)
    calendar = load_calendar(session, fitting[0].id)
    return Choice(calendar, Ground.COMMUNE, fitting[0].code, fitting[0].name)


def _shipped(ground: Ground) -> Choice:
    return Choice(shipped_calendar(), ground)

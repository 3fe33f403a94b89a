"""A commune with many counters, its periods, and as many ratings as one asks for."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from portal import schema
from portal.clock import local_day, utc_now
from portal.db import Database
from portal.offices.kinds import Role
from portal.reports import periods
from tests import postgres
from tests.builders import make_authority, make_point, make_staff, make_survey, make_unit
from tests.load.figures.filling import Filled, House, fill

UNITS, COUNTERS = 6, 2
QUESTIONNAIRE = "school"
DAYS = 320
LETTERS = "ABCDEFGHJKLM"


@dataclass(frozen=True)
class Commune:
    """A filled database, who may read everything in it, and what was put in."""

    database: Database
    directory: Path
    staff_id: int
    filled: Filled

    @property
    def span(self) -> tuple[date, date]:
        return self.filled.house.first_on, self.filled.house.last_on


@contextmanager
def commune(engine: str, directory: Path, size: int) -> Iterator[Commune]:
    """Yield a commune with `size` ratings of the last eleven months."""
    with ExitStack() as stack:
        url = f"sqlite:///{directory / 'figures.sqlite'}"
        if engine == "postgresql":
            server = stack.enter_context(postgres.server(durable=True))
            url = stack.enter_context(postgres.fresh_database(server, "load_figures"))
        database = Database(url)
        stack.callback(database.dispose)
        schema.upgrade(database)
        staff_id, house = _settle(database)
        yield Commune(database, directory, staff_id, fill(database, house, size))


def _settle(database: Database) -> tuple[int, House]:
    today = local_day(utc_now())
    first = (today - timedelta(days=DAYS)).replace(day=1)
    with database.writing() as session:
        authority = make_authority(session)
        staff = make_staff(session, authority, "coordinator", Role.REFORM_COORDINATOR)
        survey = make_survey(session, authority, code=QUESTIONNAIRE)
        units = [make_unit(session, authority, f"Đơn vị {n + 1}") for n in range(UNITS)]
        points = [
            make_point(session, unit, code=f"K7M2QX{LETTERS[n]}", name=f"Quầy {n + 1}")
            for n, unit in enumerate(unit for unit in units for _ in range(COUNTERS))
        ]
        for year in range(first.year, today.year + 1):
            periods.seed(session, authority.id, year, 1)
        ids = tuple(point.id for point in points)
        return staff.id, House(authority.id, survey.id, ids, first, today)

"""The periods before: only what one questionnaire found is drawn as one line."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl import load_workbook

from portal.db import Database
from portal.keys import Keys
from portal.ratings.folding import fold_rest
from portal.reports.exports.trend_sheet import trend_sheet
from portal.reports.files import FileFormat, write
from portal.reports.report import Order, Report, take
from portal.reports.store import period_by_key
from tests.builders import make_survey
from tests.portal.ratings.builders import Commune, rate
from tests.portal.reports.world import NOW, OCTOBER, World, make_world


def taken(database: Database, keys: Keys, world: World, key: str = OCTOBER) -> Report:
    return take(database, keys, Order(world.authority_id, key, "en"), now=NOW)


def drawn(report: Report) -> str:
    """Return the XML of the only chart of the workbook."""
    file = io.BytesIO()
    write(report, file, FileFormat.XLSX)
    with zipfile.ZipFile(file) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        return archive.read(name).decode()


def test_the_workbook_draws_a_line_through_its_own_cells(database: Database, keys: Keys) -> None:
    report = taken(database, keys, make_world(database, keys))
    chart = drawn(report)
    assert "<c:lineChart>" in chart
    # January to October are rows 2 to 11; the share stands in column I.
    assert re.findall(r"<c:f>(.+?)</c:f>", chart) == [
        "'Over time'!$O$2:$O$11",  # how far the range reaches up and down
        "'Over time'!$P$2:$P$11",
        "'Over time'!$A$2:$A$11",
        "'Over time'!$I$2:$I$11",
    ]
    file = io.BytesIO()
    write(report, file, FileFormat.XLSX)
    sheet = load_workbook(file)["Over time"]
    assert sheet["I11"].value == 23 / 26
    assert sheet["I10"].value is None  # nobody rated: a gap, never 0 %


def test_a_gap_between_periods_ends_the_row(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    with database.writing() as session:
        session.delete(period_by_key(session, world.authority_id, "2026-08"))
    found = taken(database, keys, world).trend
    assert [one.overview.period.key for one in found] == ["2026-09", "2026-10"]


def test_what_another_questionnaire_found_is_in_the_table_and_not_in_the_line(
    database: Database, keys: Keys
) -> None:
    world = make_world(database, keys)
    opens = datetime.fromisoformat("2026-11-01T00:00:00+07:00")
    with database.writing() as session:
        other = make_survey(session, world.commune.authority, code="online-service", opens_at=opens)
    theirs = Commune(world.commune.authority, world.commune.units, world.commune.points, other.id)
    rate(database, keys, theirs, NOW, times=6)
    fold_rest(database, keys, world.authority_id, NOW.date())
    report = taken(database, keys, world, "2026-11")
    assert [one.is_comparable for one in report.trend] == [False] * 10 + [True]
    sheet = trend_sheet(report.trend, "en")
    assert len(list(sheet.rows)) == 11
    assert sheet.chart is not None
    assert sheet.chart.rows == (11, 11)

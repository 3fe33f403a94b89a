"""No export of a period holds a word, a reference or a count of a sealed case."""

import io
import zipfile
from pathlib import Path

import pytest

from portal.db import Database
from portal.files.shelf import Shelf
from portal.keys import Keys
from portal.reports.files import save
from portal.reports.periods import seed
from portal.reports.report import Order, take
from tests.portal.cases.handling.builders import NOW, House, make_house
from tests.portal.cases.sealing.canaries import CANARY, canary_case, seal_it

PERIOD = "2026-11"


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        house = make_house(session)
        seed(session, house.authority.id, NOW.year, 1)
        return house


def unpacked(folder: Path) -> bytes:
    """Return the bytes of all files, those inside Office files too."""
    found = b""
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        found += content
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                found += b"".join(packed.read(name) for name in packed.namelist())
    return found


def test_no_file_of_a_period_tells_of_a_sealed_case(
    database: Database, keys: Keys, house: House, tmp_path: Path
) -> None:
    order = Order(house.authority.id, PERIOD, "vi", True)
    case_id = canary_case(database, keys, Shelf(tmp_path / "files", keys), house)
    before = take(database, keys, order, now=NOW)
    assert before.overview.petitions.total.received == 1
    with database.writing() as session:
        reference = seal_it(session, house, case_id, house.clerk, house.chief).reference
    report = take(database, keys, order, now=NOW)
    assert report.overview.petitions.total.to_handle == 0
    save(report, tmp_path / "out")
    made = unpacked(tmp_path / "out")
    assert CANARY.encode() not in made
    assert reference.encode() not in made

"""What a page weighs on a phone, and that no list asks the database once for each of its rows."""

import gzip
import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority, Procedure, ServicePoint
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.reports import periods
from tests.builders import make_point, make_staff, make_unit, make_village
from tests.load.first_visit import wanted_by
from tests.portal.cases.builders import make_case
from tests.portal.cases.registers.stories import make_published
from tests.portal.fieldwork.slips.builders import make_slips
from tests.portal.ratings.builders import Commune, rate
from tests.portal.reports.world import NOW, World, make_world
from tests.proofreading import ProofreadingClient

KIB = 1024
CODE = "K7M2QXG"
SITE = "/c/xa-suoi-mo"
PAGES = {
    f"/q/{CODE}": 12 * KIB,
    f"/q/{CODE}/cam-on": 8 * KIB,
    f"/q/{CODE}/y-kien": 14 * KIB,
    f"{SITE}/y-kien": 14 * KIB,
    "/tra-cuu": 8 * KIB,
    f"{SITE}/": 14 * KIB,
    f"{SITE}/vu-viec/": 14 * KIB,
}
# What the person in whose name a page is fetched may do; nobody for public pages.
LISTS = {
    "/console/?queue=all": Role.CHIEF_OF_OFFICE,
    "/console/ket-qua": Role.REFORM_COORDINATOR,
    "/console/ket-qua/loi-nhan": Role.REFORM_COORDINATOR,
    "/console/ky-bao-cao": Role.REFORM_COORDINATOR,
    "/console/khao-sat": Role.REFORM_COORDINATOR,
    "/console/khao-sat/phieu": Role.REFORM_COORDINATOR,
    "/console/khao-sat/luot-phuc-vu": Role.REFORM_COORDINATOR,
    "/admin/places": Role.ADMINISTRATOR,
    "/admin/units": Role.ADMINISTRATOR,
    "/admin/villages": Role.ADMINISTRATOR,
    "/admin/staff": Role.ADMINISTRATOR,
    "/admin/procedures": Role.ADMINISTRATOR,
    f"{SITE}/": None,
    f"{SITE}/vu-viec/": None,
    f"/q/{CODE}/thu-tuc": None,
}
MORE_ROWS = 30
OCTOBER_DAY = datetime(2026, 10, 8, 3, tzinfo=UTC)
# Ratings of a counter that are shown together (Authority.smallest_group).
ENOUGH = 5


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_is_light(client: ProofreadingClient, url: str, lang: str) -> None:
    page = client.get(url, query_string={"lang": lang}, headers={"Accept-Encoding": "gzip"})
    assert page.status_code == 200
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.data) <= PAGES[url]


@pytest.mark.usefixtures("world")
def test_one_answer_is_enough_to_rate(client: ProofreadingClient) -> None:
    """Style, faces and mark inside; no script, no font, no cookie; nothing else is fetched."""
    page = client.get(f"/q/{CODE}", headers={"Accept-Encoding": "gzip"})
    assert "Set-Cookie" not in page.headers
    text = gzip.decompress(page.data).decode()
    assert wanted_by(text) == []
    assert "url(" not in text
    assert len(str(page.headers)) + len(page.data) <= 12 * KIB


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("url", PAGES)
def test_a_script_is_small_deferred_and_opens_nothing(client: ProofreadingClient, url: str) -> None:
    """In-app browsers (Zalo, Facebook) know one window, no print, no store to count on."""
    page = client.get(url).text
    assert "target=" not in page
    scripts = re.findall(r"<script[^>]*>", page)
    assert all(" defer" in script for script in scripts)
    for script in scripts:
        source = client.get(html.unescape(script.split('"')[1])).text
        assert len(source.encode()) < 5 * KIB
        assert not re.search(r"window\.open|print\(|Storage|document\.cookie", source)


@pytest.mark.parametrize("url", LISTS)
def test_a_long_list_costs_as_many_statements_as_a_short_one(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, url: str
) -> None:
    role = LISTS[url]
    add_rows(database, keys, world, start=100, rows=2)
    if role is not None:
        with database.writing() as session:
            reader = make_staff(session, world.commune.authority, "someone", role)
        client.sign_in(reader)
    client.get(url)  # what is kept for the next request is made now
    with counted(database) as few:
        short = client.get(url).text
    add_rows(database, keys, world, start=200, rows=MORE_ROWS)
    with counted(database) as many:
        long = client.get(url).text
    assert len(long) > len(short), "the page shows none of the new rows"
    assert len(many) == len(few), "\n".join(many)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Yield the statements that are sent within the block."""
    statements: list[str] = []

    def note(*call: object) -> None:
        statements.append(str(call[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def add_rows(database: Database, keys: Keys, world: World, *, start: int, rows: int) -> None:
    """Add so many of everything that is listed anywhere, and a year of periods."""
    with database.writing() as session:
        authority = session.get_one(Authority, world.authority_id)
        points = [_add_one_of_each(session, authority, start + n) for n in range(rows)]
        for number in range(start, start + rows):
            make_case(session, authority, number=number)
            make_published(session, world.house, number=number + 500)
        periods.seed(session, authority.id, 2000 + start // 10, 1)
    remark = Contents({"overall": 4}, texts={"comment": "Phải chờ hơi lâu."})
    for point in points:
        commune = Commune(
            world.commune.authority, world.commune.units, (point,) * 3, world.commune.survey_id
        )
        rate(database, keys, commune, OCTOBER_DAY, contents=remark, times=ENOUGH)
        make_slips(database, keys, OCTOBER_DAY, n=ENOUGH, commune=commune)
    fold(database, keys)


def _add_one_of_each(session: Session, authority: Authority, number: int) -> ServicePoint:
    unit = make_unit(session, authority, f"Phòng {number}")
    make_village(session, authority, f"Thôn {number}")
    make_staff(session, authority, f"canbo.{number}", Role.CASE_OFFICER, unit=unit)
    procedure = Procedure(authority_id=authority.id, code=f"1.{number}", name=f"Thủ tục {number}")
    session.add(procedure)
    return make_point(session, unit, code=f"X{number}", name=f"Quầy {number}")

"""One period, one set of numbers: page, workbook, CSV and JSON agree to the digit."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.reports.definitions import DEFINITIONS
from portal.reports.files import FileFormat, write
from portal.reports.report import Order, Report, take
from portal.reports.totals import totals
from portal.words.translate import say
from tests.portal.ratings.builders import rate
from tests.portal.reports.exports.documents import SCHEMA, figure, plain
from tests.portal.reports.world import NOW, OCTOBER, World, make_world
from tests.proofreading import ProofreadingClient
from tests.web.console.people import make_people
from tests.web.public.reading import rows, words

LATER = NOW.replace(year=2027)


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    said = Contents({"overall": 4}, texts={"comment": "=HYPERLINK(1)"})
    rate(database, keys, world.commune, NOW.replace(month=10, day=7), contents=said, times=5)
    return world


def taken(database: Database, keys: Keys, world: World, **changes: Any) -> Report:
    wanted = {"period_key": OCTOBER, "lang": "en", "with_counters": True, **changes}
    now = wanted.pop("now", NOW)
    return take(database, keys, Order(world.authority_id, **wanted), now=now)


def made(report: Report, wanted: FileFormat) -> bytes:
    file = io.BytesIO()
    write(report, file, wanted)
    return file.getvalue()


def in_workbook(report: Report) -> dict[str, Any]:
    book = load_workbook(io.BytesIO(made(report, FileFormat.XLSX)))
    return {str(row[0]): row[1] for row in book["Totals"].iter_rows(values_only=True)}


def in_csv(report: Report) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made(report, FileFormat.CSV))) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("_totals.csv")]
        content = archive.read(name)
    assert content.startswith("\ufeff".encode())
    return {row[0]: row[1] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))}


def test_every_file_says_what_the_page_says(
    client: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    report = taken(database, keys, world)
    book, table, data = in_workbook(report), in_csv(report), plain(report)
    for code in totals(report.overview).keys() - {"low", "high"}:
        name, value = _name(code), figure(data, code)["value"]
        assert book[name] == value, code
        written = float(table[name]) if table[name] else None
        assert written == pytest.approx(value, abs=1e-6), code
    share = figure(data, "satisfied_share")
    assert [book["At least, of 100"], book["At most, of 100"]] == share["interval"]["per_hundred"]
    with database.writing() as session:
        people = make_people(session, world)
    client.sign_in(people.coordinator)
    page = words(client, f"/console/ket-qua?ky={OCTOBER}&lang=en")
    low, high = share["interval"]["per_hundred"]
    assert f"{share['denominator']} ratings; out of 100 people, about {low}–{high}" in page
    shown = rows(client, f"/console/ket-qua?ky={OCTOBER}&lang=en")
    for code in ("received", "answered_in_time", "answered_late", "open_overdue"):
        (on_page,) = [cells[-1] for line, cells in shown.items() if line.startswith(_name(code))]
        assert int(on_page) == figure(data, code)["value"]


def _name(code: str) -> str:
    return say("en", DEFINITIONS[code].name)


def test_lists_and_past_are_the_same_in_json_as_in_the_workbook(
    database: Database, keys: Keys, world: World
) -> None:
    report = taken(database, keys, world)
    data, book = plain(report), load_workbook(io.BytesIO(made(report, FileFormat.XLSX)))
    one_by_one = list(book["Ratings one by one"].iter_rows(min_row=2, values_only=True))
    assert [list(row) for row in one_by_one] == data["ratings"]["rows"]
    assert len(one_by_one) == figure(data, "responses")["value"] == 31
    remarks = list(book["Remarks (internal)"].iter_rows(min_row=2, values_only=True))
    assert {row[3] for row in remarks} == {"'=HYPERLINK(1)"}
    assert len(remarks) == len(data["remarks"]) == 5
    trend = list(book["Over time"].iter_rows(min_row=2, max_row=11, max_col=6, values_only=True))
    assert [row[5] for row in trend] == [_of(stage, "responses") for stage in data["trend"]]
    assert [one["period"]["key"] for one in data["trend"]] == [f"2026-{n:02}" for n in range(1, 11)]


def _of(stage: dict[str, Any], code: str) -> Any:
    return next(one["value"] for one in stage["figures"] if one["code"] == code)


def test_every_json_fits_the_schema(database: Database, keys: Keys, world: World) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for key in (OCTOBER, "2026-11", "2026-09"):
        for with_counters in (True, False):
            data = plain(taken(database, keys, world, period_key=key, with_counters=with_counters))
            Draft202012Validator(SCHEMA).validate(data)
            assert (data["remarks"] is None) is not with_counters
            assert ("counter" in {one["group"]["kind"] for one in data["figures"]}) is with_counters


def test_what_is_not_shown_is_null_and_says_why(
    database: Database, keys: Keys, world: World
) -> None:
    september, november = NOW.replace(month=9, day=10), NOW.replace(day=10)
    for day in (september, november):
        rate(database, keys, world.commune, day, point=2, times=3)
        rate(database, keys, world.commune, day, point=0, times=9)
    small = plain(taken(database, keys, world, period_key="2026-09"))
    clinic = figure(small, "satisfied_share", "Trạm Y tế")
    assert (clinic["value"], clinic["n"], clinic["absent"]) == (None, None, "small_group")
    running = plain(taken(database, keys, world, period_key="2026-11"))
    assert figure(running, "satisfied_share")["absent"] == "until_final"
    assert running["ratings"]["rows"] == []
    empty = plain(taken(database, keys, world, period_key="2026-03"))
    assert figure(empty, "responses")["value"] == 0
    assert figure(empty, "satisfied_share")["absent"] == "no_answers"
    assert figure(empty, "in_time_share")["absent"] == "no_cases"


@pytest.mark.parametrize("wanted", [FileFormat.XLSX, FileFormat.CSV, FileFormat.JSON])
def test_a_closed_period_is_the_same_file_byte_for_byte_whenever_it_is_made(
    database: Database, keys: Keys, world: World, wanted: FileFormat
) -> None:
    first = made(taken(database, keys, world), wanted)
    with time_machine.travel(LATER, tick=False):
        rate(database, keys, world.commune, LATER, times=7)
        assert made(taken(database, keys, world, now=LATER), wanted) == first


def test_the_schema_knows_every_code_of_the_registry() -> None:
    assert SCHEMA["$defs"]["code"]["enum"] == sorted(DEFINITIONS)
    json.dumps(SCHEMA)


def test_a_period_without_data_is_a_file_without_a_share(
    database: Database, keys: Keys, world: World
) -> None:
    report = taken(database, keys, world, period_key="2026-03", with_counters=True)
    book, table = in_workbook(report), in_csv(report)
    assert (book[_name("responses")], table[_name("responses")]) == (0, "0")
    assert (book[_name("satisfied_share")], table[_name("satisfied_share")]) == (None, "")
    assert plain(report)["remarks"] == plain(report)["ratings"]["rows"] == []

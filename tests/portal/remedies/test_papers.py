"""The official paper of a plan, and the register of measures as files."""

import csv
import io
from datetime import date, datetime

from docx import Document
from openpyxl import load_workbook

from portal.db import Database
from portal.remedies import store
from portal.remedies.papers.files import write_register
from portal.remedies.papers.paper import PlanPaper, write_plan
from portal.remedies.plan_file import open_plan
from tests.portal.cases.handling.builders import viewer
from tests.portal.remedies.office import TODAY, a_finding, a_measure, make_office
from tests.portal.reports.papers import spoken


def test_the_paper_says_what_why_who_and_until_when(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        a_measure(session, office, now, finding=finding, staff_id=office.officer.id)
        file = open_plan(session, viewer(office.chair), finding.plan_id, TODAY)
        authority = office.authority
    for lang, words in (
        ("vi", ["KẾ HOẠCH", "/KH-UBND", "Nguyên nhân: Hai quầy", "27/11/2026", "chưa bắt đầu"]),
        ("en", ["PLAN", "Cause: Hai quầy", "27 November 2026", "planned"]),
    ):
        written = io.BytesIO()
        write_plan(PlanPaper(file, authority, lang, now), written)
        text = spoken(Document(written))
        wanted = [*words, "1. Chờ lâu ở quầy.", "(Officer)"]
        assert [each for each in wanted if each not in text] == []


def test_the_register_is_the_same_as_workbook_and_as_csv(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        a_measure(session, office, now, words="=1+1")
        lines = store.measure_lines(session, office.authority.id, store.is_under_way)
    late = date(2026, 12, 1)
    book, plain = io.BytesIO(), io.BytesIO()
    write_register(book, lines, "xlsx", late, "vi")
    write_register(plain, lines, "csv", late, "vi")
    sheet = load_workbook(book).active
    assert sheet is not None
    header, row = list(sheet.iter_rows(values_only=True))
    [columns, cells] = csv.reader(io.StringIO(plain.getvalue().decode("utf-8-sig")))
    assert list(header) == columns
    told = dict(zip(columns, cells, strict=True))
    wanted = {"Hạn": "2026-11-27", "Trễ hạn": "có", "Người phụ trách": "trưởng đơn vị"}
    assert {name: told[name] for name in wanted} == wanted
    assert told["Biện pháp"].startswith("'=")
    assert f"{row[columns.index('Hạn')]:%Y-%m-%d}" == "2026-11-27"

"""Results and exports: for the right roles, of one's own commune, the same figures everywhere."""

import csv
import io
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from portal.db import Database
from portal.keys import Keys
from portal.ratings.folding import fold
from tests.portal.ratings.builders import rate
from tests.portal.reports.papers import spoken
from tests.portal.reports.world import NOW, OCTOBER, World
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People
from tests.web.public.reading import rows, words

RESULTS = "/console/ket-qua"
EXPORT = "/console/ket-qua/xuat"
ORDER = {"period": OCTOBER, "format": "xlsx", "language": "vi"}


def test_results_are_shown_by_unit_criterion_and_counter(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    page = words(client, RESULTS)
    assert "Trạm Y tế Tỷ lệ hài lòng 100% Khoảng, trong 100 67–100" in page
    assert "26 phiếu; cứ 100 người thì khoảng 71–96 người hài lòng" in page
    assert "Biển chỉ đường đến đúng quầy" in page
    assert "Quầy 1" in page
    assert "nội bộ, không công bố" in page


def test_a_colleague_sees_results_but_no_counter_and_no_export(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.colleague)
    page = client.get(RESULTS).text
    assert "Trạm Y tế" in page
    for hidden in ("Quầy 1", "Quầy 2", "Bàn tiếp đón", EXPORT):
        assert hidden not in page
    assert client.get(EXPORT).status_code == 403
    assert client.post(EXPORT, data=ORDER).status_code == 403


def test_a_stranger_sees_the_own_commune_only(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.stranger)
    page = client.get(RESULTS).text
    assert "Trạm Y tế" not in page
    assert "Chưa có kỳ báo cáo nào" in page
    assert client.get(f"{RESULTS}?ky={OCTOBER}").status_code == 404
    refused = client.post_form(EXPORT, ORDER)
    assert refused.status_code == 422


def test_a_clerk_has_no_results(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.clerk)
    assert client.get(RESULTS).status_code == 403
    assert client.get("/console/ky-bao-cao").status_code == 403


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("url", [RESULTS, EXPORT, "/console/ky-bao-cao"])
def test_who_is_not_signed_in_is_asked_to(client: ProofreadingClient, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 303
    assert "/dang-nhap" in response.location


def test_the_workbook_holds_the_figures_of_the_page(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    response = client.post_form(EXPORT, ORDER)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "xa-suoi-mo_2026-10.xlsx" in response.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.data))
    totals = {row[0]: row[1] for row in book["Tổng hợp"].iter_rows(values_only=True)}
    shown = {name: cells[-1] for name, cells in rows(client, RESULTS).items()}
    for line in ("Chuyển từ kỳ trước", "Nhận trong kỳ", "Trả lời đúng hạn", "Chuyển nơi"):
        (on_page,) = (int(value) for name, value in shown.items() if name.startswith(line))
        (in_file,) = (value for name, value in totals.items() if str(name).startswith(line))
        assert on_page == in_file


def test_the_same_order_as_csv_says_the_same(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    book = load_workbook(io.BytesIO(client.post_form(EXPORT, ORDER).data))
    packed = client.post_form(EXPORT, {**ORDER, "format": "csv"})
    assert packed.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(packed.data)) as archive:
        text = archive.read("xa-suoi-mo_2026-10_by-unit.csv").decode("utf-8-sig")
    in_csv = [row[:2] for row in csv.reader(io.StringIO(text))][1:]
    sheet = book["Theo đơn vị"].iter_rows(min_row=2, max_col=2, values_only=True)
    assert in_csv == [[name, "" if n is None else str(n)] for name, n in sheet]


def test_the_draft_report_is_taken_from_the_page_of_results(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    assert "Dự thảo báo cáo (Word)" in words(client, f"{RESULTS}?ky={OCTOBER}")
    response = client.post_form(EXPORT, {**ORDER, "format": "docx"})
    assert response.status_code == 200
    assert "xa-suoi-mo_2026-10_bao-cao.docx" in response.headers["Content-Disposition"]
    texts = spoken(Document(io.BytesIO(response.data)))
    assert "26 người trả lời câu hỏi chung" in texts
    assert "Quầy 1" not in texts


def test_a_server_without_libreoffice_offers_no_pdf(
    client: ProofreadingClient, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(people.coordinator)
    assert "PDF" in words(client, RESULTS)
    monkeypatch.setenv("PATH", "")
    assert "PDF" not in words(client, RESULTS)
    assert "PDF" not in words(client, EXPORT)
    assert client.post_form(EXPORT, {**ORDER, "format": "pdf"}).status_code == 422


@pytest.mark.parametrize(
    "change", [{"period": "2031-01"}, {"period": "2026-12"}, {"format": "exe"}, {"language": "xx"}]
)
def test_a_forged_order_is_refused(
    client: ProofreadingClient, people: People, change: dict[str, str]
) -> None:
    client.sign_in(people.coordinator)
    assert client.post_form(EXPORT, {**ORDER, **change}).status_code == 422


def test_an_export_needs_the_token_of_its_form(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    assert client.post(EXPORT, data=ORDER).status_code == 400


def test_the_running_period_can_be_looked_at_and_says_so(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, people: People
) -> None:
    rate(database, keys, world.commune, NOW, times=6)
    fold(database, keys)
    client.sign_in(people.coordinator)
    page = words(client, f"{RESULTS}?ky=2026-11")
    assert "tạm tính đến 30/11/2026" in page
    assert "6 phiếu" in page


def test_english_staff_read_english(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    page = words(client, f"{RESULTS}?lang=en")
    assert "out of 100 people, about 71–96 are satisfied" in page

"""The draft report: official form, every figure the registry's, nothing small, never SIPAS."""

from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from docx.oxml.ns import qn

from portal.db import Database
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.reports import periods
from portal.reports.correcting import Correction, correct
from portal.reports.definitions import DEFINITIONS, PETITIONS
from portal.reports.kinds import PeriodKind
from portal.reports.paper_cells import OF_CASES, OF_PEOPLE, percent
from portal.reports.report import Order, Report, take
from portal.reports.totals import totals
from portal.words.translate import say
from tests.portal.ratings.builders import rate
from tests.portal.reports.papers import as_pdf, grids, paper_of, spoken
from tests.portal.reports.world import NOW, OCTOBER, World, make_world


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    september = datetime(2026, 9, 9, 3, tzinfo=UTC)
    cross = Contents({"overall": 1, "manner": 2, "signs": 2})
    rate(database, keys, world.commune, september, contents=cross, times=20)
    rate(database, keys, world.commune, september, point=2, times=2)
    fold(database, keys)
    plan = periods.PeriodPlan(
        "2026-9m",
        "Từ tháng 1 đến tháng 10",
        date(2026, 1, 1),
        date(2026, 10, 31),
        date(2026, 10, 31),
        receiver="Sở Nội vụ",
        kind=PeriodKind.OTHER,
    )
    with database.writing() as session:
        periods.add(session, world.authority_id, plan)
    return world


def taken(
    database: Database, keys: Keys, world: World, key: str = OCTOBER, lang: str = "vi"
) -> Report:
    return take(database, keys, Order(world.authority_id, key, lang), now=NOW)


def test_every_figure_is_the_registrys(database: Database, keys: Keys, world: World) -> None:
    report = taken(database, keys, world)
    ratings, _units, _criteria, petitions, _work = grids(paper_of(report))
    known = totals(report.overview)
    for code in ("responses", "answers", "satisfied"):
        assert ratings[say("vi", DEFINITIONS[code].name)][0] == str(known[code])
    share = report.overview.ratings.total.overall
    assert share is not None
    written = say(
        "vi",
        OF_PEOPLE,
        share=percent(share.share, "vi"),
        n=known["answers"],
        low=known["low"],
        high=known["high"],
    )
    assert ratings[say("vi", DEFINITIONS["satisfied_share"].name)][0] == written
    assert written == "88,5%\n(26 phiếu; khoảng 71–96 trong 100 người)"
    for one in PETITIONS:
        if one.code != "in_time_share":
            assert petitions[say("vi", one.name)][0] == str(known[one.code])
    in_time = say("vi", OF_CASES, share="25,0%", part="1", n="4")
    assert petitions[say("vi", DEFINITIONS["in_time_share"].name)][0] == in_time


def test_a_period_stands_beside_the_one_before_and_the_sum(
    database: Database, keys: Keys, world: World
) -> None:
    paper = paper_of(taken(database, keys, world))
    ratings = grids(paper)[0]
    assert ratings["Phiếu đánh giá"] == ["26", "22", "–", "48"]
    assert "Lũy kế\n(Từ tháng 1 đến tháng 10)" in spoken(paper)
    assert "Kỳ trước\n(Tháng 9/2026)" in spoken(paper)
    assert "cao hơn kỳ trước, mức chênh vượt quá sai số ngẫu nhiên" in spoken(paper)


def test_units_and_criteria_say_n_and_range(database: Database, keys: Keys, world: World) -> None:
    _ratings, units, criteria, _petitions, work = grids(paper_of(taken(database, keys, world)))
    assert units["Trạm Y tế"] == ["8", "100,0%", "67–100", "8"]
    assert criteria["Biển chỉ đường đến đúng quầy"][2].isdigit()
    handled, *outcomes = (int(cell) for cell in work["Cả địa phương"])
    assert handled == sum(outcomes) == 7


def test_small_groups_stay_hidden(database: Database, keys: Keys, world: World) -> None:
    report = taken(database, keys, world, "2026-09")
    units = grids(paper_of(report))[1]
    assert all(row == ["ẩn", "ẩn", "–", "–"] for name, row in units.items() if name != "Đơn vị")


def test_a_running_period_is_called_provisional_and_shows_no_share(
    database: Database, keys: Keys, world: World
) -> None:
    rate(database, keys, world.commune, NOW, times=6)
    fold(database, keys)
    paper = paper_of(taken(database, keys, world, "2026-11"))
    assert "Số liệu tạm tính" in spoken(paper)
    assert grids(paper)[0]["Tỷ lệ hài lòng"][0] == "chưa chốt"
    assert grids(paper)[0]["Phiếu đánh giá"][0] == "6"


def test_it_has_the_form_of_the_decree(database: Database, keys: Keys, world: World) -> None:
    paper = paper_of(taken(database, keys, world))
    section = paper.sections[0]
    sizes = (
        (section.page_width, 210, 210),
        (section.page_height, 297, 297),
        (section.top_margin, 20, 25),
        (section.bottom_margin, 20, 25),
        (section.left_margin, 30, 35),
        (section.right_margin, 15, 20),
    )
    for size, least, most in sizes:
        assert size is not None
        assert least <= round(size.mm) <= most
    words = spoken(paper)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN",
        "XÃ SUỐI MƠ",
        "Số:        /BC-UBND",
        "Suối Mơ, ngày       tháng       năm 2026",
        "DỰ THẢO",
        "BÁO CÁO",
        "TM. ỦY BAN NHÂN DÂN",
        "Nơi nhận:",
        "Lưu: VT.",
        "I. Mức độ hài lòng (khảo sát của địa phương)",
    ):
        assert part in words
    names = {
        fonts.get(qn(f"w:{script}"))
        for style in ("Normal", "Title", "Heading 1", "Caption", "Body Text")
        for fonts in paper.styles[style].element.iter(qn("w:rFonts"))
        for script in ("ascii", "hAnsi", "cs", "eastAsia")
    }
    assert names == {"Times New Roman"}


def test_it_is_never_called_sipas_but_to_say_that_it_is_not(
    database: Database, keys: Keys, world: World
) -> None:
    lines = spoken(paper_of(taken(database, keys, world))).splitlines()
    assert [line for line in lines if "SIPAS" in line and "không phải" not in line] == []


def test_it_says_since_when_it_stands_and_what_was_wrong(
    database: Database, keys: Keys, world: World
) -> None:
    taken(database, keys, world)
    actor = Actor(world.authority_id, world.house.people[0].staff_id)
    with database.writing() as session:
        wrong = Correction("received", 7, "Một đơn ghi nhầm sang tháng sau.")
        correct(session, actor, OCTOBER, wrong, now=NOW)
    report = taken(database, keys, world)
    words = spoken(paper_of(report))
    assert report.closed is not None
    assert report.closed.sha256 in words
    assert "đã ghi 6, số đúng là 7" in words
    assert "Số liệu được lưu ngày 20/11/2026" in words


def test_the_receiver_of_the_period_is_named(database: Database, keys: Keys, world: World) -> None:
    assert "- Sở Nội vụ;" in spoken(paper_of(taken(database, keys, world, "2026-9m")))


def test_english_readers_get_it_in_english(database: Database, keys: Keys, world: World) -> None:
    words = spoken(paper_of(taken(database, keys, world, lang="en")))
    assert "SOCIALIST REPUBLIC OF VIET NAM" in words
    assert "88.5%\n(26 ratings; about 71–96 of 100)" in words


@pytest.mark.slow
def test_libreoffice_prints_it(
    database: Database, keys: Keys, world: World, tmp_path: Path
) -> None:
    pdf = pypdfium2.PdfDocument(as_pdf(taken(database, keys, world), tmp_path))
    try:
        texts = [page.get_textpage().get_text_range() for page in pdf]
        assert all(abs(page.get_height() - 841.9) < 1 for page in pdf)
    finally:
        pdf.close()
    assert 2 <= len(texts) <= 5
    assert "88,5%" in "".join(texts)
    assert texts[1].strip().startswith("2")

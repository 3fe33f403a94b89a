"""The report on one survey: what was asked, how, and only what may be shown."""

import io
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.document import Document as Paper
from sqlalchemy import update

from portal.db import Database
from portal.fieldwork import store as fieldwork
from portal.fieldwork.counters_store import keep_served
from portal.fieldwork.kinds import SurveyKind
from portal.fieldwork.models import Survey
from portal.keys import Keys
from portal.ratings.folding import fold
from portal.reports.asked.paper import write_survey_paper
from portal.reports.asked.results import SurveyReport, survey_report
from portal.reports.closing import close_ended
from tests.portal.ratings.builders import rate
from tests.portal.reports.papers import grids, spoken
from tests.portal.reports.world import NOW, World, make_world

OPENED = datetime(2026, 9, 30, 17, tzinfo=UTC)


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    with database.writing() as session:
        mine = Survey.id == world.commune.survey_id
        values = {"opens_at": OPENED, "co_organiser": "Ủy ban Mặt trận Tổ quốc"}
        session.execute(update(Survey).where(mine).values(values))
    close_ended(database, keys, now=NOW)
    return world


def read(database: Database, world: World, lang: str = "vi", now: datetime = NOW) -> SurveyReport:
    with database.reading() as session:
        sheet = fieldwork.sheet_of(session, world.authority_id, None, world.commune.survey_id)
        return survey_report(session, sheet, lang, now=now)


def paper_of(report: SurveyReport) -> Paper:
    file = io.BytesIO()
    write_survey_paper(report, file)
    file.seek(0)
    return Document(file)


def test_it_says_what_was_asked_how_and_what_came_of_it(database: Database, world: World) -> None:
    paper = paper_of(read(database, world))
    words, (asked, how, levels, factors, criteria) = spoken(paper), grids(paper)
    assert "1. Hôm nay Ông/Bà đến làm việc gì?" in asked
    assert how["Phối hợp với"] == ["Ủy ban Mặt trận Tổ quốc"]
    assert how["Tính các phiếu đến hết ngày"] == ["31/10/2026"]
    assert how["Phiếu đánh giá"] == ["26"]
    assert how["Kênh trả lời"] == ["Mã QR: 26"]
    assert "88,5%" in words
    assert "khoảng 71–96 trong 100 người" in words
    assert levels["Số người trả lời"] == ["0", "3", "0", "10", "13"]
    assert factors["Tìm đến nơi"] == ["81,3%", "16"]
    assert criteria["Biển chỉ đường đến đúng quầy"][2] == "16"
    assert "IV. Giới hạn của số liệu" in words
    assert "DỰ THẢO" in words


def test_days_that_are_not_final_are_not_in_it(
    database: Database, keys: Keys, world: World
) -> None:
    rate(database, keys, world.commune, NOW, times=9)
    fold(database, keys)
    assert read(database, world).results.responses == 26


def test_while_something_waits_only_the_number_is_shown(
    database: Database, keys: Keys, world: World
) -> None:
    rate(database, keys, world.commune, datetime(2026, 10, 9, 3, tzinfo=UTC), times=2)
    found = read(database, world)
    assert (found.results.responses, found.results.overall, found.factors) == (26, None, {})


def test_before_the_first_cut_off_it_says_so(database: Database, world: World) -> None:
    early = datetime(2026, 10, 20, 3, tzinfo=UTC)
    words = spoken(paper_of(read(database, world, now=early)))
    assert "Chưa có ngày nào của đợt khảo sát nằm trong kỳ đã chốt" in words
    assert "88,5%" not in words


def test_people_served_tell_how_many_were_needed(database: Database, world: World) -> None:
    span = {"from_on": date(2026, 10, 1), "to_on": date(2026, 10, 31)}
    rows = [
        {**span, "authority_id": world.authority_id, "service_point_id": point.id, "n": 200}
        for point in world.commune.points
    ]
    with database.writing() as session:
        keep_served(session, rows)
    how = grids(paper_of(read(database, world)))[1]
    assert how["Số lượt phục vụ tại các điểm này"] == ["600"]
    assert how["Cỡ mẫu cần cho ±5 điểm phần trăm"] == ["240"]


def test_a_sample_says_that_it_is_one_in_english_too(database: Database, world: World) -> None:
    with database.writing() as session:
        mine = Survey.id == world.commune.survey_id
        session.execute(update(Survey).where(mine).values(kind=SurveyKind.SAMPLE))
    words = spoken(paper_of(read(database, world, "en")))
    assert "Sample: people chosen by a plan were asked" in words
    assert "chose to rate" not in words

"""Figures read closely: course, units, surveys, purposes; charts with their tables."""

from dataclasses import replace
from datetime import UTC, date, datetime

from portal.db import Database
from portal.fieldwork.kinds import SurveyKind
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.reports.closing import close
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.targets.setting import Goal, set_target
from tests.builders import make_survey
from tests.portal.ratings.builders import rate
from tests.portal.ratings.test_results import counted_statements
from tests.portal.reports.world import NOW, OCTOBER, World
from tests.proofreading import ProofreadingClient
from tests.web.console.figures.conftest import Speakers
from tests.web.public.reading import words

RESULTS = f"/console/ket-qua?ky={OCTOBER}"


def september(database: Database, keys: Keys, world: World) -> None:
    """Close a September in which 3 of 30 were satisfied."""
    day = datetime(2026, 9, 8, 3, tzinfo=UTC)
    for level, times in ((5, 3), (1, 27)):
        contents = Contents({"overall": level}, purpose="ask")
        rate(database, keys, world.commune, day, contents=contents, times=times)
    fold(database, keys)
    actor = Actor(world.authority_id, world.house.people[0].staff_id)
    close(database, keys, actor, "2026-09", now=NOW)


def test_a_change_is_told_with_what_it_is_worth_and_drawn(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, people: Speakers
) -> None:
    september(database, keys, world)
    client.sign_in(people.colleague)
    page = words(client, RESULTS)
    assert "Cao hơn Tháng 9/2026 78,5 điểm phần trăm (kỳ đó 10%)" in page
    assert "vượt quá chênh lệch do ngẫu nhiên" in page
    assert "Tháng 9/2026: 10%, trong khoảng 3 đến 26 trên 100." in page
    assert "kiểm định z hai tỷ lệ" in page
    assert "Phiếu đến bằng cách: 26 qua mã ở quầy." in page
    html = client.get(RESULTS).text
    assert 'aria-labelledby="course-g-t course-g-d"' in html
    assert 'aria-labelledby="units-g-t units-g-d"' in html


def test_the_number_of_queries_does_not_grow_with_the_periods(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, people: Speakers
) -> None:
    client.sign_in(people.coordinator)

    def statements(page: str) -> int:
        with counted_statements(database) as seen:
            assert client.get(page).status_code == 200
        return len(seen)

    unit = f"/console/ket-qua/don-vi/{world.commune.units[0].id}?ky={OCTOBER}"
    before = statements(RESULTS), statements(unit)
    september(database, keys, world)
    assert (statements(RESULTS), statements(unit)) == before


def test_a_unit_has_its_own_page(
    client: ProofreadingClient, world: World, people: Speakers
) -> None:
    client.sign_in(people.colleague)
    clinic = world.commune.units[1].id
    page = words(client, f"/console/ket-qua/don-vi/{clinic}?ky={OCTOBER}")
    assert "8 phiếu; cứ 100 người thì khoảng 67–100 người hài lòng" in page
    assert "Theo yếu tố" in page
    assert client.get(f"/console/ket-qua/don-vi/999?ky={OCTOBER}").status_code == 404


def test_a_survey_is_read_for_itself(
    client: ProofreadingClient, world: World, people: Speakers
) -> None:
    client.sign_in(people.colleague)
    listed = words(client, f"/console/ket-qua/phieu?ky={OCTOBER}")
    assert "counter-short/" in listed
    page = words(client, f"/console/ket-qua/phieu/{world.commune.survey_id}?ky={OCTOBER}")
    assert "26 phiếu" in page
    assert "SIPAS" in page


def test_purposes_are_counts_and_the_page_says_why(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, people: Speakers
) -> None:
    september(database, keys, world)
    client.sign_in(people.colleague)
    page = words(client, "/console/ket-qua/viec?ky=2026-09")
    assert "Hỏi việc 30" in page
    assert "không có tỷ lệ hài lòng theo việc" in page
    assert "Hỏi việc" not in words(client, "/console/ket-qua/viec?ky=2026-11")


def test_before_any_number_of_people_served_one_sentence_stands_there(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.coordinator)
    page = words(client, RESULTS)
    assert "chưa ai nhập số lượt phục vụ" in page
    assert "Nhập số lượt phục vụ" in page


def test_a_sample_is_held_against_the_targets_of_samples(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, people: Speakers
) -> None:
    with database.writing() as session:
        sample = make_survey(
            session, world.commune.authority, code="sipas-full", kind=SurveyKind.SAMPLE
        )
        actor, goal = Actor(world.authority_id), date(2026, 1, 1)
        for percent, method in ((50, TargetMethod.SAMPLE), (95, TargetMethod.SIPAS)):
            wanted = Goal(TargetObject.PROCEDURES, None, method, percent, "Kế hoạch 12", goal)
            set_target(session, actor, wanted, now=NOW)
    asked = replace(world.commune, survey_id=sample.id)
    said = Contents({"overall": 5}, picks={"news_from": ["television"]}, profile={"sex": ["man"]})
    october = datetime(2026, 10, 12, 3, tzinfo=UTC)
    rate(database, keys, asked, october, contents=said, times=9)
    fold(database, keys)
    client.sign_in(people.colleague)
    page = words(client, f"/console/ket-qua/phieu/{sample.id}?ky={OCTOBER}")
    assert "9 phiếu" in page
    assert "Mục tiêu 50% (Thủ tục hành chính): đạt" in page
    assert "Mục tiêu 95% (Thủ tục hành chính): không đem so với con số này" in page
    assert "9 người trả lời. Một người có thể chọn nhiều câu trả lời." in page
    assert "Nam 9 100%" in page
    # What the sample says enters no other figure.
    assert "26 phiếu" in words(client, RESULTS)

"""The first page: one commune's own, or a list; and its front page in words and figures."""

from datetime import UTC, datetime

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.reports.definitions import DEFINITIONS
from portal.reports.report import Order, take
from portal.reports.totals import totals
from portal.words.translate import say
from tests.builders import make_authority
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, OCTOBER, World
from tests.proofreading import ProofreadingClient
from tests.web.public.reading import number_beside, rows, words

SITE = "/c/xa-suoi-mo/"
SUMMED = (
    "carried_over",
    "received",
    "to_handle",
    "answered_in_time",
    "answered_late",
    "answered_without_due",
    "not_accepted",
    "forwarded",
    "open_in_time",
    "open_overdue",
)


@pytest.mark.usefixtures("world")
def test_the_only_commune_is_the_first_page(client: ProofreadingClient) -> None:
    response = client.get("/")
    assert (response.status_code, response.location) == (302, SITE)
    assert client.get("/?lang=en").location == SITE + "?lang=en"


@pytest.mark.usefixtures("world")
def test_several_communes_are_a_list(client: ProofreadingClient, database: Database) -> None:
    with database.writing() as session:
        make_authority(session, slug="phuong-ben-da", code="99002")
    page = client.get("/").text
    assert 'href="/c/xa-suoi-mo/"' in page
    assert 'href="/c/phuong-ben-da/"' in page


def test_before_any_commune_the_page_says_so(client: ProofreadingClient) -> None:
    assert "Chưa thiết lập" in words(client, "/")


@pytest.mark.usefixtures("world")
def test_the_headline_speaks_of_people(client: ProofreadingClient) -> None:
    page = words(client, SITE)
    assert "Cứ 100 người thì khoảng 71–96 người hài lòng" in page
    assert "26 phiếu" in page
    assert "Mức độ hài lòng (khảo sát của địa phương)" in page
    assert "Bộ Nội vụ" in page


@pytest.mark.usefixtures("world")
def test_units_are_shown_and_counters_never(client: ProofreadingClient) -> None:
    found = rows(client, SITE)
    assert found["Trạm Y tế"][0] == "100%"
    assert found["Trạm Y tế"][-1].endswith(" 8")
    assert found["Trạm Y tế"][1].startswith("cứ 100 người thì khoảng")
    assert "–100 người hài lòng" in found["Trạm Y tế"][1]
    for counter in ("Quầy 1", "Quầy 2", "Bàn tiếp đón"):
        assert counter not in client.get(SITE).text


def test_page_and_export_say_the_same(
    client: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    report = take(database, keys, Order(world.authority_id, OCTOBER), now=NOW)
    exported = totals(report.overview)
    for code in SUMMED:
        name = say("vi", DEFINITIONS[code].name)
        assert number_beside(client, SITE, name) == exported[code], code
    assert exported["low"] == 71
    assert exported["high"] == 96


@pytest.mark.usefixtures("world")
def test_both_sums_come_to_the_same(client: ProofreadingClient) -> None:
    found = rows(client, SITE)
    assert found["Phải giải quyết"][-1] == found["Cộng"][-1] == "7"


@pytest.mark.usefixtures("world")
def test_each_line_stands_beside_its_definition(client: ProofreadingClient) -> None:
    page = words(client, SITE)
    for code in SUMMED[:2] + SUMMED[3:]:
        assert say("vi", DEFINITIONS[code].text) in page


def test_a_small_unit_is_hidden_without_a_word_on_which_is_the_small_one(
    client: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    september = datetime(2026, 9, 10, 3, tzinfo=UTC)
    rate(database, keys, world.commune, september, point=0, times=9)
    rate(database, keys, world.commune, september, point=2, times=3)
    take(database, keys, Order(world.authority_id, "2026-09"), now=NOW)
    found = rows(client, SITE + "?ky=2026-09")
    centre, clinic = (found[unit.name] for unit in world.commune.units)
    assert centre == clinic
    assert "%" not in str(clinic)


def test_the_running_month_stands_aside_as_provisional(
    client: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    rate(database, keys, world.commune, NOW, times=6)
    fold(database, keys)
    page = words(client, SITE)
    assert "Tháng 11/2026: tạm tính" in page
    assert "Đến nay có 6 phiếu" in page
    assert "60–100 người hài lòng" not in words(client, SITE + "?ky=2026-11")
    assert "tạm tính" in words(client, SITE + "?ky=2026-11")


@pytest.mark.usefixtures("world")
def test_criteria_that_chance_could_have_put_apart_are_not_ranked(
    client: ProofreadingClient,
) -> None:
    assert "Được chấm cao nhất" not in words(client, SITE)


def test_the_best_and_the_worst_criterion_are_named(
    client: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    october = datetime(2026, 10, 9, 3, tzinfo=UTC)
    lopsided = Contents({"overall": 4, "manner": 5, "signs": 1})
    rate(database, keys, world.commune, october, times=30, contents=lopsided)
    fold(database, keys)
    page = words(client, SITE)
    assert "Được chấm cao nhất: Cách cư xử của người tiếp Ông/Bà (95%)." in page
    assert "Bị chấm thấp nhất: Biển chỉ đường đến đúng quầy (28%)." in page


@pytest.mark.usefixtures("world")
def test_other_periods_are_linked_and_future_ones_are_not(client: ProofreadingClient) -> None:
    page = client.get(SITE).text
    assert "ky=2026-09" in page
    assert "ky=2026-12" not in page


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("key", ["2026-12", "2031-01", "", "<script>"])
def test_a_period_that_is_not_there_is_not_found(client: ProofreadingClient, key: str) -> None:
    assert client.get(SITE, query_string={"ky": key}).status_code == 404


def test_a_commune_without_periods_has_a_page(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        make_authority(session)
    assert "Chưa có kỳ báo cáo nào" in words(client, SITE)


def test_an_unknown_commune_is_not_found(client: ProofreadingClient) -> None:
    assert client.get("/c/nowhere/").status_code == 404


@pytest.mark.usefixtures("world")
def test_how_to_reach_the_commune_is_said(client: ProofreadingClient) -> None:
    page = words(client, SITE)
    for words_of_it in ("0200 000 000", "Thứ Năm hằng tuần", "7:30–11:30", "Thôn 1, xã Suối Mơ"):
        assert words_of_it in page


@pytest.mark.usefixtures("world")
def test_english_readers_get_english(client: ProofreadingClient) -> None:
    page = words(client, SITE + "?lang=en")
    assert "Out of 100 people, about 71–96 are satisfied" in page
    assert "Đúng" not in page

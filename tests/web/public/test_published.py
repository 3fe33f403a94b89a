"""Published cases: a list to search, a page for each, and nothing for what is not published."""

from datetime import date
from typing import Any

import pytest

from portal.cases.acts import CITIZEN
from portal.cases.kinds import Action
from portal.cases.models import Case
from portal.db import Database
from tests.builders import make_authority
from tests.portal.cases.registers.stories import (
    PUBLIC_REPLY,
    make_answered,
    make_published,
    publish,
    say,
)
from tests.portal.reports.world import World
from tests.proofreading import ProofreadingClient
from tests.web.public.reading import words

LIST = "/c/xa-suoi-mo/vu-viec/"
DONE = LIST + "XSM1-261119-001"


def add_published(database: Database, world: World, number: int, **made: Any) -> Case:
    with database.writing() as session:
        case = make_answered(session, world.house, number=number, **made)
        publish(session, world.house, case)
        return case


@pytest.mark.usefixtures("world")
def test_a_case_is_told_from_receipt_to_answer(client: ProofreadingClient) -> None:
    page = words(client, DONE)
    assert "Đèn đường đầu thôn tắt hai tuần nay" in page
    assert PUBLIC_REPLY in page
    assert "trả lời sau 3 ngày làm việc" in page
    assert "Giao Trung tâm Phục vụ hành chính công" in page
    assert "thứ Hai, 19/10/2026" in page
    assert "xong đúng hạn" in page
    assert "Người gửi chưa cho biết" in page


@pytest.mark.usefixtures("world")
def test_the_due_date_is_explained_day_by_day(client: ProofreadingClient) -> None:
    page = words(client, DONE)
    assert "Vì sao hạn là ngày này" in page
    assert "Ngày nhận, không tính" in page
    assert "10 ngày làm việc" in page


def test_a_delay_is_said_in_the_list_and_on_the_page(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    case = add_published(database, world, 50, answered_on=date(2026, 10, 26))
    late = "trễ 5 ngày làm việc"
    assert late in words(client, LIST)
    assert late in words(client, LIST + case.reference)


@pytest.mark.parametrize("is_satisfied", [True, False])
def test_what_the_sender_thinks_of_the_answer_is_said(
    client: ProofreadingClient, database: Database, world: World, is_satisfied: bool
) -> None:
    with database.writing() as session:
        case = make_published(session, world.house, number=52)
        on = date(2026, 10, 21)
        say(session, case, Action.RATE_REPLY, CITIZEN, on, is_satisfied=is_satisfied)
    words_of_it = "Người gửi hài lòng" if is_satisfied else "Người gửi không hài lòng"
    assert words_of_it in words(client, LIST + case.reference)


def test_what_is_not_published_looks_like_what_never_was(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    with database.writing() as session:
        answered = make_answered(session, world.house, number=53)
        taken_down = make_published(session, world.house, number=54)
        say(session, taken_down, Action.UNPUBLISH, world.house.people[1], date(2026, 10, 22))
    never = client.get(LIST + "XSM1-261119-999")
    assert never.status_code == 404
    for case in (answered, taken_down):
        page = client.get(LIST + case.reference)
        # The links to other languages repeat the address that was asked for.
        shown = page.text.replace(case.reference, "XSM1-261119-999")
        assert (page.status_code, shown) == (404, never.text)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("query", ["den duong", "ĐÈN", "bong day"])
def test_words_are_found_without_marks(client: ProofreadingClient, query: str) -> None:
    page = client.get(LIST, query_string={"q": query}).text
    assert "Có 1 vụ việc phù hợp" in page
    assert DONE in page


@pytest.mark.usefixtures("world")
def test_finding_nothing_is_said_with_a_way_on(client: ProofreadingClient) -> None:
    page = words(client, LIST + "?q=sao+hoa")
    assert "Không tìm thấy" in page
    assert "Xem tất cả" in page


@pytest.mark.usefixtures("world")
def test_filters_narrow_and_are_kept_in_the_form(client: ProofreadingClient, world: World) -> None:
    unit = world.house.units[0].id
    page = client.get(f"{LIST}?unit={unit}&subject=local_life&year=2026").text
    assert DONE in page
    assert f'<option selected value="{unit}">' in page
    assert DONE not in client.get(f"{LIST}?subject=regulation").text


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "query", ["unit=999", "unit=x", "subject=war", "year=1", "page=x", "page=-1", "q=" + "a" * 300]
)
def test_forged_filters_do_no_harm(client: ProofreadingClient, query: str) -> None:
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_pages_keep_the_search(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    with database.writing() as session:
        for number in range(60, 82):
            make_published(session, world.house, number=number)
    first = client.get(f"{LIST}?q=den&lang=en")
    assert "q=den" in first.text.partition('rel="next"')[2][:200]
    second = client.get(f"{LIST}?q=den&page=2")
    assert second.text.count('<p class="byline">') == 3
    assert "page=1" in second.text
    for beyond in ("page=999", "q=den&page=999"):
        last = client.get(f"{LIST}?{beyond}").text
        assert last.count('<p class="byline">') == 3
        assert 'rel="next"' not in last


def test_a_search_in_a_commune_without_cases_is_calm(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        make_authority(session, slug="phuong-ben-da", code="99002")
    assert "Chưa có vụ việc nào" in words(client, "/c/phuong-ben-da/vu-viec/")


@pytest.mark.usefixtures("world")
def test_a_case_of_one_commune_is_not_under_another(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        make_authority(session, slug="phuong-ben-da", code="99002")
    assert client.get("/c/phuong-ben-da/vu-viec/XSM1-261119-001").status_code == 404

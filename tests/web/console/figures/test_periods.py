"""Periods are kept by those who report: listed, added, and warned about."""

import pytest

from portal.db import Database
from portal.offices.store import events_of
from portal.reports import store
from tests.portal.reports.world import World
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.people import People
from tests.web.public.reading import rows

PAGE = "/console/ky-bao-cao"
QUARTER = {
    "key": "2026-q4",
    "name": "Quý IV/2026",
    "from_on": "2026-09-15",
    "to_on": "2026-12-14",
    "cutoff_on": "2026-12-20",
    "due_up_on": "2026-12-22",
    "due_down_on": "",
    "receiver": "Sở Nội vụ",
}


@pytest.fixture
def keeper(client: ProofreadingClient, people: People) -> ProofreadingClient:
    client.sign_in(people.coordinator)
    return client


def keys_of(database: Database, world: World) -> list[str]:
    with database.reading() as session:
        return [row.key for row in store.periods_of(session, world.authority_id)]


def test_each_period_says_whether_it_is_final(keeper: ProofreadingClient) -> None:
    found = rows(keeper, PAGE)
    assert found["Tháng 10/2026"][-1] == "chờ chốt"
    assert found["Tháng 11/2026"][-1].startswith("tạm tính")
    assert found["Tháng 12/2026"][-1].startswith("chưa bắt đầu")


def test_a_period_is_added_and_cutting_across_is_told(
    keeper: ProofreadingClient, database: Database, world: World
) -> None:
    assert keeper.post_form(PAGE, QUARTER).status_code == 303
    page = keeper.get(PAGE).text
    assert "Tháng 9/2026, Tháng 12/2026" in page
    *days, cutoff = rows(keeper, PAGE)["Quý IV/2026"][:4]
    assert days == ["2026-q4", "Từ ngày 15/09/2026", "Đến ngày 14/12/2026"]
    assert cutoff == (
        "Ngày chốt số liệu 20/12/2026 Hạn gửi báo cáo lên trên: 22/12/2026 Nơi nhận: Sở Nội vụ "
        "Xem lại Kỳ này cắt ngang: Tháng 9/2026, Tháng 12/2026. Số liệu các kỳ sẽ trùng nhau một "
        "phần."
    )
    with database.reading() as session:
        assert [event.action for event in events_of(session, world.authority_id)] == [
            "period_added"
        ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "quý 4"}, "key"),
        ({"key": "2026-10"}, "key"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"from_on": "2026-12-15"}, "to_on"),
        ({"from_on": "2026-09-16"}, "from_on"),
        ({"to_on": "2026-12-13"}, "to_on"),
        ({"to_on": "31/12"}, "to_on"),
        ({"to_on": "9999-12-31", "cutoff_on": "9999-12-31"}, "to_on"),
        ({"from_on": "0001-01-01"}, "from_on"),
        ({"due_up_on": "9999-12-31"}, "due_up_on"),
        ({"cutoff_on": "2026-12-01"}, "cutoff_on"),
        ({"receiver": "x" * 121}, "receiver"),
    ],
)
def test_what_does_not_fit_comes_back_with_the_typing(
    keeper: ProofreadingClient,
    database: Database,
    world: World,
    change: dict[str, str],
    field: str,
) -> None:
    before = keys_of(database, world)
    page = keeper.post_form(PAGE, {**QUARTER, **change})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert "Sở Nội vụ" in page.text or field == "receiver"
    assert keys_of(database, world) == before


def test_the_months_of_a_year_are_added_once(
    keeper: ProofreadingClient, database: Database, world: World
) -> None:
    for added in (12, 0):
        response = keeper.post(PAGE + "/nam", data={**token(keeper), "year": "2027"})
        assert response.status_code == 303
        assert f"Đã thêm {added} tháng" in keeper.get(PAGE).text
    assert keys_of(database, world).count("2027-05") == 1


@pytest.mark.parametrize("year", ["", "1999", "9999999", "năm sau"])
def test_a_year_that_is_none_is_refused(keeper: ProofreadingClient, year: str) -> None:
    response = keeper.post(PAGE + "/nam", data={**token(keeper), "year": year})
    assert response.status_code == 422
    assert 'id="year-error"' in response.text


def test_a_stranger_keeps_other_periods(
    client: ProofreadingClient, database: Database, world: World, people: People
) -> None:
    before = keys_of(database, world)
    client.sign_in(people.stranger)
    assert rows(client, PAGE) == {}
    assert client.post_form(PAGE, QUARTER).status_code == 303
    assert keys_of(database, world) == before


def test_a_colleague_keeps_none(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.colleague)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, data=QUARTER).status_code == 403


def token(client: ProofreadingClient) -> dict[str, str]:
    return hidden_fields(client.get(PAGE).text)


def test_a_period_that_runs_is_changed_and_removed(
    keeper: ProofreadingClient, database: Database, world: World
) -> None:
    keeper.post_form(PAGE, QUARTER)
    changed = {**QUARTER, "name": "Quý IV năm 2026", "cutoff_on": "2026-12-25"}
    assert keeper.post_form(f"{PAGE}/sua/2026-q4", changed).status_code == 303
    assert rows(keeper, PAGE)["Quý IV năm 2026"][3].startswith("Ngày chốt số liệu 25/12/2026 ")
    bad = keeper.post_form(f"{PAGE}/sua/2026-q4", {**changed, "from_on": "2026-09-16"})
    assert bad.status_code == 422
    assert 'id="from_on-error"' in bad.text
    forged = keeper.post_form(f"{PAGE}/sua/2026-q4", {**changed, "to_on": "9999-12-31"})
    assert forged.status_code == 422
    assert keeper.post(f"{PAGE}/xoa/2026-q4", data=token(keeper)).status_code == 303
    assert "2026-q4" not in keys_of(database, world)
    with database.reading() as session:
        actions = {event.action for event in events_of(session, world.authority_id)}
    assert actions == {"period_added", "period_changed", "period_removed"}


def test_a_final_period_stays(keeper: ProofreadingClient, database: Database, world: World) -> None:
    assert keeper.get(f"{PAGE}/sua/2026-10").status_code == 422
    assert keeper.post(f"{PAGE}/xoa/2026-10", data=token(keeper)).status_code == 422
    assert "2026-10" in keys_of(database, world)
    assert keeper.get(f"{PAGE}/sua/2031-01").status_code == 404

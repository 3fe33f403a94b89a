"""The leader's page: what is late or due this week, for those who lead."""

from datetime import date
from itertools import count

import pytest
import time_machine
from sqlalchemy import event

from portal.cases.kinds import State
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.remedies.planning import (
    FindingDraft,
    MeasureDraft,
    add_finding,
    add_measure,
    make_plan,
)
from portal.reports import periods
from tests.builders import make_staff
from tests.portal.cases.handling.builders import NOW, TOO_LATE, House, case_at, viewer
from tests.portal.remedies.office import DRAFT
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase
from tests.web.public.reading import words

PAGE = "/console/lanh-dao"


def plan_measures(database: Database, house: House, leader: Staff, due: list[date]) -> None:
    with database.writing() as session:
        who = viewer(leader)
        plan = make_plan(session, who, DRAFT, now=NOW)
        finding = add_finding(session, who, plan.id, FindingDraft("Chờ lâu.", "Ít quầy."), now=NOW)
        for day in due:
            draft = MeasureDraft(f"Việc hạn {day:%d/%m}.", house.unit.id, None, day)
            add_measure(session, who, finding.id, draft, now=NOW)


@pytest.fixture
def chair(database: Database, house: House) -> Staff:
    with database.writing() as session:
        authority = session.merge(house.authority)
        periods.seed(session, authority.id, 2026, 1)
        return make_staff(session, authority, "chair", Role.CHAIRPERSON)


def test_it_says_what_is_late_and_what_falls_due(
    client: ProofreadingClient,
    database: Database,
    house: House,
    chair: Staff,
    clock: time_machine.Traveller,
) -> None:
    plan_measures(database, house, chair, [date(2026, 11, 27), date(2026, 12, 11)])
    with database.writing() as session:
        reference = case_at(session, house, State.ASSIGNED).reference
    clock.move_to(TOO_LATE)
    client.sign_in(chair)
    page = words(client, PAGE)
    for sentence in (
        "Biện pháp quá hạn 1",
        "Việc hạn 27/11.",
        "Biện pháp đến hạn trong tuần 1",
        "Việc hạn 11/12.",
        "Vụ việc quá hạn 1",
        reference,
        "Kỳ báo cáo cần chốt 11",
        "đã qua ngày chốt 31/01/2026, số liệu chưa được lưu",
        "chốt ngày 31/12/2026",
    ):
        assert sentence in page
    assert client.get(f"{PAGE}?lang=en").status_code == 200


def test_leaders_open_it_and_find_it_in_their_menu_others_do_neither(
    client: ProofreadingClient, house: House, chair: Staff
) -> None:
    for leader in (chair, house.chief):
        client.sign_in(leader)
        assert client.get(PAGE).status_code == 200
        assert f'href="{PAGE}"' in client.get("/console/").text
    for other in (house.officer, house.head, house.clerk):
        client.sign_in(other)
        assert client.get(PAGE).status_code == 403
        assert f'href="{PAGE}"' not in client.get("/console/").text
    client.sign_in(house.stranger)
    assert "Tháng 1" not in client.get(PAGE).text


def test_a_full_page_costs_as_many_queries_as_an_almost_empty_one(
    client: ProofreadingClient,
    database: Database,
    house: House,
    chair: Staff,
    page_at: MakeCase,
    clock: time_machine.Traveller,
) -> None:
    counted: list[int] = []
    statements = count()
    event.listen(database.engine, "before_cursor_execute", lambda *_: next(statements))
    for number in range(1, 6):
        plan_measures(database, house, chair, [date(2026, 11, 27)])
        page_at(State.ASSIGNED, number)
        clock.move_to(TOO_LATE)
        client.sign_in(chair)
        before = next(statements)
        assert client.get(PAGE).status_code == 200
        counted.append(next(statements) - before)
        clock.move_to(NOW)
    assert len(set(counted)) == 1

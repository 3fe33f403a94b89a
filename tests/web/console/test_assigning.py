"""Giving a case to a unit on the page: suggested with a reason, decided by a person."""

from sqlalchemy import delete, select

from portal.calendar.models import CalendarYear
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from tests.builders import make_point
from tests.portal.cases.handling.builders import House, received
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase


def test_the_suggested_unit_is_chosen_and_says_why(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        point = make_point(session, house.other_unit)
        case = received(session, house, subject="service_quality", service_point_id=point.id)
    url = f"/console/vu-viec/{case.reference}"
    client.sign_in(house.chief)
    client.post_form(f"{url}/accept", {"kind": "report", "subject": "service_quality"})
    page = client.get(f"{url}/assign?lang=en").text
    assert "Suggested: Phòng Văn hóa – Xã hội" in page
    ticked = page.partition(f'value="{house.other_unit.id}"')[0].rpartition("<input")[2]
    assert ticked.startswith(" checked")
    assert "Công an xã" not in page


def test_a_person_decides(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ACCEPTED)
    client.sign_in(house.chief)
    typed = {"unit_id": str(house.unit.id), "officer_id": str(house.officer.id)}
    assert client.post_form(f"{url}/assign", typed).status_code == 303
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        assert (case.unit_id, case.officer_id) == (house.unit.id, house.officer.id)
    page = client.get(f"{url}/assign?lang=en").text
    assert "Suggested" not in page
    typed = {"unit_id": str(house.other_unit.id), "officer_id": "0"}
    assert client.post_form(f"{url}/assign", typed).status_code == 303


def test_an_officer_of_another_unit_is_refused_beside_the_field(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ACCEPTED)
    client.sign_in(house.chief)
    typed = {"unit_id": str(house.unit.id), "officer_id": str(house.colleague.id)}
    answer = client.post_form(f"{url}/assign?lang=en", typed)
    assert answer.status_code == 422
    assert "This officer does not belong to the unit chosen." in answer.text


def test_a_forged_unit_is_refused(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ACCEPTED)
    client.sign_in(house.chief)
    for unit in (house.police.id, house.stranger.unit_id, "x"):
        typed = {"unit_id": str(unit), "officer_id": "0"}
        assert client.post_form(f"{url}/assign", typed).status_code == 422


def test_a_year_without_a_calendar_is_said_on_the_form(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ACCEPTED)
    with database.writing() as session:
        session.execute(delete(CalendarYear))
    client.sign_in(house.chief)
    typed = {"unit_id": str(house.unit.id), "officer_id": "0"}
    answer = client.post_form(f"{url}/assign?lang=en", typed)
    assert answer.status_code == 422
    assert "no working-day calendar" in answer.text

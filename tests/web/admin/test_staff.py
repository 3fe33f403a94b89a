"""Accounts are opened, changed and closed; a link is shown once and sets a password."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from portal.db import Database
from portal.offices import staff_store
from portal.offices.kinds import Role
from portal.offices.models import OfficeEvent, Staff
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/staff"
GOOD = {"display_name": "Trần Văn Tú", "username": "tu.tran", "unit": "0", "roles": "case_officer"}


def _staff(database: Database, username: str) -> Staff | None:
    with database.reading() as session:
        staff = staff_store.staff_by_username(session, username)
        session.expunge_all()
        return staff


def test_an_opened_account_leads_to_its_link_and_the_link_to_a_password(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    typed: dict[str, Any] = {**GOOD, "unit": mine.unit_id, "roles": ["case_officer", "unit_head"]}
    response = admin.post_form(f"{URL}/new", typed)
    staff = _staff(database, "tu.tran")
    assert staff is not None
    assert response.location == f"{URL}/{staff.id}"
    assert staff.roles == {Role.CASE_OFFICER, Role.UNIT_HEAD}
    page = press(admin, f"{URL}/{staff.id}/link")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    found = re.search(r"https://gopy\.example(/mat-khau/[\w-]+)", page.text)
    assert found
    assert found[1] not in admin.get(f"{URL}/{staff.id}").text
    assert admin.post(found[1], data={"password": "cơn mưa đầu mùa"}).status_code == 303
    hashed = _staff(database, "tu.tran")
    assert hashed is not None
    assert hashed.password_hash


@pytest.mark.parametrize(
    "change",
    [
        {"username": "Lân Trần"},
        {"username": "admin.99001"},
        {"username": ""},
        {"display_name": ""},
        {"roles": ""},
        {"roles": "emperor"},
        {"unit": "999999"},
    ],
)
def test_what_does_not_fit_opens_nothing_and_keeps_the_typing(
    admin: ProofreadingClient, database: Database, change: dict[str, str]
) -> None:
    response = admin.post_form(f"{URL}/new", {**GOOD, **change})
    assert response.status_code == 422
    assert {**GOOD, **change}["display_name"] in response.text
    assert _staff(database, "tu.tran") is None


def test_a_unit_of_the_neighbour_is_no_choice(
    admin: ProofreadingClient, database: Database, mine: House, other: House
) -> None:
    assert admin.post_form(f"{URL}/new", {**GOOD, "unit": other.unit_id}).status_code == 422
    typed = {"display_name": "X", "unit": other.unit_id, "roles": "observer"}
    assert admin.post_form(f"{URL}/{mine.officer.id}", typed).status_code == 422
    assert _staff(database, "tu.tran") is None


def test_roles_and_unit_change(admin: ProofreadingClient, database: Database, mine: House) -> None:
    typed = {"display_name": "Lan", "unit": "0", "roles": ["observer", "records_clerk"]}
    assert admin.post_form(f"{URL}/{mine.officer.id}", typed).status_code == 303
    staff = _staff(database, mine.officer.username)
    assert staff is not None
    assert (staff.display_name, staff.unit_id) == ("Lan", None)
    assert staff.roles == {Role.OBSERVER, Role.RECORDS_CLERK}


def test_the_last_administrator_is_kept_and_told_why(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    typed = {"display_name": "Na", "unit": "0", "roles": "observer"}
    response = admin.post_form(f"{URL}/{mine.admin.id}?lang=en", typed)
    assert response.status_code == 422
    assert "This is the last administrator." in response.text
    press(admin, f"{URL}/{mine.admin.id}/close?lang=en")
    assert "This is the last administrator." in admin.get(f"{URL}?lang=en").text
    staff = _staff(database, mine.admin.username)
    assert staff is not None
    assert staff.is_active
    assert Role.ADMINISTRATOR in staff.roles


def test_a_closed_account_is_out_at_once_and_can_come_back(
    app: Any, admin: ProofreadingClient, mine: House
) -> None:
    officer = app.test_client()
    officer.sign_in(mine.officer)
    assert officer.get("/console/mat-khau").status_code == 200
    press(admin, f"{URL}/{mine.officer.id}/close")
    assert officer.get("/console/mat-khau").status_code == 303
    assert "Tài khoản này đã đóng." in admin.get(f"{URL}/{mine.officer.id}").text
    press(admin, f"{URL}/{mine.officer.id}/reopen")
    assert "chưa có mật khẩu" in admin.get(f"{URL}/{mine.officer.id}").text


def test_every_step_leaves_its_mark_with_its_author(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    press(admin, f"{URL}/{mine.officer.id}/link")
    press(admin, f"{URL}/{mine.officer.id}/close")
    with database.reading() as session:
        steps = select(OfficeEvent.action, OfficeEvent.actor_id)
        rows = session.execute(steps.where(OfficeEvent.actor_id.is_not(None))).all()
    assert [tuple(row) for row in rows] == [
        ("password_link_made", mine.admin.id),
        ("staff_deactivated", mine.admin.id),
    ]

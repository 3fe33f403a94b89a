"""What was written outlives the session it was written in."""

import pytest

from portal.cases.kinds import State
from portal.db import Database
from portal.offices.sessions import revoke_all
from tests.portal.cases.handling.builders import REPLY, House
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.conftest import MakeCase


def test_a_reply_sent_after_the_session_ended_comes_back(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        revoke_all(session, house.officer.id)
    answer = client.post(url, data={**fields, "reply": REPLY})
    assert answer.status_code == 401
    assert f"{REPLY}</textarea>" in answer.text
    assert f"/dang-nhap?next={url}" in answer.text
    client.sign_in(house.officer)
    assert client.post_form(url, {"reply": REPLY}).status_code == 303


def test_a_form_from_before_signing_in_again_comes_back(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with client.session_transaction() as cookie:
        cookie.clear()
    client.sign_in(house.officer)
    answer = client.post(f"{url}?lang=en", data={**fields, "reply": REPLY})
    assert answer.status_code == 400
    assert f"{REPLY}</textarea>" in answer.text
    assert "Open the page again" in answer.text


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_password_never_comes_back(
    client: ProofreadingClient, house: House, signed_in: bool
) -> None:
    if signed_in:
        client.sign_in(house.officer)
    answer = client.post("/console/mat-khau", data={"current": "hoa sim 12", "password": "x y z"})
    assert "hoa sim 12" not in answer.text
    assert answer.status_code == (400 if signed_in else 303)


def test_a_button_pressed_too_late_leads_to_the_door(client: ProofreadingClient) -> None:
    answer = client.post("/console/sign-out")
    assert (answer.status_code, answer.location) == (303, "/dang-nhap")

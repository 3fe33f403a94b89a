"""The page on which an answer is written: more points, saved drafts, two windows, two people."""

import json

from portal.cases.kinds import State
from portal.db import Database
from tests.portal.cases.handling.builders import REPLY, House, typed
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.conftest import MakeCase

SCRIPT = {"Accept": "application/json"}
HALF = {"points-0-found": "Ba bóng cháy.", "points-0-by_whom": "Phòng Kinh tế"}


def test_the_unit_is_named_already(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    assert 'value="Phòng Kinh tế"' in client.get(f"{url}/draft").text


def test_one_more_point_keeps_what_is_typed(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)
    page = client.post_form(url, {**HALF, "more": "1"}).text
    assert "Ba bóng cháy.</textarea>" in page
    assert 'name="points-1-raised"' in page


def test_a_point_that_says_nothing_comes_back_by_its_part(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)
    answer = client.post_form(
        url, {**typed("Đã chuyển Phòng Kinh tế."), "points-0-ground": "", "points-1-found": "Vắng"}
    )
    assert answer.status_code == 422
    assert "Đã chuyển Phòng Kinh tế.</textarea>" in answer.text
    for part in ("points-0-done", "points-0-ground", "points-1-raised"):
        assert f'<a href="#{part}">' in answer.text
    assert "alone answers nothing" in answer.text


def test_a_saved_draft_is_there_the_next_morning(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(f"{url}/draft").text)
    answer = client.post(f"{url}/draft/keep", data={**fields, **HALF})
    assert (answer.status_code, answer.location) == (303, f"{url}/draft")
    client.sign_in(house.officer)
    page = client.get(f"{url}/draft?lang=en").text
    assert "Ba bóng cháy.</textarea>" in page
    assert "Draft saved" in page
    whole = client.post(f"{url}/draft", data={**hidden_fields(page), **typed()})
    assert (whole.status_code, whole.location) == (303, url)


def test_the_script_reads_what_became_of_it(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(f"{url}/draft").text)
    for status, typed_so_far in (
        (200, HALF),
        (409, HALF),
        (422, {"points-0-raised": "đ" * 301}),
    ):
        sent = {**fields, **typed_so_far}
        answer = client.post(f"{url}/draft/keep?lang=en", data=sent, headers=SCRIPT)
        assert answer.status_code == status
        assert json.loads(answer.text)["words"]
    assert client.post(f"{url}/draft/keep", data=HALF, headers=SCRIPT).status_code == 400


def test_two_windows_of_one_person_show_both_texts(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(f"{url}/draft").text)
    client.post(f"{url}/draft/keep", data={**fields, **HALF})
    answer = client.get(f"{url}/draft")
    for page in ("/draft/keep", "/draft"):
        answer = client.post(f"{url}{page}?lang=en", data={**fields, **typed()})
        assert answer.status_code == 409
        assert f"{REPLY}</textarea>" in answer.text
        assert '<p class="voice">Ba bóng cháy.</p>' in answer.text
    again = {**hidden_fields(answer.text), **typed()}
    assert client.post(f"{url}/draft", data=again).status_code == 303


def test_a_colleague_reads_who_writes_and_since_when(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(f"{url}/draft").text)
    client.post(f"{url}/draft/keep", data={**fields, **HALF})
    client.sign_in(house.head)
    page = client.get(f"{url}/draft?lang=en").text
    assert "Mai is writing for this case, too: since 08:00, 20/11/2026" in page
    assert '<p class="voice">Ba bóng cháy.</p>' in page


def test_others_save_nothing(client: ProofreadingClient, house: House, page_at: MakeCase) -> None:
    url = page_at(State.ASSIGNED)
    for nosy, status in ((house.colleague, 404), (house.stranger, 403), (house.clerk, 403)):
        client.sign_in(nosy)
        csrf = hidden_fields(client.get("/console/mat-khau").text)
        answer = client.post(f"{url}/draft/keep", data={**csrf, **HALF, "version": "2"})
        assert answer.status_code == status

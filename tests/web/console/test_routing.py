"""Rules of routing on their pages: tried first, then saved, and said with their reasons."""

from werkzeug.test import TestResponse

from portal.cases.kinds import State
from tests.portal.cases.handling.builders import House
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.conftest import MakeCase

ROOT = "/console/quy-tac-chuyen"


def typed(house: House, **changes: object) -> dict[str, object]:
    return {
        "words": "đèn đường, rác",
        "subject": "",
        "service_point_id": "0",
        "procedure": "",
        "field": "",
        "unit_id": str(house.other_unit.id),
        "beside": [str(house.unit.id)],
        "valid_from": "2026-11-01",
        **changes,
    }


def press(client: ProofreadingClient, url: str) -> TestResponse:
    return client.post(url, data=hidden_fields(client.get(ROOT).text))


def tried(page: str) -> str:
    return hidden_fields(page)["tried"]


def test_a_rule_is_tried_before_it_is_saved_and_then_proposes(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    page_at(State.ASSIGNED)
    url = page_at(State.ACCEPTED, 2)
    client.sign_in(house.chief)
    assert "There is no rule yet" in client.get(f"{ROOT}?lang=en").text
    page = client.post_form(f"{ROOT}/them?lang=en", {**typed(house), "save": "1"})
    assert page.status_code == 200
    assert "1 would go to another unit than a person chose" in page.text
    # What was changed since it was tried is tried again.
    again = {**typed(house, words="rác"), "save": "1", "tried": tried(page.text)}
    assert client.post_form(f"{ROOT}/them", again).status_code == 200
    wanted = {**typed(house), "save": "1", "tried": tried(page.text)}
    assert client.post_form(f"{ROOT}/them", wanted).status_code == 303
    assert "it mentions “đèn đường”, “rác”" in client.get(f"{ROOT}?lang=en").text
    page_of_case = client.get(f"{url}/assign?lang=en").text
    assert "it mentions “đèn đường”" in page_of_case
    assert "“rác”" not in page_of_case
    ticked = page_of_case.partition('name="beside"')[0].rpartition("<input")[2]
    assert "checked" in ticked


def test_a_rule_is_changed_moved_and_put_out_of_force(
    client: ProofreadingClient, house: House
) -> None:
    client.sign_in(house.chief)
    for words in ("rác", "điện"):
        page = client.post_form(f"{ROOT}/them", typed(house, words=words))
        wanted = {**typed(house, words=words), "save": "1", "tried": tried(page.text)}
        client.post_form(f"{ROOT}/them", wanted)
    assert press(client, f"{ROOT}/2/up").status_code == 303
    listed = client.get(ROOT).text
    assert listed.index("điện") < listed.index("rác")
    press(client, f"{ROOT}/2/off")
    assert "Out of force" in client.get(f"{ROOT}?lang=en").text
    assert 'value="điện"' in client.get(f"{ROOT}/2").text


def test_what_does_not_fit_is_said_and_kept(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.chief)
    answer = client.post_form(f"{ROOT}/them?lang=en", typed(house, words=""))
    assert answer.status_code == 422
    assert "Say at least one thing by which a case is recognised." in answer.text
    answer = client.post_form(f"{ROOT}/them?lang=en", typed(house, procedure="9.999999"))
    assert answer.status_code == 422
    assert 'value="9.999999"' in answer.text


def test_others_write_no_rules(client: ProofreadingClient, house: House) -> None:
    for who in (house.officer, house.clerk):
        client.sign_in(who)
        assert client.get(ROOT).status_code == 403
        assert client.get(f"{ROOT}/them").status_code == 403
    client.sign_in(house.stranger)
    assert client.get(f"{ROOT}/1").status_code == 404

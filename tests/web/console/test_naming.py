"""A case that names somebody on the pages: a link, a file, an export lead them to nothing."""

from portal.cases.handling.naming import note_whom
from portal.cases.kinds import State
from portal.cases.named import Named
from portal.db import Database
from portal.offices.kinds import Role
from tests.builders import make_staff
from tests.portal.cases.handling.builders import NOW, House, case_at, turn
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

WHY = "Người viết nói trưởng phòng ép ký."
WAYS = ("", "/print", "/sender", "/note", "/draft", "/approve", "/give-back", "/due.ics", "/about")


def test_the_desk_notes_it_and_the_line_finds_nothing_left(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.clerk)
    typed = {"named": f"staff-{house.head.id}", "reason": WHY}
    assert client.post_form(f"{url}/about", {**typed, "reason": ""}).status_code == 422
    assert client.post_form(f"{url}/about", typed).status_code == 303
    page = client.get(f"{url}?lang=en").text
    assert f"It is about</dt><dd>{house.head.display_name}, {house.unit.name}" in page
    for nosy in (house.head, house.officer):
        client.sign_in(nosy)
        assert {client.get(url + way).status_code for way in WAYS} <= {403, 404}
        assert client.get(url).status_code == 404
        reference = url.rpartition("/")[2]
        for listed in ("/console/", "/console/?queue=all", "/console/giai-trinh"):
            assert reference not in client.get(listed).text
    client.sign_in(house.chief)
    assert client.get(url).status_code == 200
    refused = client.post_form(f"{url}/assign?lang=en", {"unit_id": str(house.unit.id)})
    assert refused.status_code == 422
    assert "The case names this unit" in refused.text


def test_whoever_notes_their_own_line_goes_back_to_the_list(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    answer = client.post_form(f"{url}/about", {"named": f"staff-{house.clerk.id}", "reason": WHY})
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    assert client.get(url).status_code == 404


def test_a_leader_accepts_what_names_the_desk(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        make_staff(session, house.authority, "pho", Role.DEPUTY)
        case, other = (case_at(session, house, State.RECEIVED, number=n) for n in (1, 2))
        note_whom(session, turn(house.clerk, case), Named(staff_id=house.clerk.id), WHY, now=NOW)
        about, plain = (f"/console/vu-viec/{one.reference}/accept" for one in (case, other))
    client.sign_in(house.chief)
    typed = {"kind": "report", "subject": "local_life"}
    assert client.post_form(about, typed).status_code == 303
    client.sign_in(house.officer)
    assert client.get(plain).status_code == 404

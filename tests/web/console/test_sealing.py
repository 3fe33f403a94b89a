"""A sealed case on the pages: gone for everyone but its handler, and its words gone everywhere."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.files.shelf import Shelf
from portal.keys import Keys
from portal.offices.feeds import make_feed
from portal.offices.kinds import Role
from portal.offices.models import Staff
from tests.builders import make_staff
from tests.portal.cases.handling.builders import NOW, House
from tests.portal.cases.sealing.canaries import CANARY, REASON, canary_case, seal_it
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

TYPED = {"kind": "denunciation", "reason": REASON}
SLUG = "/c/xa-suoi-mo"
REMINDED = "Xin xóa đi."
OPEN = (f"{SLUG}/", f"{SLUG}/vu-viec/", "/metrics")


@pytest.fixture
def chair(database: Database, house: House) -> Staff:
    with database.writing() as session:
        return make_staff(session, house.authority, "chu-tich", Role.CHAIRPERSON)


@pytest.fixture
def sealed(database: Database, house: House, config: Config) -> str:
    """Return the reference of a case full of canaries, sealed by the clerk for the chief."""
    shelf = Shelf(config.data_dir / "files", config.keys)
    case_id = canary_case(database, config.keys, shelf, house)
    with database.writing() as session:
        return seal_it(session, house, case_id, house.clerk, house.chief).reference


@pytest.fixture
def feeds(database: Database, house: House, keys: Keys) -> list[str]:
    """Return the calendar addresses of the clerk and of the handler."""
    with database.writing() as session:
        made = [make_feed(session, keys, staff.id, now=NOW) for staff in (house.clerk, house.chief)]
    return [f"/lich-han/{token}.ics" for token in made]


def test_the_desk_seals_and_reads_it_no_more(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    answer = client.post_form(f"{url}/seal", {**TYPED, "handler_id": str(house.chief.id)})
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    assert client.get(url).status_code == 404
    client.sign_in(house.chief)
    page = client.get(f"{url}?lang=en").text
    assert "only you read this" in page
    assert REASON in page


def test_who_keeps_what_they_seal_goes_on_with_it(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    answer = client.post_form(f"{url}/seal", {**TYPED, "handler_id": str(house.clerk.id)})
    assert answer.location == url


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "report"}, {"kind": ""}, {"reason": " "}, {"handler_id": "0"}, {"handler_id": "x"}],
)
def test_a_seal_without_kind_keeper_or_reason_changes_nothing(
    client: ProofreadingClient, house: House, page_at: MakeCase, wrong: dict[str, str]
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    typed = {**TYPED, "handler_id": str(house.chief.id), **wrong}
    answer = client.post_form(f"{url}/seal", typed)
    assert answer.status_code == 422
    assert typed["reason"].strip() in answer.text
    assert client.get(url).status_code == 200


def test_no_page_feed_export_or_log_of_anybody_else_has_a_word_of_it(
    client: ProofreadingClient,
    house: House,
    chair: Staff,
    sealed: str,
    feeds: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    case = f"/console/vu-viec/{sealed}"
    asked = [f"/console/?queue={queue}" for queue in ("all", "to_tell", "waiting", "sealed")]
    asked += ["/console/ket-qua", "/console/ky-bao-cao", "/console/ket-qua/xuat"]
    asked += ["/console/niem-phong", f"/console/niem-phong/{sealed}", "/console/giai-trinh"]
    hidden = [case, *(f"{case}/{page}" for page in ("print", "sender", "due.ics", "files/1"))]
    others = (house.clerk, house.officer, house.head, house.records, chair, house.stranger)
    for staff in others:
        client.sign_in(staff)
        for url in asked:
            assert CANARY not in client.get(url).text, (staff.username, url)
        for url in hidden:
            assert client.get(url).status_code in {403, 404}, (staff.username, url)
        # The page says the words that were looked for; it must find nothing.
        found = client.get(f"/console/?queue=all&words={CANARY}&lang=en").text
        assert "Nothing fits" in found or sealed not in found
    for url in feeds:
        assert CANARY not in client.get(url).text
        assert sealed not in client.get(url).text
    for url in OPEN:
        assert CANARY not in client.get(url).text, url
    assert client.get(f"{SLUG}/vu-viec/{sealed}").status_code == 404
    assert CANARY not in caplog.text


def test_the_handler_finds_it_hands_it_over_prints_the_record_and_erases_it(
    client: ProofreadingClient, database: Database, house: House, sealed: str
) -> None:
    url = f"/console/vu-viec/{sealed}"
    client.sign_in(house.chief)
    queue = client.get("/console/?queue=sealed").text
    assert sealed in queue
    assert CANARY not in queue
    assert CANARY in client.get(url).text
    refused = client.post_form(f"{url}/hand-over", {"receiver": "Công an tỉnh", "pages": "0"})
    assert refused.status_code == 422
    done = client.post_form(f"{url}/hand-over", {"receiver": "Công an tỉnh", "pages": "3"})
    assert done.status_code == 303
    record = client.get(f"{url}/record?lang=en").text
    for words in ("Công an tỉnh", "<dd>3</dd>", "<dd>1</dd>", "Denunciation", sealed):
        assert words in record
    assert CANARY not in record
    _is_reminded_after_three_days(client, database, house)
    assert client.post_form(f"{url}/purge", {}).status_code == 422
    assert client.post_form(f"{url}/purge", {"is_signed": "y"}).status_code == 303
    assert CANARY not in client.get(url).text
    assert "Đã xóa" in client.get(url).text or "đã xóa" in client.get(url).text
    with database.reading() as session:
        assert session.query(Case).one().purged_on is not None
    assert REMINDED not in client.get("/console/").text


def _is_reminded_after_three_days(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    for days, is_reminded in ((3, False), (4, True)):
        with database.writing() as session:
            ago = local_day(utc_now()) - timedelta(days=days)
            session.execute(update(Case).values(finished_on=ago))
        assert (REMINDED in client.get("/console/").text) == is_reminded
    client.sign_in(house.clerk)
    assert REMINDED not in client.get("/console/").text
    client.sign_in(house.chief)


def test_the_chairperson_names_another_keeper_and_reads_nothing(
    client: ProofreadingClient, house: House, chair: Staff, sealed: str
) -> None:
    client.sign_in(chair)
    page = f"/console/niem-phong/{sealed}"
    listed = client.get("/console/niem-phong?lang=en").text
    assert sealed in listed
    assert "Hung" in listed
    assert client.post_form(page, {"handler_id": str(house.officer.id)}).status_code == 422
    assert client.post_form(page, {"handler_id": str(house.clerk.id)}).status_code == 303
    assert client.get(f"/console/vu-viec/{sealed}").status_code == 404
    client.sign_in(house.clerk)
    assert client.get(f"/console/vu-viec/{sealed}").status_code == 200
    for nosy in (house.clerk, house.officer):
        client.sign_in(nosy)
        assert client.get(page).status_code == 403
    client.sign_in(house.stranger)
    assert client.get(page).status_code in {403, 404}

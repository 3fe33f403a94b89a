"""The page of one case: its words, its day, its way, its files."""

import io

import pytest
import time_machine
from PIL import Image
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.cases.handling.notes import add_note
from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.triage import ask, forward, not_accept
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State
from portal.cases.models import Case, CaseText
from portal.config import Config
from portal.db import Database
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from tests.builders import make_point, make_village
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    TOO_LATE,
    House,
    case_at,
    received,
    turn,
)
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase


def only_case(session: Session) -> Case:
    return session.scalars(select(Case)).one()


def test_the_story_the_facts_and_the_next_steps_are_shown(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        point = make_point(session, house.unit)
        village = make_village(session, house.authority)
        case = received(session, house, service_point_id=point.id, village_id=village.id)
    client.sign_in(house.clerk)
    page = client.get(f"/console/vu-viec/{case.reference}?lang=en").text
    for words in (STORY, "Local life", "Thôn 1", "Quầy 1", "Waiting to be accepted", "named"):
        assert words in page
    for act in ("accept", "ask", "not-accept", "forward", "answer", "note", "code"):
        assert f'href="/console/vu-viec/{case.reference}/{act}' in page
    for act in ("assign", "draft", "publish"):
        assert f"/{act}?" not in page


@pytest.mark.parametrize("reference", ["XX9-261119-001", "%00", "a%0Ab", "%F0%9F%8C%BE"])
def test_a_reference_that_nobody_gave_finds_nothing(
    client: ProofreadingClient, house: House, reference: str
) -> None:
    client.sign_in(house.chief)
    assert client.get(f"/console/vu-viec/{reference}").status_code == 404
    assert client.get(f"/console/vu-viec/{reference}/files/1").status_code == 404


def test_the_day_and_its_table_are_shown(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    page = client.get(f"{url}?lang=en").text
    assert "Why the date is this day" in page
    assert 'datetime="2026-12-04"' in page
    assert "9 working days left" in page
    assert "Working day 10" in page


def test_staff_read_who_did_what_in_which_role(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.head)
    page = client.get(f"{url}?lang=en").text
    for words in (
        "Lan (One-stop clerk)",
        "Given to a unit: Phòng Kinh tế, due 04/12/2026",
        "Mai (Case officer)",
        "Binh (Head of unit)",
        "214/UBND-KT, 20/11/2026, TM. Nguyễn Văn An",
        "The sender",
    ):
        assert words in page
    assert page.count(REPLY) == 1


def test_what_was_refused_forwarded_asked_and_judged_is_told(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        refused, sent, asked = (received(session, house, number=n) for n in (1, 2, 3))
        clerk = turn(house.clerk, refused)
        not_accept(session, clerk, Refusal.ABUSIVE, "Xin viết lại.", "Một cửa", now=NOW)
        forward(session, turn(house.clerk, sent), "Công an xã", "Việc an ninh.", now=NOW)
        ask(session, turn(house.clerk, asked), "Cột số mấy?", now=NOW)
        answered = case_at(session, house, State.ANSWERED, number=4)
        rate_reply(session, answered, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        reopen(session, answered, "Vẫn tắt.", now=NOW)
    client.sign_in(house.clerk)
    for case, words in (
        (refused, ("Not accepted: It threatens or insults", "Xin viết lại.", "Một cửa")),
        (sent, ("Forwarded to the office in charge: Công an xã", "Việc an ninh.")),
        (asked, ("Cột số mấy?", "Waiting for the sender’s answer")),
        (answered, ("not satisfied", "Reopened for a second look", "Vẫn tắt.")),
    ):
        page = client.get(f"/console/vu-viec/{case.reference}?lang=en").text
        assert [word for word in words if word not in page] == []


def test_notes_stand_apart_from_the_way(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    with database.writing() as session:
        add_note(session, turn(house.head, only_case(session)), "Gọi cho thôn <ngay>.", now=NOW)
    client.sign_in(house.officer)
    page = client.get(f"{url}?lang=en").text
    assert page.count("Gọi cho thôn &lt;ngay&gt;.") == 1


def test_waiting_is_said_in_working_days(
    client: ProofreadingClient, house: House, page_at: MakeCase, clock: time_machine.Traveller
) -> None:
    url = page_at(State.ASSIGNED)
    clock.move_to(TOO_LATE)
    client.sign_in(house.officer)
    page = client.get(f"{url}?lang=en").text
    assert "10 working days so far" in page
    assert "1 working day late" in page


def test_an_erased_story_leaves_the_page_readable(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    with database.writing() as session:
        session.execute(delete(CaseText))
    client.sign_in(house.head)
    page = client.get(f"{url}?lang=en").text
    assert "The text has been erased." in page
    assert f"<h1>{url.rpartition('/')[2]}</h1>" in page


def test_a_case_without_a_day_shows_none(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        case = received(session, house, due_on=None, classify_due_on=None, due_rule=None)
    client.sign_in(house.clerk)
    assert (
        "Why the date is this day"
        not in client.get(f"/console/vu-viec/{case.reference}?lang=en").text
    )
    assert "No day promised" in client.get("/console/?queue=all&lang=en").text


def test_feedback_on_a_regulation_shows_by_when_to_forward(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        case = received(session, house, subject="regulation")
    client.sign_in(house.clerk)
    page = client.get(f"/console/vu-viec/{case.reference}?lang=en").text
    assert "Forward by, if another office decides" in page
    assert 'datetime="2026-11-27"' in page


def test_the_printed_case_has_everything_open_and_nothing_to_press(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.head)
    page = client.get(f"{url}/print?lang=en").text
    for words in (STORY, REPLY, "Every step", '<details class="why" open>', "printed 08:00"):
        assert words in page
    assert "/publish" not in page


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(buffer, "JPEG")
    return buffer.getvalue()


def attach(database: Database, config: Config, reference: str) -> int:
    content = picture()
    key = Shelf(config.data_dir / "files", config.keys).put(content)
    with database.writing() as session:
        case = session.scalars(select(Case).where(Case.reference == reference)).one()
        row = Attachment(
            authority_id=case.authority_id,
            case_id=case.id,
            origin="sender",
            key=key,
            media_type="image/jpeg",
            extension="jpg",
            size_bytes=len(content),
            sha256=bytes(32),
            position=1,
            created_at=NOW,
        )
        session.add(row)
        session.flush()
        return row.id


def test_a_file_is_handed_out_under_a_safe_name(
    client: ProofreadingClient,
    database: Database,
    config: Config,
    house: House,
    page_at: MakeCase,
) -> None:
    url = page_at(State.ASSIGNED)
    reference = url.rpartition("/")[2]
    file_id = attach(database, config, reference)
    client.sign_in(house.officer)
    assert f"{reference}-1.jpg" in client.get(url).text
    answer = client.get(f"{url}/files/{file_id}")
    assert answer.data == picture()
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f"attachment; filename={reference}-1.jpg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_file_is_for_those_who_see_its_case(
    client: ProofreadingClient,
    database: Database,
    config: Config,
    house: House,
    page_at: MakeCase,
) -> None:
    url, other = page_at(State.ASSIGNED), page_at(State.ASSIGNED, 2)
    file_id = attach(database, config, url.rpartition("/")[2])
    for nosy in (house.colleague, house.stranger):
        client.sign_in(nosy)
        assert client.get(f"{url}/files/{file_id}").status_code == 404
    client.sign_in(house.officer)
    assert client.get(f"{other}/files/{file_id}").status_code == 404
    assert client.get(f"{url}/files/{file_id + 1}").status_code == 404

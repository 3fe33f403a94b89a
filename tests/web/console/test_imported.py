"""Old answers on the console: brought, looked at, given a meaning, taken over once."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.db import Database
from portal.offices.kinds import Role
from portal.ratings.models import Envelope
from tests.builders import make_authority, make_staff
from tests.portal.fieldwork.imported.files import HEADS, ROWS, as_csv
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient
from tests.web.console.test_paper import People

ROOT = "/console/khao-sat/phieu-cu"


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def commune(database: Database, clock: time_machine.Traveller) -> Commune:
    return make_commune(database)


@pytest.fixture
def people(client: ProofreadingClient, database: Database, commune: Commune) -> People:
    with database.writing() as session:
        ours = commune.authority
        theirs = make_authority(session, slug="phuong-ben-da", code="99002")
        people = People(
            coordinator=make_staff(session, ours, "coordinator", Role.REFORM_COORDINATOR),
            typist=make_staff(session, ours, "typist", Role.PAPER_TYPIST),
            clerk=make_staff(session, ours, "clerk", Role.ONE_STOP_CLERK),
            stranger=make_staff(session, theirs, "stranger", Role.REFORM_COORDINATOR),
        )
    client.sign_in(people.coordinator)
    return people


def bring(client: ProofreadingClient, commune: Commune, content: bytes) -> TestResponse:
    file = (BytesIO(content), "phieu.csv")
    what = {"questionnaire": "built-in:counter-short", "place": str(commune.points[0].id)}
    return client.post_form(ROOT, {**what, "table": file})


def stored(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


def sent(client: ProofreadingClient, page: str, **changes: Any) -> TestResponse:
    """Send the page's guesses back with changes, as its form would."""
    columns = {0: "@", 3: "purpose", 4: "manner", 5: "overall", 6: "comment"}
    chosen = {f"c.{at}": columns.get(at, "") for at in range(len(HEADS))}
    digits = {"t.3.0": "1", "t.3.1": "3", "t.3.2": "2"}
    usual = {"order": "dmy", "title": "Phiếu cũ 2025", "step": "take"}
    was = {f"was.{at}": "?" for at in range(len(HEADS))}
    return client.post_form(page, {**was, **chosen, **digits, **usual, **changes})


def test_a_file_is_guessed_shown_and_taken_over_once(
    client: ProofreadingClient, database: Database, commune: Commune, people: People
) -> None:
    content = as_csv(ends="\r\n", separator=";").encode("utf-8-sig")
    page = bring(client, commune, content).location
    shown = client.get(page).text
    assert "3 phiếu trả lời, 20/10/2025 – 22/10/2025" in shown
    assert "Địa chỉ email; Họ và tên; Ông bà thích màu gì" in shown
    assert "a@example.vn" not in shown
    assert stored(database) == 0
    assert sent(client, page).status_code == 303
    assert stored(database) == 3
    assert client.get(page).status_code == 404
    assert "Phiếu cũ 2025" in client.get("/console/khao-sat").text
    repeated = bring(client, commune, content)
    assert repeated.status_code == 422
    assert "đã được lấy vào" in repeated.text


def test_open_answers_are_named_and_nothing_chosen_is_lost(
    client: ProofreadingClient, database: Database, commune: Commune, people: People
) -> None:
    odd = [*ROWS, ["hôm qua", "", "", "Nộp hồ sơ", "tạm được", "4", "", ""]]
    page = bring(client, commune, as_csv(odd).encode()).location
    refused = sent(client, page, title="Tên riêng")
    assert refused.status_code == 422
    assert "tạm được" in refused.text
    assert "Dòng 5" in refused.text
    assert 'value="Tên riêng"' in refused.text
    assert stored(database) == 0
    assert sent(client, page, title="Tên riêng", leave="yes").status_code == 303
    assert stored(database) == 3


def test_an_answer_given_a_meaning_counts(
    client: ProofreadingClient, database: Database, commune: Commune, people: People
) -> None:
    odd = [*ROWS, ["23/10/2025", "", "", "", "tạm được", "4", "", ""]]
    page = bring(client, commune, as_csv(odd).encode()).location
    manner = {"was.4": "manner", "t.4.0": "4", "t.4.1": "5", "t.4.2": "0", "t.4.3": "3"}
    looked = sent(client, page, step="look", **manner)
    assert looked.status_code == 200
    assert "4 phiếu trả lời" in looked.text
    assert sent(client, page, **manner).status_code == 303
    assert stored(database) == 4


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "một cột".encode()])
def test_a_bad_file_is_refused(
    client: ProofreadingClient,
    database: Database,
    commune: Commune,
    people: People,
    content: bytes,
) -> None:
    assert bring(client, commune, content).status_code == 422


def test_what_reaches_a_person_is_left_behind_whatever_is_sent(
    client: ProofreadingClient, database: Database, commune: Commune, people: People
) -> None:
    page = bring(client, commune, as_csv().encode()).location
    looked = sent(client, page, step="look", **{"c.2": "comment", "c.6": ""})
    assert "Địa chỉ email; Họ và tên; Ông/Bà muốn nói thêm điều gì?" in looked.text


def test_three_people_at_the_files(
    client: ProofreadingClient, database: Database, commune: Commune, people: People
) -> None:
    page = bring(client, commune, as_csv().encode()).location
    for address in (ROOT, page):
        assert client.get(f"{address}?lang=en").status_code == 200
    for nobody in (people.typist, people.clerk):
        client.sign_in(nobody)
        for address in (ROOT, page):
            assert client.get(address).status_code == 403
    client.sign_in(people.stranger)
    assert client.get(page).status_code == 404
    assert client.post_form(ROOT, {}).status_code == 422
    client.sign_in(people.coordinator)
    assert client.post_form(ROOT, {}, follow_redirects=False).status_code == 422
    thrown = client.post(f"{page}/bo", data=token(client))
    assert thrown.status_code == 303
    assert client.get(page).status_code == 404


def token(client: ProofreadingClient) -> dict[str, str]:
    text = client.get(ROOT).text
    return {"csrf_token": text.partition('name="csrf_token" value="')[2].partition('"')[0]}

"""Sheets on the console: printed, typed by two people without a script, compared, handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import event, func, select

from portal.db import Database
from portal.fieldwork.paper.models import PaperSheet
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.ratings.models import Envelope
from portal.reports.closing import close
from portal.reports.models import Period
from tests.builders import make_authority, make_staff
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient, hidden_fields

# The field after the last that is filled, in the order of the questionnaire.
FIRST_BLANK = "answers"
ROOT = "/console/phieu-giay"
ANSWERS = {"a.purpose": "1", "a.manner": "4", "a.overall": "5", "a.comment": "Nhanh gọn"}


@dataclass(frozen=True)
class People:
    """The officer in charge of surveys, a typist, a clerk of the counter, and a stranger."""

    coordinator: Staff
    typist: Staff
    clerk: Staff
    stranger: Staff


@dataclass(frozen=True)
class Office:
    """A commune with a survey and the people at its console."""

    commune: Commune
    people: People

    @property
    def entry(self) -> str:
        return f"{ROOT}/{self.commune.survey_id}/nhap"

    def sheet(self, number: int | str = 1, **changes: Any) -> dict[str, Any]:
        head = {"channel": "paper", "place": self.commune.points[0].id, "given_on": "2026-11-18"}
        return {**head, "number": number, **ANSWERS, "step": "keep", **changes}


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(client: ProofreadingClient, database: Database, clock: time_machine.Traveller) -> Office:
    commune = make_commune(database)
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
    page = f"{ROOT}/{commune.survey_id}"
    sent = {**hidden_fields(client.get(page).text), "place": "", "language": "vi", "sheets": "9"}
    assert client.post(f"{page}/in", data=sent).status_code == 303
    return Office(commune, people)


def stored(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


def sheets(database: Database) -> list[PaperSheet]:
    with database.reading() as session:
        return list(session.scalars(select(PaperSheet)))


def test_two_people_type_a_sheet_and_one_decides(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    kept = client.post_form(office.entry, office.sheet())
    assert kept.status_code == 303
    assert "so=2" in kept.location
    following = client.get(kept.location).text
    assert "Người khác sẽ nhập lại" in following
    assert 'value="2026-11-18"' in following
    (sheet,) = sheets(database)
    again, compare = f"{ROOT}/to/{sheet.id}/nhap-lai", f"{ROOT}/to/{sheet.id}/doi-chieu"
    assert client.get(again).status_code == 403
    assert "Nhập lại phiếu 1" not in client.get(ROOT).text
    client.sign_in(office.people.typist)
    assert "Nhập lại phiếu 1" in client.get(ROOT).text
    page = client.get(again)
    assert "Nhanh gọn" not in page.text
    differs = client.post_form(again, {**ANSWERS, "a.manner": "3", "step": "keep"})
    assert differs.location == compare
    shown = client.get(compare).text
    assert "Nhanh gọn" not in shown
    assert shown.count('class="key"') == 1
    assert client.post_form(compare, {"step": "keep"}).status_code == 422
    assert client.post_form(compare, {"a.manner": "3", "step": "keep"}).status_code == 303
    assert stored(database) == 1
    for address in (again, compare):
        assert client.get(address).status_code == 404
    assert "Nhập lại phiếu 1" not in client.get(ROOT).text
    rates = client.get(f"{ROOT}/{office.commune.survey_id}").text
    assert '<span class="lbl">%</span> 100</td>' in rates


def test_enter_without_a_script_goes_on_and_keeps_nothing(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    half = {"a.purpose": "2", "a.manner": "4", "step": "next"}
    page = client.post_form(
        office.entry, {**office.sheet(), "a.overall": "", "a.comment": "", **half}
    )
    assert page.status_code == 200
    text = page.text
    assert text.index('name="step" value="next"') < text.index('name="step" value="keep"')
    assert 'name="a.manner" autocomplete="off"' in text
    assert text.count(" autofocus") == 1
    focused = text[: text.index(" autofocus")].rpartition('name="a.')[2].partition('"')[0]
    assert focused == FIRST_BLANK
    assert sheets(database) == []
    filled = office.sheet(step="next") | {"a.stood_beside": "2"}
    full = client.post_form(office.entry, filled).text
    button = full[full.index('value="keep"') :].partition(">")[0]
    assert "autofocus" in button


def test_what_does_not_fit_keeps_everything_that_was_typed(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    refused = (
        {"a.manner": "8"},
        {"number": 99},
        {"number": ""},
        {"given_on": "2026-11-21"},
        {"given_on": "2024-01-01"},
        {"given_on": "mai"},
        {"place": 999999},
        {"a.strange": "1"},
        {"channel": "qr"},
    )
    for change in refused:
        page = client.post_form(office.entry, {**office.sheet(7), **change})
        assert page.status_code == 422, change
        assert "Nhanh gọn" in page.text
        assert 'role="alert"' in page.text
    assert sheets(database) == []
    assert client.post_form(office.entry, office.sheet(7)).status_code == 303
    repeated = client.post_form(office.entry, office.sheet(7))
    assert repeated.status_code == 422
    assert "đã được nhập" in repeated.text
    assert len(sheets(database)) == 1


def test_a_closed_period_is_named_and_nothing_is_lost(
    client: ProofreadingClient, database: Database, keys: Keys, office: Office, now: datetime
) -> None:
    with database.writing() as session:
        for name, first, last in (("2026-10", 1, 31), ("2026-11", 1, 30)):
            month = int(name[-2:])
            days = (date(2026, month, first), date(2026, month, last))
            authority_id = office.commune.authority.id
            session.add(
                Period(
                    authority_id=authority_id,
                    key=name,
                    name=name,
                    from_on=days[0],
                    to_on=days[1],
                    cutoff_on=days[1],
                )
            )
    actor = Actor(office.commune.authority.id, office.people.coordinator.id)
    close(database, keys, actor, "2026-10", now=now)
    page = client.post_form(office.entry, office.sheet(given_on="2026-10-31"))
    assert page.status_code == 422
    assert "Tháng 10/2026" in page.text
    assert "đính chính" in page.text
    assert "Nhanh gọn" in page.text
    assert sheets(database) == []
    assert client.post_form(office.entry, office.sheet()).status_code == 303


def test_what_was_heard_is_handed_in_once_however_often_it_is_sent(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    token = hidden_fields(client.get(office.entry).text)
    heard = {**token, **office.sheet("", channel="assisted")}
    assert client.post(office.entry, data=heard).status_code == 303
    assert client.post(office.entry, data=heard).status_code == 303
    assert stored(database) == 1
    other = client.post(office.entry, data={**heard, "a.manner": "1"})
    assert other.status_code == 422
    assert sheets(database) == []


def test_a_sheet_is_printed_with_numbers_and_the_rule_needs_a_reason(
    client: ProofreadingClient, office: Office
) -> None:
    page = f"{ROOT}/{office.commune.survey_id}"
    assert "1–9" in client.get(page).text
    pdf = client.get(f"{ROOT}/tap/1.pdf")
    assert pdf.data.startswith(b"%PDF")
    token = hidden_fields(client.get(page).text)
    for sent in ({"sheets": "0"}, {"sheets": "x"}, {"sheets": "301"}):
        data = {**token, "place": "", "language": "vi", **sent}
        assert client.post(f"{page}/in", data=data).status_code == 422
    for rule in ({"one_in": "10", "reason": ""}, {"one_in": "0"}, {"one_in": "1000"}):
        assert client.post(f"{page}/ty-le", data={**token, **rule}).status_code == 422
    good = {**token, "one_in": "10", "reason": "Chỉ có hai người"}
    assert client.post(f"{page}/ty-le", data=good).status_code == 303
    assert "Chỉ có hai người" in client.get(page).text


def test_three_people_at_every_page_of_paper(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    client.post_form(office.entry, office.sheet())
    sheet = sheets(database)[0].id
    survey = office.commune.survey_id
    pages = (f"{ROOT}/{survey}", f"{ROOT}/{survey}/nhap", f"{ROOT}/to/{sheet}/nhap-lai")
    people = office.people
    client.sign_in(people.typist)
    for page in (ROOT, *pages):
        for query in ("", "?lang=en"):
            assert client.get(page + query).status_code == 200, page
    token = hidden_fields(client.get(ROOT).text)
    rule = {**token, "one_in": "100", "reason": "Cho nhanh"}
    assert client.post(f"{ROOT}/{survey}/ty-le", data=rule).status_code == 403
    client.sign_in(people.clerk)
    for page in (ROOT, *pages, f"{ROOT}/tap/1.pdf"):
        assert client.get(page).status_code == 403, page
    client.sign_in(people.stranger)
    assert "Khảo sát tại quầy" not in client.get(ROOT).text
    for page in (*pages, f"{ROOT}/tap/1.pdf"):
        assert client.get(page).status_code == 404, page
    token = hidden_fields(client.get(ROOT).text)
    assert client.post(f"{ROOT}/to/{sheet}/bo", data=token).status_code == 409
    assert len(sheets(database)) == 1
    client.sign_in(people.typist)
    token = hidden_fields(client.get(ROOT).text)
    assert client.post(f"{ROOT}/to/{sheet}/bo", data=token).status_code == 303
    assert sheets(database) == []


def test_the_list_asks_as_many_questions_for_many_sheets_as_for_one(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    counted = []
    for number in (1, 2, 3, 4):
        client.post_form(office.entry, office.sheet(number))
        counted.append(statements(client, database))
    assert counted[0] == counted[-1]


def statements(client: ProofreadingClient, database: Database) -> int:
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        client.get(ROOT)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)

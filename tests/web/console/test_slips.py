"""Slips on the console: printed, counted in whole groups, handed out, withdrawn."""

import csv
import io
import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pypdfium2 as pdfium
import pytest
import time_machine
import zxingcpp
from sqlalchemy import select

from portal.codes import grouped
from portal.db import Database
from portal.fieldwork.slips.models import SlipStack
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.store import events_of
from tests.builders import make_staff, make_survey
from tests.portal.fieldwork.house import House, make_house
from tests.portal.fieldwork.slips.builders import use
from tests.proofreading import ProofreadingClient
from tests.web.citizen.builders import fields_of

LIST = "/console/khao-sat/phieu"
TODAY, DAY = date(2026, 11, 20), timedelta(days=1)


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def house(database: Database, clock: time_machine.Traveller) -> House:
    with database.writing() as session:
        house = make_house(session)
        make_survey(session, house.authority)
        make_survey(session, house.authority, unit=house.school)
        return house


def ask_for(client: ProofreadingClient, house: House, **changes: str) -> dict[str, str]:
    """Return the form as the coordinator would send it: twelve slips for the first counter."""
    client.sign_in(house.coordinator)
    usual = {"survey": "1", "place": str(house.points[0].id), "n": "12"}
    days = {"handed_from": str(TODAY), "handed_to": str(TODAY)}
    return {**fields_of(client.get(LIST).text), **usual, **days, **changes}


@pytest.fixture
def stack(client: ProofreadingClient, house: House) -> str:
    """The address of a stack."""
    answer = client.post(LIST, data=ask_for(client, house))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def press(client: ProofreadingClient, page: str, act: str, **fields: str) -> int:
    sent = {**fields_of(client.get(page).text), **fields}
    return client.post(f"{page}/{act}", data=sent).status_code


def codes_in(client: ProofreadingClient, stack: str) -> list[str]:
    table = client.get(f"{stack}/ma.csv")
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    return [row[0] for row in rows[1:]]


def test_paper_and_table_hold_the_same_codes_and_say_until_when(
    client: ProofreadingClient, stack: str
) -> None:
    codes = codes_in(client, stack)
    assert len(set(codes)) == 12
    answer = client.get(f"{stack}/phieu.pdf")
    assert answer.mimetype == "application/pdf"
    paper = pdfium.PdfDocument(answer.data)
    assert len(paper) == 2
    scanned = {
        found.text
        for page in paper
        for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    }
    assert scanned == {f"https://gopy.example/s/{code}" for code in codes}
    words = " ".join(paper[0].get_textpage().get_text_range().split())
    assert grouped(codes[0], 5) in words
    assert "27/11/2026" in words
    assert "gopy.example/s/" in words


def test_the_table_for_a_ticket_printer_opens_in_a_spreadsheet(
    client: ProofreadingClient, stack: str
) -> None:
    table = client.get(f"{stack}/ma.csv")
    assert table.mimetype == "text/csv"
    assert table.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert rows[1][1:4] == [f"https://gopy.example/s/{rows[1][0]}", "2026-11-27", "Quầy 1"]


def test_used_slips_are_counted_in_whole_groups(
    client: ProofreadingClient, database: Database, keys: Keys, stack: str, now: datetime
) -> None:
    codes = codes_in(client, stack)
    for code in codes[:4]:
        use(database, keys, code, os.urandom(16), now)
    assert "dưới 5" in client.get(stack).text
    for code in codes[4:9]:
        use(database, keys, code, os.urandom(16), now)
        assert "ít nhất 5" in client.get(stack).text


def test_after_the_last_day_the_rest_is_expired_and_nothing_is_printed(
    client: ProofreadingClient, house: House, stack: str, clock: time_machine.Traveller
) -> None:
    clock.shift(9 * DAY)
    client.sign_in(house.coordinator)
    assert "nhiều nhất 12" in client.get(stack).text
    assert "hết hạn" in client.get(LIST).text
    assert client.get(f"{stack}/phieu.pdf").status_code == 403
    assert client.get(f"{stack}/ma.csv").status_code == 403


def test_a_lost_stack_is_withdrawn(client: ProofreadingClient, house: House, stack: str) -> None:
    code = codes_in(client, stack)[0]
    assert press(client, stack, "thu-hoi") == 303
    assert client.get(f"/s/{code}").status_code == 410
    page = client.get(stack).text
    assert "đã thu hồi" in page
    assert "thu-hoi" not in page
    assert client.get(f"{stack}/phieu.pdf").status_code == 403


def test_how_many_were_handed_out_is_said(
    client: ProofreadingClient, database: Database, house: House, stack: str
) -> None:
    assert press(client, stack, "da-phat", handed="13") == 422
    assert press(client, stack, "da-phat", handed="") == 422
    assert press(client, stack, "da-phat", handed="9") == 303
    with database.reading() as session:
        assert session.scalars(select(SlipStack.handed)).one() == 9
        actions = [event.action for event in events_of(session, house.authority.id)]
    assert sorted(actions) == ["slips_handed", "slips_issued"]


def test_what_does_not_fit_stays_in_the_form(client: ProofreadingClient, house: House) -> None:
    days = {"handed_from": "2026-11-25", "handed_to": "2026-11-24", "days": "3"}
    answer = client.post(LIST, data=ask_for(client, house, n="501", **days))
    assert answer.status_code == 422
    for words in ("Mỗi lần xin in nhiều nhất 500", "2026-11-25", 'value="3"', 'value="501"'):
        assert words in answer.text
    elsewhere = ask_for(client, house, survey="2")
    assert "không hỏi ở quầy này" in client.post(LIST, data=elsewhere).text
    empty = client.post(LIST, data=ask_for(client, house, n="", handed_from=""))
    assert empty.status_code == 422


def test_who_keeps_surveys_of_a_unit_sees_its_own_stacks_only(
    client: ProofreadingClient, house: House, stack: str
) -> None:
    client.sign_in(house.keeper)
    page = client.get(LIST).text
    assert "Văn phòng trường" in page
    assert "Quầy 1" not in page
    for address in (stack, f"{stack}/phieu.pdf", f"{stack}/ma.csv"):
        assert client.get(address).status_code == 404


def test_who_is_rated_and_who_is_a_stranger_get_no_codes(
    client: ProofreadingClient, database: Database, house: House, stack: str
) -> None:
    with database.writing() as session:
        clerk = make_staff(session, house.authority, "clerk", Role.ONE_STOP_CLERK)
        theirs = make_staff(session, house.stranger.authority, "other", Role.REFORM_COORDINATOR)
    for staff, status in ((clerk, 403), (house.chair, 403), (theirs, 404)):
        client.sign_in(staff)
        for address in (stack, f"{stack}/phieu.pdf", f"{stack}/ma.csv"):
            assert client.get(address).status_code == status

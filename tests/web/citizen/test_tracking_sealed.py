"""A sealed case for its sender: what happened and where to go, without a word of it."""

from datetime import datetime

import pytest

from portal.cases.acts import Actor
from portal.cases.events import record
from portal.cases.handling.turns import Turn
from portal.cases.handling.visibility import Viewer
from portal.cases.intake.reissue import new_code
from portal.cases.intake.submit import Receipt, send
from portal.cases.kinds import Action, CaseKind, Subject
from portal.cases.lanes.splitting import Portion, split
from portal.cases.models import Case
from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority
from tests.builders import make_staff
from tests.portal.cases.builders import actor_of, make_act
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.test_tracking import opened
from tests.web.citizen.test_way_back import house

STORY = a_petition().story
TYPED = "Tôi muốn nói thêm một điều."


@pytest.fixture
def receipt(database: Database, keys: Keys, now: datetime, commune: int, clock: object) -> Receipt:
    assert clock
    return send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)


@pytest.fixture
def chief(database: Database, commune: int) -> Actor:
    with database.writing() as session:
        authority = session.get_one(Authority, commune)
        return actor_of(make_staff(session, authority, "hung", Role.CHIEF_OF_OFFICE))


def act(database: Database, chief: Actor, case_id: int, action: Action, **data: object) -> None:
    with database.writing() as session:
        case = session.get_one(Case, case_id)
        record(session, case, make_act(action, chief, utc_now(), **data))


def sealed_page(client: ProofreadingClient, database: Database, chief: Actor, sent: Receipt) -> str:
    """Seal the case and return the address its code opens."""
    act(database, chief, sent.case_id, Action.SEAL, handler_id=chief.staff_id)
    assert sent.access_code is not None
    return opened(client, sent.access_code)


def test_the_sender_reads_what_happened_and_where_to_go(
    client: ProofreadingClient, database: Database, chief: Actor, receipt: Receipt
) -> None:
    url = sealed_page(client, database, chief, receipt)
    shown = client.get(f"{url}?lang=en")
    assert house(shown) == "/c/xa-suoi-mo/?lang=en"
    page = shown.text
    for words in ("is a denunciation", "Thứ Năm hằng tuần", "/c/xa-suoi-mo/to-cao", "7 working"):
        assert words in page
    assert STORY not in page
    act(database, chief, receipt.case_id, Action.HAND_OVER)
    act(database, chief, receipt.case_id, Action.PURGE)
    later = client.get(f"{url}?lang=en").text
    assert "Ban Tiếp công dân tỉnh" in later
    assert "have been erased from this portal" in later


def test_what_was_being_written_meanwhile_is_not_lost(
    client: ProofreadingClient, database: Database, chief: Actor, receipt: Receipt
) -> None:
    act(database, chief, receipt.case_id, Action.ASK)
    assert receipt.access_code is not None
    url = opened(client, receipt.access_code)
    form = hidden_fields(client.get(url).text)
    act(database, chief, receipt.case_id, Action.SEAL, handler_id=chief.staff_id)
    answer = client.post(f"{url}/tra-loi", data={**form, "answer": TYPED})
    assert answer.status_code == 409
    assert TYPED in answer.text
    assert STORY not in answer.text


def test_one_code_shows_every_matter_of_a_letter(
    client: ProofreadingClient, database: Database, keys: Keys, chief: Actor, receipt: Receipt
) -> None:
    part = Portion(CaseKind.REPORT, Subject.LOCAL_LIFE, "Đèn đường hỏng.")
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        who = Viewer(chief.staff_id or 0, case.authority_id, None, chief.may)
        made = new_code(keys, 0, is_fast=True)
        other = split(session, keys, Turn(who, case.id), part, made, now=utc_now()).reference
    assert receipt.access_code is not None
    url = opened(client, receipt.access_code)
    page = client.get(url).text
    assert STORY in page
    assert other in page
    link = page.partition('<ul class="next">')[2].partition('href="')[2].partition('"')[0]
    assert "Đèn đường hỏng." in client.get(link).text
    act(database, chief, receipt.case_id, Action.SEAL, handler_id=chief.staff_id)
    assert other in client.get(url).text
    assert STORY not in client.get(url).text


def test_what_names_the_leaders_leads_its_sender_to_the_province(
    client: ProofreadingClient, database: Database, chief: Actor, receipt: Receipt
) -> None:
    kind = CaseKind.ABOUT_LEADERS
    act(database, chief, receipt.case_id, Action.SEAL, handler_id=chief.staff_id, kind=kind.value)
    assert receipt.access_code is not None
    page = client.get(opened(client, receipt.access_code)).text
    assert STORY not in page
    assert "Luật Tố cáo 2018, Điều 12" in page

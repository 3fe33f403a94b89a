"""How a due date was counted stands on the case, the tracking page and the public page, always."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.calendar.editing import OwnTerm, set_day, set_term, switch_day
from portal.calendar.rules import RuleCode
from portal.calendar.terms import Term, TermUnit
from portal.cases.handling.assigning import assign
from portal.cases.handling.triage import accept
from portal.cases.intake.submit import send
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import CaseKind
from portal.cases.models import Case
from portal.cases.replies.answering import record_signed
from portal.cases.replies.drafting import approve, draft
from portal.cases.replies.publishing import PublicCopy, publish
from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from tests.portal.calendar.calendars import rest_day
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    document,
    make_house,
    saying,
    turn,
)
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient

COPY = PublicCopy("Đèn đường hỏng.", "Đã thay đèn.")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def house(database: Database, clock: object) -> House:
    assert clock
    with database.writing() as session:
        return make_house(session)


def answered(database: Database, house: House) -> Case:
    """Take the case from accepting or assigning to its published answer."""
    now = utc_now()
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        if not case.times_reopened:
            accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=now)
        assign(session, turn(house.chief, case), house.unit.id, now=now)
        draft(session, turn(house.officer, case), saying(), now=now)
        approve(session, turn(house.chief, case), now=now)
        record_signed(session, turn(house.records, case), document(at=now), now=now)
        publish(session, turn(house.chief, case), COPY, now=now)
        return case


def edit_everything(database: Database, house: House, now: datetime) -> None:
    """Move the calendar and the term under every promise made so far."""
    authority_id = house.authority.id
    day = date(2026, 11, 24)
    free = (rest_day(date(2026, 11, 23)), rest_day(date(2026, 12, 16)))
    with database.writing() as session:
        switch_day(session, authority_id, day, active=False, actor_id=None, now=now)
        for special in free:
            set_day(session, authority_id, special, actor_id=None, now=now)
        for days in (3, 4):
            own = OwnTerm(Term(days, TermUnit.WORKING))
            set_term(session, authority_id, RuleCode.REPLY_OWN, own, actor_id=None, now=now)


def table(html: str) -> list[str]:
    """Return the days of the last table of days on a page and their places in the count."""
    rows = html.rpartition('<table class="days">')[2].partition("</table>")[0]
    return re.findall(r'datetime="([^"]+)".*?<td>(?:–|\d+)</td>', rows, re.DOTALL)


def tables(client: ProofreadingClient, house: House, case: Case, code: str) -> list[list[str]]:
    client.sign_in(house.chief)
    tracking = client.post("/tra-cuu", data={"code": code}).location
    pages = [
        f"/console/vu-viec/{case.reference}",
        tracking,
        f"/c/{house.authority.slug}/vu-viec/{case.reference}",
    ]
    return [table(client.get(page).text) for page in pages]


def test_all_three_pages_count_alike_before_and_after_a_reopening_and_any_edit(
    client: ProofreadingClient,
    database: Database,
    keys: Keys,
    house: House,
    clock: time_machine.Traveller,
) -> None:
    sent = a_petition(house.authority.id)
    receipt = send(database, keys, sent, SUBMISSION, now=NOW, is_fast=True)
    assert receipt.access_code is not None
    code = receipt.access_code.printed
    edit_everything(database, house, NOW)
    case = answered(database, house)
    found = tables(client, house, case, code)
    assert found[0] == found[1] == found[2]
    assert (found[0][0], found[0][-1]) == ("2026-11-20", "2026-12-07")
    clock.shift(timedelta(days=21))
    with database.writing() as session:
        row = session.get_one(Case, case.id)
        rate_reply(session, row, is_satisfied=False, comment="Lại tắt.", now=utc_now())
        reopen(session, row, "Lại tắt.", now=utc_now())
        free = rest_day(date(2026, 12, 14))
        set_day(session, house.authority.id, free, actor_id=None, now=utc_now())
    case = answered(database, house)
    found = tables(client, house, case, code)
    assert found[0] == found[1] == found[2]
    # Friday 11/12, four working days, a day off on the 16th; the one of the 14th came later.
    assert (found[0][0], found[0][-1]) == ("2026-12-11", "2026-12-18")

"""Secrets planted wherever something private is kept are on no public page."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.cases.acts import CITIZEN, Actor
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.replies.points.point import kept
from portal.cases.store import texts_of
from portal.db import Database
from portal.files.models import Attachment
from portal.keys import Keys
from portal.offices.models import Staff
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.details import ContactDetails
from tests.builders import make_village
from tests.portal.cases.builders import make_case
from tests.portal.cases.handling.builders import saying
from tests.portal.cases.registers.histories import House, moment
from tests.portal.cases.registers.stories import (
    PUBLIC_REPLY,
    PUBLIC_STORY,
    RECEIVED_ON,
    make_answered,
    publish,
    say,
)
from tests.portal.reports.world import NOW, World
from tests.proofreading import ProofreadingClient

CANARY = "chimhoangyen"
SITE = "/c/xa-suoi-mo/"
LATER = date(2026, 10, 8)


def plant(session: Session, keys: Keys, house: House) -> Case:
    """Publish a case whose every private place says the secret word."""
    village = make_village(session, house.authority, f"Thôn {CANARY}")
    case = make_case(
        session,
        house.authority,
        number=70,
        at=moment(RECEIVED_ON),
        village_id=village.id,
        due_on="2026-10-06",
    )
    case.place = f"Nhà {CANARY}"
    case.submission_digest = CANARY.encode().ljust(32)
    details = ContactDetails(CANARY, CANARY, "0905000000", f"{CANARY}@example.org")
    keep_contact(session, keys, ContactOwner(case.authority_id, case.id), details, now=NOW)
    session.add(attachment(case))
    walk_with_secrets(session, house, case)
    publish(session, house, case)
    say(
        session,
        case,
        Action.RATE_REPLY,
        CITIZEN,
        date(2026, 10, 21),
        is_satisfied=False,
        texts={TextPart.REPLY_COMMENT: CANARY},
    )
    return case


def walk_with_secrets(session: Session, house: House, case: Case) -> None:
    clerk, other = house.people
    unit = {"unit_id": house.units[0].id, "due_on": "2026-10-06"}
    signed = {"document_signer": f"Ông {CANARY}", "document_number": "7/UBND"}
    steps: list[tuple[Action, Actor, dict[str, Any], TextPart | None]] = [
        (Action.ASK, clerk, {}, TextPart.QUESTION),
        (Action.SUPPLY, CITIZEN, {}, TextPart.SUPPLEMENT),
        (Action.ACCEPT, clerk, {}, None),
        (Action.NOTE, clerk, {}, TextPart.NOTE),
        (Action.ASSIGN, clerk, unit, None),
        (Action.ASK, clerk, {}, TextPart.QUESTION),
        (Action.RESUME, clerk, {}, TextPart.REASON),
        (Action.DRAFT, clerk, {}, TextPart.REPLY),
        (Action.RETURN, other, {}, TextPart.REASON),
        (Action.DRAFT, clerk, {}, TextPart.REPLY),
        (Action.APPROVE, other, {}, None),
        (Action.SIGN, other, signed, TextPart.REASON),
    ]
    for action, actor, data, part in steps:
        texts = {part: f"Lời {CANARY}"} if part else None
        if texts and action is Action.DRAFT:
            texts[TextPart.POINTS] = kept(saying(f"Lời {CANARY}"))
        say(session, case, action, actor, LATER, texts=texts, **data)


def attachment(case: Case) -> Attachment:
    return Attachment(
        authority_id=case.authority_id,
        case_id=case.id,
        origin=CANARY,
        key=CANARY,
        media_type="image/jpeg",
        extension="jpg",
        size_bytes=1,
        sha256=b"0" * 32,
        position=1,
        created_at=NOW,
    )


def pages(client: ProofreadingClient) -> dict[str, str]:
    """Fetch every public page that can be reached by links from the front page."""
    found: dict[str, str] = {}
    waiting = [SITE, SITE + "?lang=en", SITE + "vu-viec/?q=den"]
    while waiting:
        url = waiting.pop()
        if url in found:
            continue
        found[url] = client.get(url).text
        links = [unescape(link) for link in re.findall(r'href="([^"#]+)', found[url])]
        # Villages are no secret in the form where one is chosen, only on a case.
        waiting += [link for link in links if link.startswith(SITE) and "y-kien" not in link]
    return found


@pytest.fixture
def case(database: Database, keys: Keys, world: World) -> Case:
    with database.writing() as session:
        for staff_id in (actor.staff_id for actor in world.house.people):
            staff = session.get_one(Staff, staff_id)
            staff.display_name = f"Bà {CANARY}"
        private = make_answered(session, world.house, number=71)
        private.place = CANARY
        return plant(session, keys, world.house)


def test_no_public_page_says_the_secret_word(client: ProofreadingClient, case: Case) -> None:
    found = pages(client)
    assert len(found) > 20
    assert any(case.reference in page for page in found.values())
    assert [url for url, page in found.items() if CANARY in page.lower()] == []
    assert [url for url, page in found.items() if "0905000000" in page] == []


def test_what_is_public_is_really_there(client: ProofreadingClient, case: Case) -> None:
    page = client.get(f"{SITE}vu-viec/{case.reference}").text
    assert PUBLIC_STORY.split(".")[0] in page
    assert PUBLIC_REPLY.rstrip(".") in page


@pytest.mark.usefixtures("case")
def test_the_secret_word_finds_nothing(client: ProofreadingClient) -> None:
    page = client.get(f"{SITE}vu-viec/?q={CANARY}").text
    assert "Không tìm thấy" in page


def test_the_planting_would_be_found(database: Database, case: Case) -> None:
    with database.reading() as session:
        row = session.get_one(Case, case.id)
        assert CANARY in row.place
        assert CANARY in row.document_signer
        notes = texts_of(session, case.id, TextPart.NOTE, TextPart.REPLY, TextPart.REASON)
        assert all(CANARY in text.body for text in notes)
        assert len(notes) > 3

"""The sender reads how often their contact was opened and what for, never by whom."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.cases.intake.submit import Receipt, send
from portal.cases.models import Case
from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority
from portal.people.contacts import open_contact
from portal.people.details import ReadingPurpose
from tests.builders import make_staff
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient
from tests.web.citizen.test_tracking import opened


@pytest.fixture
def receipt(database: Database, keys: Keys, now: datetime, commune: int, clock: object) -> Receipt:
    assert clock
    return send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)


def test_the_sender_reads_that_the_contact_was_opened_and_what_for(
    client: ProofreadingClient, database: Database, keys: Keys, receipt: Receipt
) -> None:
    assert receipt.access_code is not None
    page = opened(client, receipt.access_code)
    assert "Nobody of the office has opened your contact yet." in client.get(f"{page}?lang=en").text
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        authority = session.get_one(Authority, case.authority_id)
        clerk = make_staff(session, authority, "hongnhung", Role.ONE_STOP_CLERK)
        for purpose in (ReadingPurpose.REPLY, ReadingPurpose.REPLY, ReadingPurpose.CLARIFY):
            open_contact(session, keys, case.id, clerk.id, purpose, utc_now())
    text = " ".join(client.get(f"{page}?lang=en").text.split())
    assert "To give the answer (2 times); To ask about the matter (1 time)" in text
    assert clerk.display_name not in text

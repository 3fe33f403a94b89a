"""A letter that came back ends the letters to that address, if it was ours and failed for good."""

from datetime import UTC, datetime

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.notices.choices.staff import Choice, choose
from portal.notices.choices.store import mail_of
from portal.notices.failing import Bounced, take_bounce
from portal.notices.kinds import Progress, Trouble
from portal.notices.models import Notice
from portal.offices.kinds import Role
from tests.builders import make_authority, make_staff

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
BOUNCE = """\
From: MAILER-DAEMON@xa.example
To: gopy@xa.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.xa.example

Final-Recipient: rfc822; mai@xa.example
Action: {action}
Status: {status}
--b
Content-Type: {kind}

Message-ID: <{token}@gopy.example>
Subject: x

--b--
"""


@pytest.fixture
def sent(database: Database, keys: Keys) -> tuple[int, str]:
    """Return a member of staff and the token of a letter that was sent to them."""
    with database.writing() as session:
        authority = make_authority(session)
        staff = make_staff(session, authority, "mai", Role.CASE_OFFICER)
        wanted = Choice("mai@xa.example", "vi", frozenset())
        choose(session, keys, (authority.id, staff.id), wanted, now=NOW)
        notice = session.query(Notice).one()
        notice.progress = Progress.SENT
        return staff.id, notice.token


def bounce(token: str, **changed: str) -> bytes:
    usual = {"action": "failed", "status": "5.1.1", "kind": "message/rfc822", "token": token}
    return BOUNCE.format(**{**usual, **changed}).encode()


def take(database: Database, raw: bytes) -> Bounced:
    with database.writing() as session:
        return take_bounce(session, raw, now=NOW)


def fails(database: Database, staff_id: int) -> bool:
    with database.reading() as session:
        row = mail_of(session, staff_id)
        return row is not None and row.failed_at is not None


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_failure_for_good_is_remembered(
    database: Database, sent: tuple[int, str], kind: str
) -> None:
    assert take(database, bounce(sent[1], kind=kind)) is Bounced.FAILED
    assert fails(database, sent[0])
    with database.reading() as session:
        notice = session.query(Notice).one()
        assert (notice.progress, notice.reason) == (Progress.DEAD, Trouble.BOUNCED)


@pytest.mark.parametrize(
    "changed",
    [{"action": "delayed", "status": "4.4.1"}, {"action": "delivered", "status": "2.0.0"}],
)
def test_a_delay_is_no_failure(
    database: Database, sent: tuple[int, str], changed: dict[str, str]
) -> None:
    assert take(database, bounce(sent[1], **changed)) is Bounced.PASSING
    assert not fails(database, sent[0])


def test_what_names_no_letter_of_ours_changes_nothing(
    database: Database, sent: tuple[int, str]
) -> None:
    assert take(database, bounce("0" * 32)) is Bounced.NOT_OURS
    assert not fails(database, sent[0])


@pytest.mark.parametrize(
    "raw",
    [b"", b"Subject: holiday\n\nI am away.", b"\xff\x00" * 100],
    ids=["empty", "away", "noise"],
)
def test_other_mail_is_no_bounce(database: Database, sent: tuple[int, str], raw: bytes) -> None:
    assert take(database, raw) is Bounced.NOT_A_BOUNCE

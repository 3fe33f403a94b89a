"""An address that takes no letters: refused at the door, or a bounce that came back later."""

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.notices import store
from portal.notices.choices.store import mail_of
from portal.notices.kinds import Progress, Trouble
from portal.notices.models import Notice
from portal.people.mailing import note_failure

LARGEST_BOUNCE = 1024 * 1024
_TOKEN = re.compile(r"<([0-9a-f]{32})@[^>\s]+>")


class Bounced(StrEnum):
    """What a message that came back turned out to be."""

    NOT_A_BOUNCE = "not_a_bounce"
    NOT_OURS = "not_ours"
    PASSING = "passing"
    FAILED = "failed"


def address_failed(session: Session, notice: Notice, *, now: datetime) -> None:
    """Send nothing more there; the desk is told to call, a colleague sees it on their own page."""
    if notice.staff_id is not None:
        row = mail_of(session, notice.staff_id)
        if row is not None:
            row.failed_at = now
    elif notice.case_id is not None:
        note_failure(session, notice.case_id, now=now)
    session.flush()


def take_bounce(session: Session, raw: bytes, *, now: datetime) -> Bounced:
    """Read a delivery status notification (RFC 3464) and remember what failed for good.

    It is believed only if it quotes the random Message-ID of a letter we sent.
    """
    message = message_from_bytes(raw[:LARGEST_BOUNCE], policy=default)
    report = _part(message, "message/delivery-status")
    if report is None:
        return Bounced.NOT_A_BOUNCE
    quoted = _part(message, "message/rfc822") or _part(message, "text/rfc822-headers")
    found = _TOKEN.search(quoted) if quoted else None
    notice = store.by_token(session, found[1]) if found else None
    if notice is None:
        return Bounced.NOT_OURS
    if not _failed_for_good(report):
        return Bounced.PASSING
    store.settle_bounced(session, notice.id, Progress.DEAD, Trouble.BOUNCED, now)
    address_failed(session, notice, now=now)
    return Bounced.FAILED


def _failed_for_good(report: str) -> bool:
    """Say whether the report is of a failure of class 5, not of a delay or of a success."""
    fields = dict(re.findall(r"^(Action|Status):[ \t]*(\S+)", report, re.IGNORECASE | re.MULTILINE))
    told = {name.lower(): value.lower() for name, value in fields.items()}
    return told.get("action") == "failed" and told.get("status", "").startswith("5.")


def _part(message: EmailMessage, kind: str) -> str | None:
    """Return a part of a message as text, with the headers of what it encloses."""
    for part in message.walk():
        if part.get_content_type() == kind:
            payload = part.get_payload()
            pieces = payload if isinstance(payload, list) else [payload]
            return "\n".join(str(piece) for piece in pieces)
    return None

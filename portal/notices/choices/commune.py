"""A commune's own quiet hours, its webhook, and whether it sends text messages."""

from dataclasses import dataclass
from datetime import time
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.keys import Keys, Purpose
from portal.notices.choices import store
from portal.notices.habits import Quiet, shipped
from portal.notices.models import NoticeSetting

LONGEST = 300


@dataclass(frozen=True)
class Outlets:
    """Where a commune's notices may go beside e-mail, and when people are left alone."""

    quiet: Quiet
    webhook_url: str = ""
    webhook_turn: int = 0
    sends_messages: bool = False


def outlets_of(session: Session, authority_id: int) -> Outlets:
    """Return what a commune has set, else what comes with the program."""
    row = store.setting_of(session, authority_id)
    if row is None:
        return Outlets(shipped().quiet)
    since, until = time.fromisoformat(row.quiet_from), time.fromisoformat(row.quiet_until)
    quiet = Quiet(since, until, row.source)
    return Outlets(quiet, row.webhook_url, row.webhook_turn, row.sends_messages)


def set_outlets(session: Session, authority_id: int, chosen: Outlets) -> None:
    """Keep a commune's own settings; another webhook address gets another secret.

    Raises `InvalidInputError` (webhook_url `not_https`, `too_long`; source `required` for hours
    that are not the program's; quiet_until `too_long_silence` for a day without an hour to write).
    """
    _check(chosen)
    row = store.setting_of(session, authority_id)
    if row is None:
        row = NoticeSetting(authority_id=authority_id, webhook_url="", webhook_turn=0)
        session.add(row)
    quiet = chosen.quiet
    row.quiet_from, row.quiet_until = f"{quiet.since:%H:%M}", f"{quiet.until:%H:%M}"
    row.source, row.sends_messages = quiet.source, chosen.sends_messages
    if row.webhook_url != chosen.webhook_url:
        row.webhook_url, row.webhook_turn = chosen.webhook_url, row.webhook_turn + 1
    session.flush()


def renew_secret(session: Session, authority_id: int) -> None:
    """Make the old secret of the webhook worthless."""
    row = store.setting_of(session, authority_id)
    if row is not None:
        row.webhook_turn += 1
        session.flush()


def webhook_secret(keys: Keys, authority_id: int, turn: int) -> str:
    """Return the secret of a commune's webhook; it is kept nowhere."""
    return keys.digest(Purpose.WEBHOOK, f"{authority_id}/{turn}".encode()).hex()


def _check(chosen: Outlets) -> None:
    faults = {}
    url, quiet = chosen.webhook_url, chosen.quiet
    if len(url) > LONGEST:
        faults["webhook_url"] = "too_long"
    elif url and not _is_https(url):
        faults["webhook_url"] = "not_https"
    usual = shipped().quiet
    if (quiet.since, quiet.until) != (usual.since, usual.until) and not quiet.source:
        faults["source"] = "required"
    if _open_hours(quiet.since, quiet.until) < 1:
        faults["quiet_until"] = "too_long_silence"
    if faults:
        raise InvalidInputError(**faults)


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = parts.port is None or parts.port > 0
    except ValueError:
        return False
    named = bool(parts.hostname) and parts.username is None
    return parts.scheme == "https" and named and known and url.isascii() and " " not in url


def _open_hours(since: time, until: time) -> float:
    minutes = (since.hour * 60 + since.minute) - (until.hour * 60 + until.minute)
    return (minutes % (24 * 60) or 24 * 60) / 60

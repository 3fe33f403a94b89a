"""What a member of staff wants to be told, and where: their own address, sealed like a sender's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.keys import Keys, Purpose
from portal.notices.choices import store
from portal.notices.kinds import OPTIONAL, Kind, Way
from portal.notices.models import StaffMail
from portal.notices.queueing import Told, tell
from portal.people.addresses import LONGEST_EMAIL, is_email


@dataclass(frozen=True)
class Choice:
    """An address, the language of its letters, and the kinds that are wanted."""

    email: str
    language: str
    wanted: frozenset[Kind]


def choice_of(session: Session, keys: Keys, staff_id: int) -> Choice | None:
    row = store.mail_of(session, staff_id)
    if row is None:
        return None
    wanted = frozenset(OPTIONAL) - _muted(row)
    return Choice(address_of(keys, row), row.language, wanted)


def choose(
    session: Session, keys: Keys, who: tuple[int, int], choice: Choice, *, now: datetime
) -> None:
    """Keep a choice of somebody (authority, staff) and greet a new address; empty forgets it.

    Raises `InvalidInputError` (email `not_an_email`, `too_long`).
    """
    authority_id, staff_id = who
    row = store.mail_of(session, staff_id)
    if not choice.email:
        if row is not None:
            session.delete(row)
        return
    _check(choice.email)
    is_new = row is None or address_of(keys, row) != choice.email
    if row is None:
        row = StaffMail(staff_id=staff_id, authority_id=authority_id)
        session.add(row)
    if is_new:
        sealed = keys.seal(Purpose.STAFF_MAIL, choice.email.encode(), _binding(staff_id))
        row.sealed, row.failed_at = sealed, None
    row.language = choice.language
    row.muted = " ".join(kind for kind in OPTIONAL if kind not in choice.wanted)
    session.flush()
    if is_new:
        topic = f"staff/{staff_id}/{int(now.timestamp())}"
        told = Told(authority_id, Kind.WELCOME, topic, staff_id=staff_id)
        tell(session, told, Way.EMAIL, choice.language, now=now)


def address_of(keys: Keys, row: StaffMail) -> str:
    return keys.unseal(Purpose.STAFF_MAIL, row.sealed, _binding(row.staff_id)).decode()


def reachable(session: Session, staff_ids: Collection[int], kind: Kind) -> list[tuple[int, str]]:
    """Return who of these is to be told something of a kind by e-mail, each with their language."""
    return [
        (row.staff_id, row.language)
        for row in store.mails_of(session, staff_ids)
        if kind not in _muted(row)
    ]


def _muted(row: StaffMail) -> frozenset[Kind]:
    return frozenset(Kind(name) for name in row.muted.split())


def _check(email: str) -> None:
    if len(email) > LONGEST_EMAIL:
        raise InvalidInputError(email="too_long")
    if not is_email(email):
        raise InvalidInputError(email="not_an_email")


def _binding(staff_id: int) -> bytes:
    return f"staff/{staff_id}".encode()

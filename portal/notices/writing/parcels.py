"""Making a parcel of a notice at the last moment: the address of today, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from portal.keys import Keys
from portal.notices.choices.commune import outlets_of, webhook_secret
from portal.notices.choices.staff import address_of
from portal.notices.choices.store import mail_of
from portal.notices.kinds import Because, Way
from portal.notices.models import Notice
from portal.notices.ways.parcel import Parcel
from portal.notices.writing import letters
from portal.notices.writing.stopping import STOP, stop_token
from portal.offices.store import authority_by_id
from portal.people.mailing import reach_of

Gate = Callable[[Session, Notice], Because | None]
"""Says why a notice has lost its point since it was written; None if it still goes."""


@dataclass(frozen=True)
class House:
    """What parcels need of the installation: its keys, and its address on the internet."""

    keys: Keys
    address: str

    def message_id(self, notice: Notice) -> str:
        return f"{notice.token}@{message_host(self.address)}"


def message_host(address: str) -> str:
    return urlsplit(address).hostname or "localhost"


def parcel_of(session: Session, house: House, notice: Notice, *, now: datetime) -> Parcel | Because:
    """Return the parcel of a notice, or why none can be made."""
    if notice.way == Way.WEBHOOK:
        return _for_machine(session, house, notice, now)
    find = _for_staff if notice.staff_id else _for_sender
    to = find(session, house, notice)
    if isinstance(to, Because):
        return to
    stop_url = _stop_url(house, notice)
    authority, lang = authority_by_id(session, notice.authority_id), notice.language
    told = letters.Told(
        notice.kind, notice.data, authority.name, authority.hotline, house.address, stop_url
    )
    return Parcel(
        to=to,
        message_id=house.message_id(notice),
        at=now,
        subject=letters.subject(told, lang),
        text=letters.text(told, lang),
        short=letters.short(told, lang),
        language=lang,
        sender_name=authority.name,
        stop_url=stop_url,
    )


def _stop_url(house: House, notice: Notice) -> str:
    """Return how a sender ends these letters; staff have a page of their own for that."""
    if notice.staff_id is not None or notice.case_id is None:
        return ""
    return house.address + STOP + stop_token(house.keys, notice.case_id)


def _for_machine(session: Session, house: House, notice: Notice, now: datetime) -> Parcel | Because:
    outlets = outlets_of(session, notice.authority_id)
    if not outlets.webhook_url:
        return Because.NOT_SET_UP
    secret = webhook_secret(house.keys, notice.authority_id, outlets.webhook_turn)
    return Parcel(
        to=outlets.webhook_url,
        message_id=house.message_id(notice),
        at=now,
        facts=notice.data,
        secret=secret.encode(),
    )


def _for_staff(session: Session, house: House, notice: Notice) -> str | Because:
    row = mail_of(session, notice.staff_id) if notice.staff_id else None
    if row is None:
        return Because.NO_ADDRESS
    return Because.ADDRESS_FAILS if row.failed_at else address_of(house.keys, row)


def _for_sender(session: Session, house: House, notice: Notice) -> str | Because:
    reach = reach_of(session, house.keys, notice.case_id) if notice.case_id else None
    if reach is None:
        return Because.NO_ADDRESS
    if reach.is_stopped:
        return Because.STOPPED
    if notice.way == Way.PHONE:
        return reach.details.phone or Because.NO_ADDRESS
    if reach.fails:
        return Because.ADDRESS_FAILS
    return reach.details.email or Because.NO_ADDRESS

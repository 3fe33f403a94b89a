"""Builders of petitions for the tests of intake."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from portal.calendar.editing import seed
from portal.cases.intake.petition import NewPetition
from portal.cases.kinds import CaseKind, ReplyBy, SenderKind, Subject
from portal.offices.models import Authority
from portal.people.details import ContactDetails
from tests.builders import LONG_AGO, make_authority

SUBMISSION = bytes(range(16))
MAI = ContactDetails(name="Nguyễn Thị Mai", phone="0912 345 678")


def a_petition(authority_id: int = 1, **changes: Any) -> NewPetition:
    petition = NewPetition(
        authority_id=authority_id,
        story="Đèn đường đầu thôn hỏng đã hai tuần, tối rất nguy hiểm.",
        kind=CaseKind.REPORT,
        subject=Subject.LOCAL_LIFE,
        sender_kind=SenderKind.PERSON,
        is_anonymous=False,
        reply_by=ReplyBy.PHONE,
        may_publish=True,
        contact=MAI,
    )
    return replace(petition, **changes)


def an_anonymous_petition(authority_id: int = 1, **changes: Any) -> NewPetition:
    nameless = a_petition(
        authority_id, is_anonymous=True, contact=ContactDetails(), reply_by=ReplyBy.CODE
    )
    return replace(nameless, **changes)


def make_open_commune(session: Session) -> Authority:
    """Return a commune whose calendar and terms are loaded."""
    authority = make_authority(session)
    seed(session, authority.id, now=LONG_AGO)
    return authority

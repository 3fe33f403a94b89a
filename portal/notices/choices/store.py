"""The queries of choices: whose e-mail is known, and what a commune has set."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.notices.models import NoticeSetting, StaffMail


def mail_of(session: Session, staff_id: int) -> StaffMail | None:
    return session.get(StaffMail, staff_id)


def mails_of(session: Session, staff_ids: Collection[int]) -> Sequence[StaffMail]:
    """Return what these members of staff have chosen, in a fixed order."""
    query = select(StaffMail).where(StaffMail.staff_id.in_(staff_ids))
    return session.scalars(query.order_by(StaffMail.staff_id)).all()


def setting_of(session: Session, authority_id: int) -> NoticeSetting | None:
    return session.get(NoticeSetting, authority_id)

"""Queries of the tablets."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.kiosks.models import Kiosk
from portal.fieldwork.models import Questionnaire, Survey, SurveyPoint
from portal.offices.models import ServicePoint


class KioskAt(NamedTuple):
    """A tablet as its page and its gate need it."""

    id: int
    authority_id: int
    service_point_id: int
    code: str
    languages: str
    interval_seconds: int
    revoked_at: datetime | None
    seen_on: date | None

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None


_KIOSK = select(
    Kiosk.id,
    Kiosk.authority_id,
    Kiosk.service_point_id,
    ServicePoint.code,
    Kiosk.languages,
    Kiosk.interval_seconds,
    Kiosk.revoked_at,
    Kiosk.seen_on,
).join(ServicePoint, ServicePoint.id == Kiosk.service_point_id)


def kiosk_by_digest(connection: Connection, digest: bytes) -> KioskAt | None:
    row = connection.execute(_KIOSK.where(Kiosk.digest == digest)).first()
    return None if row is None else KioskAt._make(row)


def kiosk_by_id(connection: Connection, authority_id: int, kiosk_id: int) -> KioskAt | None:
    own = _KIOSK.where(Kiosk.id == kiosk_id, Kiosk.authority_id == authority_id)
    row = connection.execute(own).first()
    return None if row is None else KioskAt._make(row)


def kiosks_of(session: Session, authority_id: int) -> Sequence[Kiosk]:
    """Return the tablets of an authority, those in use first, with their places."""
    of = select(Kiosk).where(Kiosk.authority_id == authority_id)
    return session.scalars(of.order_by(Kiosk.revoked_at.is_not(None), Kiosk.name, Kiosk.id)).all()


def revoke(session: Session, authority_id: int, kiosk_id: int, now: datetime) -> bool:
    """Take a tablet out of use; False if it was already, `NotFoundError` if there is none."""
    own = and_(Kiosk.id == kiosk_id, Kiosk.authority_id == authority_id)
    if session.scalar(select(exists().where(own))) is not True:
        raise NotFoundError(kiosk=kiosk_id)
    ended = update(Kiosk).where(own, Kiosk.revoked_at.is_(None)).values(revoked_at=now)
    return session.execute(ended.returning(Kiosk.id)).first() is not None


def mark_seen(connection: Connection, kiosk_id: int, today: date, moved: int) -> None:
    """Note the day on which a tablet sent, and how many of its ratings took another day."""
    seen = {"seen_on": today, "moved": Kiosk.moved + moved}
    connection.execute(update(Kiosk).where(Kiosk.id == kiosk_id).values(seen))


def survey_asked_at(
    session: Session, kiosk: KioskAt, survey_id: int
) -> tuple[Survey, Questionnaire] | None:
    """Return a walk-up survey that was meant for the place of a tablet, whether open or over."""
    unit = select(ServicePoint.unit_id).where(ServicePoint.id == kiosk.service_point_id)
    picked = exists().where(
        SurveyPoint.survey_id == Survey.id,
        SurveyPoint.service_point_id == kiosk.service_point_id,
    )
    here = or_(
        Survey.scope == Scope.AUTHORITY,
        and_(Survey.scope == Scope.UNIT, Survey.unit_id == unit.scalar_subquery()),
        and_(Survey.scope == Scope.POINTS, picked),
    )
    row = session.execute(
        select(Survey, Questionnaire)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(
            Survey.id == survey_id,
            Survey.authority_id == kiosk.authority_id,
            Survey.kind == SurveyKind.WALK_UP,
            Survey.state == SurveyState.APPROVED,
            here,
        )
    ).first()
    return None if row is None else (row[0], row[1])

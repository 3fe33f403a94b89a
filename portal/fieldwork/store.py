"""Every query of the field: surveys of an authority, and the place behind a code."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from portal.fieldwork.models import Survey
from portal.fieldwork.places import Place
from portal.offices.models import Authority, Procedure, ServicePoint, Unit


def is_open(now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Return the phase `open` in SQL; see `portal.fieldwork.phases`."""
    survey = Survey.__table__.c
    return and_(survey.opens_at <= now, or_(survey.closes_at.is_(None), survey.closes_at > now))


def survey_open_at(session: Session, authority_id: int, now: datetime) -> Survey | None:
    return session.scalars(
        select(Survey)
        .where(Survey.authority_id == authority_id, is_open(now))
        .order_by(Survey.opens_at.desc(), Survey.id.desc())
        .limit(1)
    ).first()


def last_survey(session: Session, authority_id: int, now: datetime) -> Survey | None:
    """Return the survey that began last up to `now`, whether or not it still runs."""
    return session.scalars(
        select(Survey)
        .where(Survey.authority_id == authority_id, Survey.opens_at <= now)
        .order_by(Survey.opens_at.desc(), Survey.id.desc())
        .limit(1)
    ).first()


def close_open_surveys(session: Session, authority_id: int, now: datetime) -> None:
    session.execute(
        update(Survey)
        .where(Survey.authority_id == authority_id, is_open(now))
        .values(closes_at=now)
    )


def add_survey(session: Session, survey: Survey) -> None:
    session.add(survey)
    session.flush()


def place_by_code(connection: Connection, code: str, now: datetime) -> Place | None:
    row = connection.execute(_PLACE, {"code": code, "now": now}).first()
    return None if row is None else Place._make(row)


POINT, UNIT, AUTHORITY, SURVEY, PROCEDURE = (
    table.__table__.c for table in (ServicePoint, Unit, Authority, Survey, Procedure)
)
# Where each field of a place comes from; the order is that of `Place`.
PLACE_COLUMNS: dict[str, Any] = {
    "service_point_id": POINT.id,
    "code": POINT.code,
    "name": POINT.name,
    "unit_name": UNIT.name,
    "revoked_at": POINT.revoked_at,
    "authority_id": AUTHORITY.id,
    "authority_name": AUTHORITY.name,
    "province": AUTHORITY.province,
    "slug": AUTHORITY.slug,
    "is_demo": AUTHORITY.is_demo,
    "hotline": AUTHORITY.hotline,
    "address": AUTHORITY.address,
    "hours": AUTHORITY.hours,
    "reception": AUTHORITY.reception,
    "has_procedures": exists().where(PROCEDURE.authority_id == AUTHORITY.id, PROCEDURE.is_active),
    "survey_id": SURVEY.id,
    "instrument": SURVEY.instrument,
    "instrument_version": SURVEY.instrument_version,
}


def _place() -> Select[*tuple[Any, ...]]:
    """Build the query behind every scan once: building it costs more than running it."""
    asked_now = and_(SURVEY.authority_id == AUTHORITY.id, is_open(bindparam("now")))
    return (
        select(*(PLACE_COLUMNS[name] for name in Place._fields))
        .select_from(ServicePoint.__table__)
        .join(Unit.__table__, UNIT.id == POINT.unit_id)
        .join(Authority.__table__, AUTHORITY.id == POINT.authority_id)
        .outerjoin(Survey.__table__, asked_now)
        .where(POINT.code == bindparam("code"))
        .order_by(SURVEY.opens_at.desc(), SURVEY.id.desc())
        .limit(1)
    )


_PLACE = _place()

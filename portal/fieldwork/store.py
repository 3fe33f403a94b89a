"""Queries of the field: what is asked where, and the paper of surveys."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from portal.errors import NotFoundError
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.models import Questionnaire, Survey, SurveyPoint
from portal.fieldwork.places import Place
from portal.fieldwork.sheets import SurveySheet
from portal.fieldwork.tongues.models import Speech
from portal.offices.models import Authority, Procedure, ServicePoint, Staff, Unit

POINT, UNIT, AUTHORITY, SURVEY, ASKED, PROCEDURE, PICKED, SPEECH = (
    table.__table__.c
    for table in (
        ServicePoint,
        Unit,
        Authority,
        Survey,
        Questionnaire,
        Procedure,
        SurveyPoint,
        Speech,
    )
)
IS_WALK_UP: ColumnElement[bool] = SURVEY.kind == SurveyKind.WALK_UP


def is_open(now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Return the phase `open` in SQL; see `portal.fieldwork.phases`."""
    is_begun = and_(SURVEY.state == SurveyState.APPROVED, SURVEY.opens_at <= now)
    return and_(is_begun, is_not_over(now))


def is_not_over(now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Say whether the end of a survey has not come yet."""
    return or_(SURVEY.closes_at.is_(None), SURVEY.closes_at > now)


def not_before(now: datetime) -> ColumnElement[datetime]:
    """Return the beginning of a survey, or `now` if that has passed."""
    begun: ColumnElement[datetime] = case((SURVEY.opens_at < now, now), else_=SURVEY.opens_at)
    return begun


def survey_open_at(session: Session, authority_id: int, now: datetime) -> Survey | None:
    return session.scalars(
        select(Survey)
        .where(
            Survey.authority_id == authority_id,
            Survey.scope == Scope.AUTHORITY,
            IS_WALK_UP,
            is_open(now),
        )
        .order_by(Survey.opens_at.desc(), Survey.id.desc())
        .limit(1)
    ).first()


def last_survey(session: Session, authority_id: int, now: datetime) -> Survey | None:
    """Return the walk-up survey of a whole authority that began last, open or over."""
    return session.scalars(
        select(Survey)
        .where(
            Survey.authority_id == authority_id,
            Survey.scope == Scope.AUTHORITY,
            Survey.state == SurveyState.APPROVED,
            Survey.opens_at <= now,
            IS_WALK_UP,
        )
        .order_by(Survey.opens_at.desc(), Survey.id.desc())
        .limit(1)
    ).first()


def close_open_surveys(session: Session, authority_id: int, now: datetime, *scopes: Scope) -> None:
    """End the walk-up surveys of an authority that are open, those of the scopes given."""
    session.execute(
        update(Survey)
        .where(
            Survey.authority_id == authority_id,
            Survey.scope.in_(scopes),
            IS_WALK_UP,
            is_open(now),
        )
        .values(closes_at=now)
    )


def add_survey(session: Session, survey: Survey, points: Iterable[int] = ()) -> None:
    session.add(survey)
    session.flush()
    set_points(session, survey, points)


def set_points(session: Session, survey: Survey, points: Iterable[int]) -> None:
    """Let a survey be asked at exactly these points."""
    session.execute(delete(SurveyPoint).where(SurveyPoint.survey_id == survey.id))
    rows = [
        {"survey_id": survey.id, "service_point_id": point, "authority_id": survey.authority_id}
        for point in sorted(set(points))
    ]
    if rows:
        session.execute(insert(SurveyPoint), rows)


def change_survey(
    session: Session, authority_id: int, survey_id: int, guard: Sequence[Any], values: Any
) -> Survey | None:
    """Change a survey if the guard holds where it is written; None if it does not."""
    return session.scalars(
        update(Survey)
        .where(Survey.id == survey_id, Survey.authority_id == authority_id, *guard)
        .values(values)
        .returning(Survey),
        execution_options={"populate_existing": True},
    ).first()


def survey_of(session: Session, authority_id: int, survey_id: int) -> Survey:
    """Return a survey of an authority, else raise `NotFoundError`."""
    found = session.scalars(
        select(Survey).where(Survey.id == survey_id, Survey.authority_id == authority_id)
    ).first()
    if found is None:
        raise NotFoundError(survey=survey_id)
    return found


def sheets_of(
    session: Session, authority_id: int, only_unit: int | None, survey_id: int | None = None
) -> list[SurveySheet]:
    """Return surveys with the names around them, the latest first; of one unit, or all."""
    author, approver = aliased(Staff), aliased(Staff)
    wanted = [Survey.authority_id == authority_id]
    wanted += [] if only_unit is None else [Survey.unit_id == only_unit]
    wanted += [] if survey_id is None else [Survey.id == survey_id]
    rows = session.execute(
        select(Survey, Questionnaire, Unit.name, author.display_name, approver.display_name)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .outerjoin(Unit, Unit.id == Survey.unit_id)
        .outerjoin(author, author.id == Survey.created_by_id)
        .outerjoin(approver, approver.id == Survey.approved_by_id)
        .where(*wanted)
        .order_by(Survey.opens_at.desc(), Survey.id.desc())
    )
    return [SurveySheet(*row) for row in rows]


def sheet_of(
    session: Session, authority_id: int, only_unit: int | None, survey_id: int
) -> SurveySheet:
    """Return one survey with the names around it, else raise `NotFoundError`."""
    found = sheets_of(session, authority_id, only_unit, survey_id)
    if not found:
        raise NotFoundError(survey=survey_id)
    return found[0]


def points_of_survey(session: Session, survey: Survey) -> list[ServicePoint]:
    """Return the points in use at which a survey is asked, in the order of their names."""
    points = (
        select(ServicePoint)
        .where(ServicePoint.authority_id == survey.authority_id, ServicePoint.revoked_at.is_(None))
        .order_by(ServicePoint.name, ServicePoint.id)
    )
    if survey.scope == Scope.UNIT:
        points = points.where(ServicePoint.unit_id == survey.unit_id)
    if survey.scope == Scope.POINTS:
        picked = select(SurveyPoint.service_point_id).where(SurveyPoint.survey_id == survey.id)
        points = points.where(ServicePoint.id.in_(picked))
    return list(session.scalars(points))


def place_by_code(connection: Connection, code: str, now: datetime) -> Place | None:
    row = connection.execute(_PLACE, {"code": code, "now": now}).first()
    return None if row is None else Place._make(row)


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
    "questionnaire_id": ASKED.id,
    "digest": ASKED.digest,
    "languages": SURVEY.languages,
    # By its key, and only if something was ever opened: a scan pays one look-up for it.
    "speech": select(SPEECH.mark)
    .where(SPEECH.authority_id == AUTHORITY.id, SPEECH.questionnaire_id == ASKED.id)
    .scalar_subquery(),
}
NARROWNESS = case({Scope.POINTS: 2, Scope.UNIT: 1}, value=SURVEY.scope, else_=0)


def _place() -> Select[*tuple[Any, ...]]:
    """Build the query behind every scan once: building it costs more than running it.

    Of the walk-up surveys open at the point it takes one: the narrowest, then the latest opened.
    """
    picked = exists().where(PICKED.survey_id == SURVEY.id, PICKED.service_point_id == POINT.id)
    asked_here = or_(
        SURVEY.scope == Scope.AUTHORITY,
        and_(SURVEY.scope == Scope.UNIT, SURVEY.unit_id == POINT.unit_id),
        and_(SURVEY.scope == Scope.POINTS, picked),
    )
    asked_now = and_(
        SURVEY.authority_id == AUTHORITY.id, IS_WALK_UP, is_open(bindparam("now")), asked_here
    )
    return (
        select(*(PLACE_COLUMNS[name] for name in Place._fields))
        .select_from(ServicePoint.__table__)
        .join(Unit.__table__, UNIT.id == POINT.unit_id)
        .join(Authority.__table__, AUTHORITY.id == POINT.authority_id)
        .outerjoin(Survey.__table__, asked_now)
        .outerjoin(Questionnaire.__table__, ASKED.id == SURVEY.questionnaire_id)
        .where(POINT.code == bindparam("code"))
        .order_by(NARROWNESS.desc(), SURVEY.opens_at.desc(), SURVEY.id.desc())
        .limit(1)
    )


_PLACE = _place()

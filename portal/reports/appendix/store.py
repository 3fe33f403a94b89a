"""Queries of the appendix: which questionnaire was a unit's own."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.clock import VIETNAM
from portal.fieldwork.kinds import Scope
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP


def asked_of_units(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> dict[int, str]:
    """Return the code of the questionnaire a unit's own walk-up survey asked last in a span."""
    begin, end = (
        datetime.combine(day, time.min, VIETNAM) for day in (from_on, to_on + timedelta(days=1))
    )
    rows = session.execute(
        select(Survey.unit_id, Questionnaire.code)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(
            Survey.authority_id == authority_id,
            Survey.scope != Scope.AUTHORITY,
            Survey.unit_id.is_not(None),
            Survey.approved_at.is_not(None),
            Survey.opens_at < end,
            or_(Survey.closes_at.is_(None), Survey.closes_at > begin),
            IS_WALK_UP,
        )
        .order_by(Survey.opens_at, Survey.id)
    )
    return {unit: code for unit, code in rows if unit is not None}

"""Printing a stack of slips, saying how many were handed out, revoking a lost one."""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.codes import derive_slip_code
from portal.errors import InvalidInputError, NotAllowedError
from portal.fieldwork.drafting import Desk, visible
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.models import Survey
from portal.fieldwork.phases import SurveyPhase, phase
from portal.fieldwork.slips import store
from portal.fieldwork.slips.counting import is_over
from portal.fieldwork.slips.models import SlipStack
from portal.fieldwork.slips.spending import digest_of
from portal.fieldwork.slips.terms import Validity, shipped, validity
from portal.fieldwork.store import points_of_survey
from portal.fieldwork.windows import last_day
from portal.keys import Keys, Purpose
from portal.offices.events import record

SEED_BYTES = 16
ASKED = {SurveyPhase.OPEN, SurveyPhase.UPCOMING}


@dataclass(frozen=True)
class StackPlan:
    """What is to be printed; `days` or `through` is None where the other counts, or the usual."""

    survey_id: int
    service_point_id: int
    n: int
    handed_from: date
    handed_to: date
    days: int | None = None
    through: date | None = None


def issue(session: Session, keys: Keys, desk: Desk, plan: StackPlan, *, now: datetime) -> SlipStack:
    """Write a stack; its codes can be derived again, and no table holds them.

    Raises `InvalidInputError` by field and `NotFoundError` for a survey out of sight.
    """
    survey = visible(session, desk, plan.survey_id)
    lasts = _within(survey, validity(plan.handed_to, plan.days, plan.through))
    faults = _faults(session, survey, plan, lasts, now)
    if faults:
        raise InvalidInputError(**faults)
    stack = SlipStack(
        authority_id=survey.authority_id,
        survey_id=survey.id,
        service_point_id=plan.service_point_id,
        seed=os.urandom(SEED_BYTES),
        n=plan.n,
        handed_from=plan.handed_from,
        handed_to=plan.handed_to,
        valid_through=lasts.through,
        term_source=lasts.source,
        issued_by_id=desk.actor.staff_id,
        issued_at=now,
    )
    store.add_stack(session, stack, [digest_of(keys, code) for code in codes_of(keys, stack)])
    record(session, desk.actor, "slips_issued", now, stack=stack.id, survey=survey.id, n=plan.n)
    return stack


def codes_of(keys: Keys, stack: SlipStack) -> list[str]:
    """Return the codes of a stack in the order in which they are printed."""
    key = keys.key(Purpose.SLIP)
    return [derive_slip_code(key, stack.seed, number) for number in range(stack.n)]


def printable(keys: Keys, stack: SlipStack, *, now: datetime) -> list[str]:
    """Return the codes as long as slips are handed out; afterwards nobody needs them any more.

    Whoever has them can look which of them were used. Raises `NotAllowedError`.
    """
    today = local_day(now)
    if stack.handed_to < today or is_over(stack.valid_through, stack.revoked_at, today):
        raise NotAllowedError(stack=stack.id)
    return codes_of(keys, stack)


def say_handed(session: Session, desk: Desk, stack_id: int, handed: int, *, now: datetime) -> None:
    """Say how many slips of a stack were handed out; raises `InvalidInputError`."""
    stack = store.stack_of(session, desk.actor.authority_id, desk.only_unit, stack_id).stack
    if not 0 <= handed <= stack.n:
        raise InvalidInputError(handed="out_of_range")
    store.say_handed(session, stack_id, handed)
    record(session, desk.actor, "slips_handed", now, stack=stack_id, handed=handed)


def revoke(session: Session, desk: Desk, stack_id: int, *, now: datetime) -> None:
    """Let no slip of a stack open a rating any more; what was rated stays."""
    store.stack_of(session, desk.actor.authority_id, desk.only_unit, stack_id)
    if store.revoke(session, stack_id, now):
        record(session, desk.actor, "slips_revoked", now, stack=stack_id)


def _within(survey: Survey, wanted: Validity) -> Validity:
    """Return the validity, cut where the survey ends: the paper must not promise more."""
    end = last_day(survey.closes_at)
    return wanted if end is None or wanted.through <= end else Validity(end, wanted.source)


def _faults(
    session: Session, survey: Survey, plan: StackPlan, lasts: Validity, now: datetime
) -> dict[str, str]:
    stands = phase(SurveyState(survey.state), survey.opens_at, survey.closes_at, now)
    faults = {} if stands in ASKED else {"survey": "not_asked"}
    if plan.service_point_id not in {point.id for point in points_of_survey(session, survey)}:
        faults["place"] = "not_asked_here"
    if plan.n < store.smallest_group(session, survey.authority_id):
        faults["n"] = "too_few"
    if plan.n > shipped().most:
        faults["n"] = "too_many"
    return faults | _faulty_days(plan, lasts.through, local_day(now))


def _faulty_days(plan: StackPlan, through: date, today: date) -> dict[str, str]:
    longest = timedelta(days=shipped().longest_handed_days)
    if plan.handed_from < today:
        return {"handed_from": "passed"}
    if plan.handed_to < plan.handed_from:
        return {"handed_to": "days_turned"}
    if plan.handed_to - plan.handed_from >= longest:
        return {"handed_to": "too_long"}
    return _faulty_end(plan, through)


def _faulty_end(plan: StackPlan, through: date) -> dict[str, str]:
    if plan.days is not None and plan.through is not None:
        return {"through": "days_or_date"}
    if through < plan.handed_to:
        return {"through" if plan.through else "handed_to": "over_before"}
    if through - plan.handed_to > timedelta(days=shipped().longest_days):
        return {"through" if plan.through else "days": "too_far"}
    return {}

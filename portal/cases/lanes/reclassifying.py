"""Another lane for a case: its reference and history stay, its day moves only with a reason."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.calendar.store import load_calendar
from portal.cases.answer_rules import answer_rule
from portal.cases.course import course_of
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, CaseKind, Subject, TextPart
from portal.cases.models import Case
from portal.cases.recounting import Clock, count
from portal.cases.store import events_of
from portal.clock import local_day
from portal.errors import InvalidInputError


def reclassify(
    session: Session, turn: Turn, kind: CaseKind, subject: Subject, reason: str, *, now: datetime
) -> Case:
    """Move an accepted case to another lane, with a reason the sender reads.

    Raises `InvalidInputError` (subject `same_lane`) and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    if (case.kind, case.subject) == (kind, subject):
        raise InvalidInputError(subject="same_lane")
    texts = {TextPart.REASON: written(reason, "reason")}
    data = lane_facts(session, case, kind, subject, now)
    return take(session, turn, Action.RECLASSIFY, now=now, data=data, texts=texts)


def lane_facts(
    session: Session, case: Case, kind: CaseKind, subject: Subject | None, now: datetime
) -> dict[str, object]:
    """Return the lane as events write it down, with the day it brings if its rule is another.

    Counted from the same day, with the calendar the case was promised by. A day that would have
    gone by already is not promised: then the old day and its rule stay.
    """
    lane: dict[str, object] = {"kind": kind, "subject": subject}
    code, before = answer_rule(kind), case.due_rule or answer_rule(case.kind)
    if code == before or case.due_on is None or case.calendar_version is None:
        return lane
    course = course_of(case.received_on, events_of(session, case.id), case.extended_days)
    calendar = load_calendar(session, case.authority_id, case.calendar_version)
    clock = Clock("due_on", case.due_on, code, course)
    day = count(session, case.authority_id, clock, calendar)
    if day is None or day < local_day(now):
        return lane
    moved = {"due_on": day, "was_due_on": case.due_on, "due_rule": code}
    return {**lane, **moved, "calendar_version": calendar.version}

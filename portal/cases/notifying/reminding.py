"""Reminders of a case's day, before, on and after it: officer, then head, then chairperson."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.calendar.stages import StageCode, stage
from portal.calendar.store import limits_in_force, load_calendar
from portal.cases.handling.queues.deadlines import soon_until
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.notifying import store
from portal.clock import local_day
from portal.db import Database
from portal.notices import store as outbox
from portal.notices.choices.staff import reachable
from portal.notices.habits import shipped
from portal.notices.kinds import Kind, Way
from portal.notices.queueing import Told, tell
from portal.offices.kinds import Role
from portal.offices.store import authorities

LADDER = ("officer", "head", "chairperson")
KINDS: Mapping[StageCode, Kind] = {
    StageCode.DUE_SOON: Kind.DUE_SOON,
    StageCode.DUE_TODAY: Kind.DUE_TODAY,
    StageCode.OVERDUE: Kind.OVERDUE,
    StageCode.GROSSLY_OVERDUE: Kind.GROSSLY_OVERDUE,
}


@dataclass(frozen=True)
class Rungs:
    """Who heads which unit, and who chairs the commune."""

    heads: Mapping[int | None, list[int]]
    chairs: Sequence[int]

    def on(self, rung: str, case: Case) -> Sequence[int]:
        match rung:
            case "officer":
                return [case.officer_id] if case.officer_id is not None else []
            case "head":
                return self.heads.get(_unit_in_charge(case), [])
            case _:
                return self.chairs

    def reached(self, wanted: Sequence[str], case: Case) -> frozenset[int]:
        """Return who is reminded; a rung nobody stands on passes it to the next above."""
        found: set[int] = set()
        for rung in wanted:
            upwards = LADDER[LADDER.index(rung) :]
            found |= set(next((who for one in upwards if (who := self.on(one, case))), ()))
        return frozenset(found)


def _unit_in_charge(case: Case) -> int | None:
    """Return the unit a case lies with; the one that gave it back is not reminded."""
    return None if State.ACCEPTED in {case.state, case.returns_to} else case.unit_id


def remind_all(database: Database, *, now: datetime) -> int:
    """Queue the reminders of every commune that were not told yet; return how many."""
    done, today = 0, local_day(now)
    with database.reading() as session:
        waiting = [
            reminder
            for one in authorities(session)
            for reminder in _waiting(session, one.id, today)
        ]
    if waiting:
        with database.writing() as session:
            done = sum(
                tell(session, told, Way.EMAIL, language, now=now) for told, language in waiting
            )
    return done


def _waiting(session: Session, authority_id: int, today: date) -> list[tuple[Told, str]]:
    """Return what was not told yet to those who can be reached, each with their language.

    The topic names the day: a day that moved is told anew.
    """
    due = list(_due(session, authority_id, today))
    if not due:
        return []
    told = outbox.topics(session, authority_id, [one.topic for one in due])
    people = {one.staff_id for one in due if one.staff_id is not None}
    languages = {kind: dict(reachable(session, people, kind)) for kind in KINDS.values()}
    return [
        (one, languages[one.kind][one.staff_id])
        for one in due
        if one.topic not in told and one.staff_id in languages[one.kind]
    ]


def _due(session: Session, authority_id: int, today: date) -> Iterator[Told]:
    calendar = load_calendar(session, authority_id)
    limits = limits_in_force(session, authority_id, calendar.version)
    cases = store.cases_near(session, authority_id, soon_until(calendar, today, limits.soon))
    rungs = _rungs(session, authority_id) if cases else Rungs({}, ())
    for case in cases:
        if case.due_on is None:
            continue
        code = stage(calendar, today, case.due_on, None, limits, case.paused_on).code
        kind = KINDS.get(code)
        wanted = shipped().reminders.get(kind, ()) if kind else ()
        if kind:
            for staff_id in sorted(rungs.reached(wanted, case)):
                yield _told(case, kind, staff_id)


def _told(case: Case, kind: Kind, staff_id: int) -> Told:
    due_on = case.due_on.isoformat() if case.due_on else ""
    data = {"reference": case.reference, "due_on": due_on}
    topic = f"{kind}/{case.id}/{due_on}/{staff_id}"
    return Told(case.authority_id, kind, topic, case.id, staff_id, data)


def _rungs(session: Session, authority_id: int) -> Rungs:
    heads: defaultdict[int | None, list[int]] = defaultdict(list)
    chairs = []
    for staff_id, unit_id, role in store.rung_of(session, authority_id):
        if role == Role.UNIT_HEAD:
            heads[unit_id].append(staff_id)
        else:
            chairs.append(staff_id)
    return Rungs(heads, chairs)

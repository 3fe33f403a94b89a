"""Called for every event of a case, in its transaction: what it tells is queued, or neither is."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.models import Case, CaseEvent
from portal.cases.notifying import store
from portal.cases.notifying.who import (
    NOT_FOR_MACHINES,
    TO_SENDER,
    TO_STAFF,
    WAYS,
    Receivers,
)
from portal.notices.choices.commune import Outlets, outlets_of
from portal.notices.choices.staff import reachable
from portal.notices.kinds import Because, Kind, Way
from portal.notices.queueing import Told, tell
from portal.notices.store import drop_of_case
from portal.offices.permissions import May
from portal.words.translate import DEFAULT_LANGUAGE


def notify(session: Session, case: Case, event: CaseEvent) -> None:
    """Queue what one event tells; of a sealed case nothing is told to anybody, ever."""
    if case.handler_id is not None:
        drop_of_case(session, case.id, Because.SEALED, event.at)
        return
    outlets = outlets_of(session, case.authority_id)
    _tell_sender(session, case, event, outlets)
    _tell_staff(session, case, event)
    if outlets.webhook_url and event.action not in NOT_FOR_MACHINES:
        _tell_machine(session, case, event)


def _tell_sender(session: Session, case: Case, event: CaseEvent, outlets: Outlets) -> None:
    kind, way = TO_SENDER.get(event.action), WAYS.get(case.reply_by)
    if kind is None or way is None or (way is Way.PHONE and not outlets.sends_messages):
        return
    told = _told(case, event, kind, "sender")
    tell(session, told, way, case.language, now=event.at)


def _tell_staff(session: Session, case: Case, event: CaseEvent) -> None:
    kind, receivers = TO_STAFF.get(event.action, (None, None))
    if kind is None or receivers is None:
        return
    # Who did it knows it already.
    people = [one for one in _people(session, case, receivers) if one != event.actor_id]
    for staff_id, language in reachable(session, people, kind):
        told = _told(case, event, kind, f"staff/{staff_id}", staff_id)
        tell(session, told, Way.EMAIL, language, now=event.at)


def _tell_machine(session: Session, case: Case, event: CaseEvent) -> None:
    facts = {"state": str(case.state), "at": event.at.isoformat(timespec="seconds")}
    told = _told(case, event, Kind.MOVED, "machine", facts=facts)
    tell(session, told, Way.WEBHOOK, DEFAULT_LANGUAGE, now=event.at)


def _people(session: Session, case: Case, receivers: Receivers) -> list[int]:
    if receivers is Receivers.APPROVERS:
        return store.approvers(session, case)
    drafter = store.last_drafter(session, case.id) if receivers is Receivers.DRAFTER else None
    if drafter is not None:
        return [drafter]
    if case.officer_id is not None:
        return [case.officer_id]
    if case.unit_id is None:
        return []
    return store.staff_who(session, case.authority_id, May.HANDLE, case.unit_id)


def _told(
    case: Case,
    event: CaseEvent,
    kind: Kind,
    receiver: str,
    staff_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Told:
    days = {"due_on": case.due_on.isoformat()} if case.due_on and facts is None else {}
    data = {"reference": case.reference, **days, **(facts or {})}
    topic = f"event/{event.id}/{receiver}"
    return Told(case.authority_id, kind, topic, case.id, staff_id, data)

"""Cases on one matter: related to each other, or merged so that one answer reaches every author."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.acts import Act
from portal.cases.events import record
from portal.cases.facts import Happening
from portal.cases.handling.store import visible_case_by_reference
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Action, State
from portal.cases.merging import store
from portal.cases.models import Case
from portal.errors import InvalidInputError


@dataclass(frozen=True)
class Kin:
    """The cases beside one: what it is answered with, what is answered with it, what is related."""

    leader: str = ""
    followers: Sequence[Case] = ()
    related: Sequence[str] = ()


def relate(session: Session, turn: Turn, reference: str, *, now: datetime) -> Case:
    """Note on both cases that they are about one matter; nothing else changes.

    Raises `InvalidInputError` (other `unknown` or `itself`) and what `turns.take` raises.
    """
    return _said_on_both(session, turn, reference, Action.RELATE, now)


def unrelate(session: Session, turn: Turn, reference: str, *, now: datetime) -> Case:
    """Take the note back, on both cases."""
    return _said_on_both(session, turn, reference, Action.UNRELATE, now)


def merge(session: Session, turn: Turn, reference: str, *, now: datetime) -> Case:
    """Let a case be answered by the answer to another one, which a unit already has.

    It keeps its code, its clock, its figures and gets the reply itself. Raises `InvalidInputError`
    (other `unknown`, `itself`, `not_with_a_unit`, `is_merged`, `other_lane`, `promised_later` or
    `reopened`), `MergedError` and what `turns.take` raises.
    """
    case, leader = case_in_turn(session, turn), _other(session, turn, reference)
    if fault := _fault(case, leader):
        raise InvalidInputError(other=fault)
    data = {"merged_into_id": leader.id, "into": leader.reference, "unit_id": leader.unit_id}
    gathered = {"follower": case.reference}
    record(session, leader, Act(Action.GATHER, turn.viewer.as_actor(), now, gathered))
    return take(session, turn, Action.MERGE, now=now, data=data)


def unmerge(session: Session, turn: Turn, *, now: datetime) -> Case:
    """Take a case out again, before the answer: it stays with the unit and goes on by itself."""
    case = case_in_turn(session, turn)
    leader = session.get(Case, case.merged_into_id) if case.merged_into_id else None
    case = take(session, turn, Action.UNMERGE, now=now)
    if leader is not None:
        released = {"follower": case.reference}
        record(session, leader, Act(Action.RELEASE, turn.viewer.as_actor(), now, released))
    return case


def kin_of(session: Session, viewer: Viewer, case: Case, events: Iterable[Happening]) -> Kin:
    """Return the cases beside one that a viewer may know of."""
    leader = store.reference_of(session, case.merged_into_id) if case.merged_into_id else ""
    followers = store.followers_of(session, case.id) if case.followers else ()
    named = related_to(events)
    return Kin(leader, followers, store.visible_references(session, viewer, named) if named else ())


def related_to(events: Iterable[Happening]) -> frozenset[str]:
    """Return the references a case is related to, by what its events say."""
    found: set[str] = set()
    for event in events:
        if event.action == Action.RELATE:
            found.add(event.data["other"])
        elif event.action == Action.UNRELATE:
            found.discard(event.data["other"])
    return frozenset(found)


def _said_on_both(
    session: Session, turn: Turn, reference: str, action: Action, now: datetime
) -> Case:
    case, other = case_in_turn(session, turn), _other(session, turn, reference)
    if other.id == case.id:
        raise InvalidInputError(other="itself")
    actor = turn.viewer.as_actor()
    record(session, other, Act(action, actor, now, {"other": case.reference}))
    return take(session, turn, action, now=now, data={"other": other.reference})


def _other(session: Session, turn: Turn, reference: str) -> Case:
    found = visible_case_by_reference(session, turn.viewer, reference.strip().upper())
    if found is None or found.handler_id is not None:
        raise InvalidInputError(other="unknown")
    return found


def _fault(case: Case, leader: Case) -> str:
    """Return what stands in the way of merging, in the order in which a person would ask."""
    checks = (
        ("itself", case.id == leader.id),
        ("is_merged", leader.merged_into_id is not None),
        ("not_with_a_unit", leader.state != State.ASSIGNED),
        ("other_lane", (case.kind, case.subject) != (leader.kind, leader.subject)),
        ("reopened", bool(case.times_reopened or leader.times_reopened)),
        ("promised_later", (leader.due_on or date.max) > (case.due_on or date.max)),
    )
    return next((code for code, is_so in checks if is_so), "")

"""Writes what happens to a case: judged by the workflow, projected, and chained by hash."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.cases import store
from portal.cases.acts import Act
from portal.cases.chain import GENESIS, SALT_BYTES, Walk, commitment, hash_of, plain, vouches
from portal.cases.facts import CaseFacts
from portal.cases.judging import allowed, next_state, on_behalf
from portal.cases.kinds import (
    Action,
    CaseKind,
    Channel,
    ReplyBy,
    SenderKind,
    State,
    Subject,
    TextPart,
)
from portal.cases.models import Case, CaseEvent, CaseText
from portal.cases.notifying.hook import notify
from portal.cases.projection import project
from portal.errors import ChangedMeanwhileError


@dataclass(frozen=True)
class _Happened:
    """An event before its row exists."""

    action: Action
    at: datetime
    actor_id: int | None
    data: Mapping[str, Any]


_ENUMS: Mapping[str, type[StrEnum]] = {
    "kind": CaseKind,
    "subject": Subject,
    "sender_kind": SenderKind,
    "reply_by": ReplyBy,
    "channel": Channel,
    "state": State,
    "returns_to": State,
}


def facts_of(case: Case) -> CaseFacts:
    """Return the columns of a case that its events determine, its codes as enums."""
    values = {field.name: getattr(case, field.name) for field in fields(CaseFacts)}
    for name, kind in _ENUMS.items():
        values[name] = kind(values[name]) if values[name] is not None else None
    return CaseFacts(**values)


def facts_after(act: Act) -> CaseFacts:
    """Return a new case's facts from its SUBMIT, for the first writing of its row."""
    return project(None, _Happened(act.action, act.at, act.actor.staff_id, plain(act.data)))


def record(session: Session, case: Case, act: Act) -> CaseEvent:
    """Do one act: judge it, write the projection, keep the texts, append the event.

    Raises what `portal.cases.workflow.allowed` raises, and `ChangedMeanwhileError` when the case
    is no longer at the version the actor saw. Holds the authority's chain until the commit, so
    nothing slow may follow.
    """
    facts = facts_of(case)
    seen = case.version if act.seen is None else act.seen
    if seen != case.version:
        raise ChangedMeanwhileError(case_id=case.id)
    allowed(facts, act)
    data = plain(act.data) | {"to": next_state(facts, act.action, act.data).value} | on_behalf(act)
    after = project(facts, _Happened(act.action, act.at, act.actor.staff_id, data))
    if not store.move(session, case, seen, _differences(facts, after)):
        raise ChangedMeanwhileError(case_id=case.id)
    return _append(session, case, act, data)


def record_submission(session: Session, case: Case, act: Act) -> CaseEvent:
    """Append the first event of a case whose row was just made from `facts_after` the same act."""
    return _append(session, case, act, plain(act.data))


def replay(session: Session, case_id: int) -> CaseFacts | None:
    """Return what a case's events add up to; equal to `facts_of` its row."""
    facts: CaseFacts | None = None
    for event in store.events_of(session, case_id):
        facts = project(facts, event)
    return facts


def verify_chain(session: Session, authority_id: int) -> int | None:
    """Return the number of the first event that was changed, removed or put in; None if whole."""
    walk = Walk()
    for event in store.chain_of(session, authority_id):
        walk.step(event)
        if walk.broken_at is not None:
            return walk.broken_at
    return walk.end(store.chain_head(session, authority_id))


def text_is_untouched(event: CaseEvent, text: CaseText) -> bool:
    """Say whether a stored text is still the one its event committed to."""
    kept = event.data.get("texts", {}).get(text.part, {})
    return kept.get("id") == text.id and vouches(kept["is"], text.salt, text.body)


def _append(session: Session, case: Case, act: Act, data: dict[str, Any]) -> CaseEvent:
    if act.texts:
        data["texts"] = {part.value: _keep(session, case, act, part) for part in act.texts}
    seq, previous = store.next_link(session, case.authority_id, GENESIS)
    event = CaseEvent(
        authority_id=case.authority_id,
        seq=seq,
        case_id=case.id,
        at=act.at,
        actor_id=act.actor.staff_id,
        action=act.action,
        data=data,
        previous_hash=previous,
    )
    event.hash = hash_of(event, previous)
    session.add(event)
    store.close_link(session, case.authority_id, event.hash)
    session.flush()
    notify(session, case, event)
    return event


def _keep(session: Session, case: Case, act: Act, part: TextPart) -> dict[str, Any]:
    text = CaseText(
        authority_id=case.authority_id,
        case_id=case.id,
        part=part,
        body=act.texts[part],
        salt=os.urandom(SALT_BYTES),
        staff_id=act.actor.staff_id,
        at=act.at,
    )
    session.add(text)
    session.flush()
    return {"id": text.id, "is": commitment(text.salt, text.body)}


def _differences(before: CaseFacts, after: CaseFacts) -> dict[str, Any]:
    return {
        field.name: getattr(after, field.name)
        for field in fields(CaseFacts)
        if getattr(after, field.name) != getattr(before, field.name)
    }

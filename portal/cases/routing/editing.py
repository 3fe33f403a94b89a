"""Writing rules: added at the end, changed, moved, put out of force; each step leaves an event."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.handling.assigning import beside_fault
from portal.cases.handling.store import assignable_units
from portal.cases.handling.visibility import Viewer
from portal.cases.routing import store
from portal.cases.routing.matching import Conditions, plain_words
from portal.cases.routing.models import RoutingRule
from portal.errors import InvalidInputError
from portal.offices.events import Actor, record
from portal.offices.models import Procedure
from portal.offices.store import lock_authority, owned, point_of

MOST_WORDS = 30
LONGEST_WORD = 60


@dataclass(frozen=True)
class NewRule:
    """What a person says about a rule."""

    conditions: Conditions
    unit_id: int
    beside: tuple[int, ...]
    valid_from: date


def add(session: Session, writer: Viewer, rule: NewRule, *, now: datetime) -> RoutingRule:
    """Add a rule behind the others.

    Raises `InvalidInputError`: words `nothing_asked`, `too_many` or `too_long`, unit_id
    `not_internal`, beside `not_internal` or `in_charge`; `NotFoundError` for another commune's
    place or procedure.
    """
    lock_authority(session, writer.authority_id)
    judge(session, writer.authority_id, rule)
    row = RoutingRule(
        authority_id=writer.authority_id,
        position=store.last_position(session, writer.authority_id) + 1,
    )
    _write(row, writer, rule, now)
    session.add(row)
    session.flush()
    record(session, _actor(writer), "routing_rule_added", now, **_said(row))
    return row


def change(
    session: Session, writer: Viewer, rule_id: int, rule: NewRule, *, now: datetime
) -> RoutingRule:
    """Write a rule anew, at its place in the order; what it said before stays in the events."""
    row = store.rule_of(session, writer.authority_id, rule_id)
    judge(session, writer.authority_id, rule)
    before = _said(row)
    _write(row, writer, rule, now)
    record(session, _actor(writer), "routing_rule_changed", now, **_said(row), before=before)
    return row


def move_up(session: Session, writer: Viewer, rule_id: int, *, now: datetime) -> None:
    """Let a rule change places with the one before it; the first stays."""
    lock_authority(session, writer.authority_id)
    rows = [one.row for one in store.written_rules(session, writer.authority_id)]
    row = store.rule_of(session, writer.authority_id, rule_id)
    place = rows.index(row)
    if not place:
        return
    rows[place - 1], rows[place] = row, rows[place - 1]
    for position, one in enumerate(rows, start=1):
        one.position = position
    said = {"rule_id": row.id, "position": row.position}
    record(session, _actor(writer), "routing_rule_moved", now, **said)


def use(session: Session, writer: Viewer, rule_id: int, *, is_active: bool, now: datetime) -> None:
    """Put a rule out of force, or in force again; it keeps its place."""
    row = store.rule_of(session, writer.authority_id, rule_id)
    row.is_active = is_active
    action = "routing_rule_in_force" if is_active else "routing_rule_out_of_force"
    record(session, _actor(writer), action, now, rule_id=row.id)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the phrases of a text, one a line or between commas, each once."""
    phrases = (" ".join(part.split()) for part in typed.replace("\n", ",").split(","))
    found = {plain_words(phrase): phrase for phrase in phrases if plain_words(phrase).strip()}
    return tuple(found.values())


def _actor(writer: Viewer) -> Actor:
    return Actor(writer.authority_id, writer.staff_id)


def judge(session: Session, authority_id: int, rule: NewRule) -> None:
    """Raise what `add` raises for a rule that does not fit."""
    asked = rule.conditions
    units = {unit.id for unit in assignable_units(session, authority_id)}
    faults = {}
    if asked.is_empty:
        faults["words"] = "nothing_asked"
    if len(asked.words) > MOST_WORDS:
        faults["words"] = "too_many"
    if any(len(word) > LONGEST_WORD for word in asked.words):
        faults["words"] = "too_long"
    if rule.unit_id not in units:
        faults["unit_id"] = "not_internal"
    faults |= beside_fault(rule.unit_id, rule.beside, units)
    if faults:
        raise InvalidInputError(**faults)
    if asked.service_point_id is not None:
        point_of(session, authority_id, asked.service_point_id)
    if asked.procedure_id is not None:
        owned(session, Procedure, authority_id, asked.procedure_id)


def _write(row: RoutingRule, writer: Viewer, rule: NewRule, now: datetime) -> None:
    asked = rule.conditions
    row.subject, row.service_point_id = asked.subject, asked.service_point_id
    row.procedure_id, row.field, row.words = asked.procedure_id, asked.field, list(asked.words)
    row.unit_id, row.beside, row.valid_from = rule.unit_id, list(rule.beside), rule.valid_from
    row.written_by_id, row.written_at = writer.staff_id, now


def _said(row: RoutingRule) -> dict[str, object]:
    names = ("subject", "service_point_id", "procedure_id", "field", "words", "unit_id", "beside")
    said = {name: getattr(row, name) for name in names}
    return {"rule_id": row.id, **said, "valid_from": row.valid_from.isoformat()}

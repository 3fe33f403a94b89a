"""The queries of routing: the rules of a commune, and the cases they are held against."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.handling.store import visible
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Subject
from portal.cases.models import Case, CaseSearch
from portal.cases.routing.matching import Conditions, Matter, Rule, plain_words
from portal.cases.routing.models import RoutingRule
from portal.errors import NotFoundError
from portal.offices.models import Procedure, Staff


class WrittenRule(NamedTuple):
    """A rule with the name of whoever wrote it last."""

    row: RoutingRule
    writer: str


class PastCase(NamedTuple):
    """A case that a person has given to a unit."""

    reference: str
    unit_id: int
    matter: Matter


def rules_of(session: Session, authority_id: int) -> list[Rule]:
    """Return every rule of a commune, in its order."""
    return [_rule(one.row) for one in written_rules(session, authority_id)]


def written_rules(session: Session, authority_id: int) -> Sequence[WrittenRule]:
    query = (
        select(RoutingRule, Staff.display_name)
        .join(Staff, Staff.id == RoutingRule.written_by_id)
        .where(RoutingRule.authority_id == authority_id)
        .order_by(RoutingRule.position, RoutingRule.id)
    )
    return [WrittenRule(*row) for row in session.execute(query)]


def rule_of(session: Session, authority_id: int, rule_id: int) -> RoutingRule:
    """Return a rule of this commune, or raise `NotFoundError`."""
    query = select(RoutingRule).where(
        RoutingRule.id == rule_id, RoutingRule.authority_id == authority_id
    )
    row = session.scalar(query)
    if row is None:
        raise NotFoundError(rule_id=rule_id)
    return row


def last_position(session: Session, authority_id: int) -> int:
    query = select(func.max(RoutingRule.position)).where(RoutingRule.authority_id == authority_id)
    return session.scalar(query) or 0


def matter_of(session: Session, case: Case) -> Matter:
    """Return what rules look at in a case."""
    return _matter(session.execute(_MATTERS.where(Case.id == case.id)).one()[2:])


def past_cases(session: Session, viewer: Viewer, limit: int) -> Sequence[PastCase]:
    """Return the last accepted cases that were given to a unit, newest first; no sealed one."""
    query = (
        _MATTERS.where(visible(viewer), Case.handler_id.is_(None))
        .where(Case.accepted_on.is_not(None), Case.unit_id.is_not(None))
        .order_by(Case.id.desc())
        .limit(limit)
    )
    return [PastCase(row[0], row[1] or 0, _matter(row[2:])) for row in session.execute(query)]


_MATTERS = (
    select(
        Case.reference,
        Case.unit_id,
        Case.subject,
        Case.service_point_id,
        Case.procedure_id,
        func.coalesce(Procedure.field, ""),
        func.coalesce(CaseSearch.folded, ""),
    )
    .outerjoin(Procedure, Procedure.id == Case.procedure_id)
    .outerjoin(CaseSearch, CaseSearch.case_id == Case.id)
)


def _matter(row: Sequence[Any]) -> Matter:
    subject, point, procedure, field, words = row
    kept = Subject(subject) if subject else None
    return Matter(kept, point, procedure, field, plain_words(words))


def _rule(row: RoutingRule) -> Rule:
    subject = Subject(row.subject) if row.subject else None
    place = (row.service_point_id, row.procedure_id, row.field)
    conditions = Conditions(subject, *place, tuple(row.words))
    leads = (row.unit_id, tuple(row.beside), row.valid_from, row.is_active)
    return Rule(row.id, row.position, conditions, *leads)

"""The queries of the log: four records as one list, the latest first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    delete,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy import case as either
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session
from sqlalchemy.types import String

from portal.calendar.models import CalendarVersion
from portal.cases.handling.store import is_about
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import CaseKind
from portal.cases.models import Case, CaseEvent
from portal.keeping.logbook.kinds import (
    CASE_ACTIONS,
    OFFICE_ACTIONS,
    Group,
    LogLine,
    Narrowed,
    Source,
)
from portal.offices.models import OfficeEvent, Staff
from portal.people.models import ContactReading

SIGN_INS = ("signed_in", "sign_in_failed")


def log_lines(session: Session, narrowed: Narrowed, limit: int, start: int = 0) -> list[LogLine]:
    """Return lines of the log, the latest first."""
    lines = _lines(narrowed.viewer)
    query = (
        select(lines)
        .where(*_wanted(lines, narrowed))
        .order_by(lines.c.at.desc(), lines.c.source, lines.c.number.desc())
        .limit(limit)
        .offset(start)
    )
    rows = session.execute(query).all()
    about = _told(session, [row.number for row in rows if row.source == Source.OFFICE])
    return [_line(row, about) for row in rows]


def count_lines(session: Session, narrowed: Narrowed) -> int:
    lines = _lines(narrowed.viewer)
    query = select(func.count()).select_from(lines).where(*_wanted(lines, narrowed))
    return session.scalar(query) or 0


def names_of_staff(session: Session, authority_id: int) -> dict[int, str]:
    """Return everybody who works or worked here, by name."""
    query = select(Staff.id, Staff.display_name).where(Staff.authority_id == authority_id)
    return {row[0]: row[1] for row in session.execute(query.order_by(Staff.display_name))}


def forget_sign_ins(session: Session, before: datetime) -> int:
    """Delete who signed in, or failed to, before a moment; return how many lines it was."""
    statement = delete(OfficeEvent).where(OfficeEvent.action.in_(SIGN_INS), OfficeEvent.at < before)
    return len(session.scalars(statement.returning(OfficeEvent.id)).all())


def _lines(viewer: Viewer) -> Subquery:
    parts = (_office(viewer), _contacts(viewer), _cases(viewer), _calendar(viewer))
    return union_all(*parts).subquery("log")


def _office(viewer: Viewer) -> Select[Any]:
    of = OfficeEvent
    blank = literal("")
    return _part(Source.OFFICE, of.id, of.at, of.actor_id, (of.action, blank, blank)).where(
        of.authority_id == viewer.authority_id
    )


def _contacts(viewer: Viewer) -> Select[Any]:
    of, said = ContactReading, (literal("contact_opened"), ContactReading.purpose)
    part = _part(Source.CONTACT, of.id, of.at, of.staff_id, (*said, _reference(viewer)))
    return part.join(Case, Case.id == of.case_id).where(_may_be_told(viewer))


def _cases(viewer: Viewer) -> Select[Any]:
    of, said = CaseEvent, (CaseEvent.action, literal(""))
    part = _part(Source.CASE, of.id, of.at, of.actor_id, (*said, _reference(viewer)))
    joined = part.join(Case, Case.id == of.case_id)
    return joined.where(of.action.in_(CASE_ACTIONS), _may_be_told(viewer))


def _calendar(viewer: Viewer) -> Select[Any]:
    of, blank = CalendarVersion, literal("")
    said = (literal("calendar_edited"), sql_cast(of.version, String), blank)
    part = _part(Source.CALENDAR, of.version, of.at, of.actor_id, said)
    return part.where(of.authority_id == viewer.authority_id)


def _part(
    source: Source,
    number: Any,
    at: Any,
    actor_id: Any,
    said: tuple[Any, Any, Any],
) -> Select[Any]:
    action, detail, reference = said
    return select(
        literal(source.value).label("source"),
        number.label("number"),
        at.label("at"),
        actor_id.label("actor_id"),
        sql_cast(action, String).label("action"),
        sql_cast(detail, String).label("detail"),
        sql_cast(reference, String).label("reference"),
    )


def _may_be_told(viewer: Viewer) -> ColumnElement[bool]:
    """Say which cases may stand in the log: none for whom it names, none about the leaders."""
    is_theirs = Case.handler_id == viewer.staff_id
    not_above = or_(Case.kind != CaseKind.ABOUT_LEADERS, is_theirs)
    return and_(Case.authority_id == viewer.authority_id, ~is_about(viewer), not_above)


def _reference(viewer: Viewer) -> ColumnElement[str]:
    """Name a case, unless it is sealed and somebody else keeps it."""
    is_told = or_(Case.handler_id.is_(None), Case.handler_id == viewer.staff_id)
    return either((is_told, Case.reference), else_=literal(""))


def _wanted(lines: Subquery, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    c, found = lines.c, []
    if narrowed.person_id is not None:
        found.append(c.actor_id == narrowed.person_id)
    if narrowed.since is not None:
        found.append(c.at >= narrowed.since)
    if narrowed.until is not None:
        found.append(c.at < narrowed.until)
    if narrowed.group is not None:
        found.append(_of_group(lines, narrowed.group))
    return found


def _of_group(lines: Subquery, group: Group) -> ColumnElement[bool]:
    is_office = lines.c.source == Source.OFFICE
    if group in OFFICE_ACTIONS:
        return and_(is_office, lines.c.action.in_(OFFICE_ACTIONS[group]))
    if group is Group.OTHER:
        listed = [action for actions in OFFICE_ACTIONS.values() for action in actions]
        return and_(is_office, lines.c.action.not_in(listed))
    return lines.c.source == Source(group.value)


def _told(session: Session, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    query = select(OfficeEvent.id, OfficeEvent.data).where(OfficeEvent.id.in_(numbers))
    return {row[0]: row[1] for row in session.execute(query)}


def _line(row: Any, about: dict[int, dict[str, Any]]) -> LogLine:
    told = about.get(row.number, {}) if row.source == Source.OFFICE else {}
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    detail = row.detail or str(told.get("what", ""))
    return LogLine(
        at,
        row.actor_id,
        Source(row.source),
        row.action,
        detail,
        row.reference,
        told.get("staff_id"),
    )

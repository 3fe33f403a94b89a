"""Every query of the calendar room: days, years, versions and deadline rules of an authority."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.calendar.days import (
    DayCode,
    DayKind,
    DayName,
    DayStatus,
    SpecialDay,
    WorkCalendar,
)
from portal.calendar.models import CalendarDay, CalendarVersion, CalendarYear, DeadlineRule
from portal.calendar.rules import Rule, RuleMissingError, RuleScope
from portal.calendar.terms import ONE_DAY, Term, TermUnit
from portal.errors import ChangedMeanwhileError


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A special day as the administrator sees it; a switched-off one is an ordinary day."""

    special: SpecialDay
    is_active: bool


@dataclass(frozen=True, slots=True)
class CalendarEdit:
    """One logged change: the version it made, when, by which member of staff, and what."""

    version: int
    at: datetime
    actor_id: int | None
    change: dict[str, Any]


def load_calendar(session: Session, authority_id: int) -> WorkCalendar:
    """Return the calendar in force; it has no years at all before it is seeded."""
    days = {
        listed.special.day: listed.special
        for listed in listed_days(session, authority_id)
        if listed.is_active
    }
    return WorkCalendar(
        days, loaded_years(session, authority_id), current_version(session, authority_id)
    )


def listed_days(session: Session, authority_id: int, year: int | None = None) -> list[ListedDay]:
    """Return the special days in order of date, of one year or of all, switched-off ones too."""
    query = select(CalendarDay).where(CalendarDay.authority_id == authority_id)
    if year is not None:
        query = query.where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
    rows = session.scalars(query.order_by(CalendarDay.day))
    return [ListedDay(_special(row), row.is_active) for row in rows]


def listed_day(session: Session, authority_id: int, day: date) -> ListedDay | None:
    row = _day_row(session, authority_id, day)
    return ListedDay(_special(row), row.is_active) if row else None


def loaded_years(session: Session, authority_id: int) -> frozenset[int]:
    query = select(CalendarYear.year).where(CalendarYear.authority_id == authority_id)
    return frozenset(session.scalars(query))


def current_version(session: Session, authority_id: int) -> int:
    """Return the number of the last edit, 0 before the calendar is seeded."""
    query = select(func.max(CalendarVersion.version)).where(
        CalendarVersion.authority_id == authority_id
    )
    return session.scalar(query) or 0


def edits(session: Session, authority_id: int, limit: int = 100) -> list[CalendarEdit]:
    """Return the latest edits, newest first."""
    query = (
        select(CalendarVersion)
        .where(CalendarVersion.authority_id == authority_id)
        .order_by(CalendarVersion.version.desc())
        .limit(limit)
    )
    return [
        CalendarEdit(row.version, row.at, row.actor_id, row.change)
        for row in session.scalars(query)
    ]


def rules_of(session: Session, authority_id: int, on: date) -> list[Rule]:
    """Return the rules valid on a day, one of each code, in order of code."""
    query = (
        select(DeadlineRule)
        .where(
            DeadlineRule.authority_id == authority_id,
            DeadlineRule.valid_from <= on,
            or_(DeadlineRule.valid_to.is_(None), DeadlineRule.valid_to >= on),
        )
        .order_by(DeadlineRule.code, DeadlineRule.valid_from)
    )
    # Where two overlap, the younger one comes later and stays.
    latest = {row.code: _rule(row) for row in session.scalars(query)}
    return list(latest.values())


def rule(session: Session, authority_id: int, code: str, on: date) -> Rule:
    """Return the rule of a code valid on a day; RuleMissingError if there is none."""
    for candidate in rules_of(session, authority_id, on):
        if candidate.code == code:
            return candidate
    raise RuleMissingError(rule=str(code), on=on)


def add_years(session: Session, authority_id: int, years: Iterable[int]) -> None:
    session.add_all(CalendarYear(authority_id=authority_id, year=year) for year in sorted(years))


def add_days(session: Session, authority_id: int, specials: Iterable[SpecialDay]) -> None:
    """Add special days, all in force, to a year that has none yet."""
    for special in specials:
        row = CalendarDay(authority_id=authority_id, day=special.day)
        _fill(row, ListedDay(special, is_active=True))
        session.add(row)


def save_day(session: Session, authority_id: int, listed: ListedDay) -> None:
    """Write a special day over whatever stood on its date."""
    row = _day_row(session, authority_id, listed.special.day)
    if row is None:
        row = CalendarDay(authority_id=authority_id, day=listed.special.day)
        session.add(row)
    _fill(row, listed)


def _fill(row: CalendarDay, listed: ListedDay) -> None:
    special = listed.special
    row.kind, row.code, row.status = special.kind, special.code, special.status
    row.name_vi, row.name_en = special.name.vi, special.name.en
    row.decision, row.swaps_with = special.decision, special.swaps_with
    row.is_active = listed.is_active


def save_rule(session: Session, authority_id: int, new: Rule) -> None:
    """Write a rule; older ones of its code that reach into its days end the day before it."""
    same_code = (DeadlineRule.authority_id == authority_id, DeadlineRule.code == new.code)
    session.execute(
        update(DeadlineRule)
        .where(
            *same_code,
            DeadlineRule.valid_from < new.valid_from,
            or_(DeadlineRule.valid_to.is_(None), DeadlineRule.valid_to >= new.valid_from),
        )
        .values(valid_to=new.valid_from - ONE_DAY)
    )
    row = session.scalar(
        select(DeadlineRule).where(*same_code, DeadlineRule.valid_from == new.valid_from)
    )
    if row is None:
        row = DeadlineRule(authority_id=authority_id, code=new.code, valid_from=new.valid_from)
        session.add(row)
    row.name_vi, row.name_en = new.name.vi, new.name.en
    row.days, row.unit = new.term.days, new.term.unit
    row.scope, row.source, row.valid_to = new.scope, new.source, new.valid_to


def add_edit(session: Session, authority_id: int, edit: CalendarEdit) -> None:
    """Log an edit under its version, before its rows are written.

    Two edits of one calendar meet here: the version is the primary key, so the second waits for the
    first and then gets ChangedMeanwhileError.
    """
    session.add(
        CalendarVersion(
            authority_id=authority_id,
            version=edit.version,
            at=edit.at,
            actor_id=edit.actor_id,
            change=edit.change,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhileError(version=edit.version) from error


def _day_row(session: Session, authority_id: int, day: date) -> CalendarDay | None:
    return session.scalar(
        select(CalendarDay).where(CalendarDay.authority_id == authority_id, CalendarDay.day == day)
    )


def _special(row: CalendarDay) -> SpecialDay:
    return SpecialDay(
        row.day,
        DayKind(row.kind),
        DayCode(row.code),
        DayName(row.name_vi, row.name_en),
        row.decision,
        DayStatus(row.status),
        row.swaps_with,
    )


def _rule(row: DeadlineRule) -> Rule:
    return Rule(
        row.code,
        DayName(row.name_vi, row.name_en),
        Term(row.days, TermUnit(row.unit)),
        RuleScope(row.scope),
        row.source,
        row.valid_from,
        row.valid_to,
    )

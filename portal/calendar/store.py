"""Every query of the calendar room: days, years, versions and deadline rules of an authority."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true
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
from portal.calendar.rules import Rule, RuleCode, RuleMissingError, RuleScope, succeeded
from portal.calendar.stages import Limits, limits_of
from portal.calendar.terms import Term, TermUnit
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


def load_calendar(session: Session, authority_id: int, version: int | None = None) -> WorkCalendar:
    """Return the calendar in force, or as it stood at a version; before the first it has no years.

    The version is read first, so that an edit committed meanwhile is left out as a whole.
    """
    at = current_version(session, authority_id) if version is None else version
    days = {
        listed.special.day: listed.special
        for listed in listed_days(session, authority_id, version=at)
        if listed.is_active
    }
    return WorkCalendar(days, loaded_years(session, authority_id, at), at)


def listed_days(
    session: Session, authority_id: int, year: int | None = None, version: int | None = None
) -> list[ListedDay]:
    """Return the special days in order of date, of one year or of all, switched-off ones too."""
    query = select(CalendarDay).where(_known(CalendarDay, authority_id, version))
    if year is not None:
        query = query.where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
    rows = session.scalars(query.order_by(CalendarDay.day, CalendarDay.since_version))
    # The younger row of a day comes later and stays.
    latest = {row.day: ListedDay(_special(row), row.is_active) for row in rows}
    return list(latest.values())


def listed_day(session: Session, authority_id: int, day: date) -> ListedDay | None:
    query = select(CalendarDay).where(
        CalendarDay.authority_id == authority_id, CalendarDay.day == day
    )
    row = session.scalars(query.order_by(CalendarDay.since_version.desc()).limit(1)).first()
    return ListedDay(_special(row), row.is_active) if row else None


def loaded_years(session: Session, authority_id: int, version: int | None = None) -> frozenset[int]:
    query = select(CalendarYear.year).where(_known(CalendarYear, authority_id, version))
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


def rules_of(
    session: Session, authority_id: int, on: date, version: int | None = None
) -> list[Rule]:
    """Return the rules valid on a day, one of each code, in order of code.

    With a version, as they were known then: a rule set later the same day is not among them.
    """
    query = select(DeadlineRule).where(_known(DeadlineRule, authority_id, version))
    rows = session.scalars(query.order_by(DeadlineRule.since_version, DeadlineRule.valid_from))
    rules: dict[str, list[Rule]] = {}
    for row in rows:
        rules[row.code] = succeeded(rules.get(row.code, ()), _rule(row))
    valid = {code: [rule for rule in rules[code] if rule.is_valid(on)] for code in sorted(rules)}
    # Where two overlap, the one that begins later stays.
    return [found[-1] for found in valid.values() if found]


def limits_in_force(session: Session, authority_id: int, version: int | None = None) -> Limits:
    """Return from where on work is soon due and grossly late, by the rules known last."""
    found = session.scalars(
        select(DeadlineRule)
        .where(
            _known(DeadlineRule, authority_id, version),
            DeadlineRule.code.in_([RuleCode.DUE_SOON, RuleCode.GROSSLY_LATE]),
        )
        .order_by(DeadlineRule.valid_from, DeadlineRule.since_version)
    )
    return limits_of(_rule(row) for row in found)


def rule(
    session: Session, authority_id: int, code: str, on: date, version: int | None = None
) -> Rule:
    """Return the rule of a code valid on a day; RuleMissingError if there is none."""
    for candidate in rules_of(session, authority_id, on, version):
        if candidate.code == code:
            return candidate
    raise RuleMissingError(rule=str(code), on=on)


def add_years(session: Session, authority_id: int, years: Iterable[int]) -> None:
    since = current_version(session, authority_id)
    session.add_all(
        CalendarYear(authority_id=authority_id, year=year, since_version=since)
        for year in sorted(years)
    )


def add_days(session: Session, authority_id: int, specials: Iterable[SpecialDay]) -> None:
    """Add special days, all in force, to a year that has none yet."""
    since = current_version(session, authority_id)
    for special in specials:
        row = CalendarDay(authority_id=authority_id, day=special.day, since_version=since)
        _fill(row, ListedDay(special, is_active=True))
        session.add(row)


def save_day(session: Session, authority_id: int, listed: ListedDay) -> None:
    """Write what holds of a day from the edit on that was logged last."""
    key = {"day": listed.special.day, "since_version": current_version(session, authority_id)}
    query = select(CalendarDay).filter_by(authority_id=authority_id, **key)
    row = session.scalar(query)
    if row is None:
        row = CalendarDay(authority_id=authority_id, **key)
        session.add(row)
    _fill(row, listed)


def _fill(row: CalendarDay, listed: ListedDay) -> None:
    special = listed.special
    row.kind, row.code, row.status = special.kind, special.code, special.status
    row.name_vi, row.name_en = special.name.vi, special.name.en
    row.decision, row.swaps_with = special.decision, special.swaps_with
    row.is_active = listed.is_active


def save_rule(session: Session, authority_id: int, new: Rule) -> None:
    """Write a rule that holds from the edit on that was logged last; the older ones stay."""
    since = current_version(session, authority_id)
    key = {"code": new.code, "valid_from": new.valid_from, "since_version": since}
    row = session.scalar(select(DeadlineRule).filter_by(authority_id=authority_id, **key))
    if row is None:
        row = DeadlineRule(authority_id=authority_id, **key)
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


def _known(
    table: type[CalendarDay | CalendarYear | DeadlineRule], authority_id: int, version: int | None
) -> ColumnElement[bool]:
    """Return which rows of an authority were there at a version; None stands for all."""
    is_there = true() if version is None else table.since_version <= version
    return and_(table.authority_id == authority_id, is_there)


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

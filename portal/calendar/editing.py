"""What an administrator does to the calendar and the terms; each edit is logged and versioned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from portal.calendar.changes import (
    Swap,
    plain,
    plain_term,
    refuse_broken_swap,
    refuse_twice,
    refuse_unfit,
    refuse_unfit_swap,
    tidy_source,
)
from portal.calendar.days import CalendarMissingError, SpecialDay
from portal.calendar.rules import Rule, RuleCode, RuleScope
from portal.calendar.shipped import shipped_days, shipped_rules, shipped_years
from portal.calendar.store import (
    CalendarEdit,
    ListedDay,
    add_days,
    add_edit,
    add_years,
    current_version,
    listed_day,
    loaded_years,
    rule,
    save_day,
    save_rule,
)
from portal.calendar.terms import Term
from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError

OwnCode = Literal[
    RuleCode.REPLY_OWN,
    RuleCode.CLASSIFY,
    RuleCode.REPLY_LONGEST,
    RuleCode.DUE_SOON,
    RuleCode.GROSSLY_LATE,
    RuleCode.REPLY_INQUIRY,
    RuleCode.REPLY_PRAISE,
    RuleCode.EXPLAIN,
]
"""The terms a commune sets itself; what must be passed on, and when, is the State's rule."""


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """How long the commune gives itself, and the document that says so, if there is one."""

    term: Term
    source: str = ""


def seed(
    session: Session, authority_id: int, *, now: datetime, actor_id: int | None = None
) -> None:
    """Give a new authority the shipped calendar and rules, as version 1.

    Models of other provinces stay out: they are not this authority's rules.
    """
    if current_version(session, authority_id):
        raise ChangedMeanwhileError(authority_id=authority_id)
    change = {"action": "seed", "years": sorted(shipped_years())}
    _log(session, authority_id, change, actor_id, now)
    add_years(session, authority_id, shipped_years())
    add_days(session, authority_id, shipped_days())
    for shipped in shipped_rules():
        if shipped.scope is not RuleScope.REFERENCE:
            save_rule(session, authority_id, shipped)


def open_year(
    session: Session,
    authority_id: int,
    days: Iterable[SpecialDay],
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Load a further year with its special days; the days must all be of that one new year."""
    listed = sorted(days, key=lambda special: special.day)
    years = sorted({special.day.year for special in listed})
    if len(years) != 1:
        raise InvalidInputError(days="one_year")
    if years[0] in loaded_years(session, authority_id):
        raise InvalidInputError(days="year_loaded")
    refuse_twice(listed)
    for special in listed:
        refuse_unfit(special)
    change = {"action": "open_year", "year": years[0], "days": [plain(day) for day in listed]}
    _log(session, authority_id, change, actor_id, now)
    add_years(session, authority_id, years)
    add_days(session, authority_id, listed)


def set_day(
    session: Session,
    authority_id: int,
    change: SpecialDay,
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Write one special day; a swap has two days and goes through `set_swap`.

    InvalidInputError names the field; CalendarMissingError if the year is not loaded.
    """
    refuse_unfit(change)
    _refuse_unloaded(session, authority_id, change.day)
    _save(session, authority_id, "set_day", [change], actor_id=actor_id, now=now)


def set_swap(
    session: Session, authority_id: int, swap: Swap, *, actor_id: int | None, now: datetime
) -> None:
    """Write both days of a swap at once, so that neither stands alone."""
    refuse_unfit_swap(swap)
    _refuse_unloaded(session, authority_id, swap.off, swap.worked)
    _save(session, authority_id, "set_swap", swap.halves(), actor_id=actor_id, now=now)


def switch_day(
    session: Session,
    authority_id: int,
    day: date,
    *,
    active: bool,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Switch a special day on or off; the other day of a swap goes with it.

    NotFoundError if the day is not a special one.
    """
    listed = [_listed_or_missing(session, authority_id, day)]
    if listed[0].is_active is active:
        return
    listed += _other_half(session, authority_id, listed[0].special)
    change = {
        "action": "switch_on" if active else "switch_off",
        "days": [plain(half.special) for half in listed],
    }
    _log(session, authority_id, change, actor_id, now)
    for half in listed:
        save_day(session, authority_id, replace(half, is_active=active))


def set_term(
    session: Session,
    authority_id: int,
    code: OwnCode,
    own: OwnTerm,
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Set a term the commune gives itself from today on; without a source it is its own default.

    Petitions received earlier keep the rule of their day.
    """
    today = local_day(now)
    before = rule(session, authority_id, code, today)
    source = tidy_source(own.source)
    scope = RuleScope.COMMUNE if source else RuleScope.COMMUNE_DEFAULT
    after = Rule(before.code, before.name, own.term, scope, source, today)
    change = {
        "action": "set_term",
        "code": code,
        "before": plain_term(before),
        "after": plain_term(after),
    }
    _log(session, authority_id, change, actor_id, now)
    save_rule(session, authority_id, after)


def _save(
    session: Session,
    authority_id: int,
    action: str,
    specials: Iterable[SpecialDay],
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    specials = list(specials)
    before = [listed_day(session, authority_id, special.day) for special in specials]
    for old, special in zip(before, specials, strict=True):
        if old and old.is_active:
            refuse_broken_swap(old.special, special)
    change = {
        "action": action,
        "before": [plain(old.special) if old else None for old in before],
        "after": [plain(special) for special in specials],
    }
    _log(session, authority_id, change, actor_id, now)
    for special in specials:
        save_day(session, authority_id, ListedDay(special, is_active=True))


def _log(
    session: Session,
    authority_id: int,
    change: dict[str, Any],
    actor_id: int | None,
    now: datetime,
) -> None:
    version = current_version(session, authority_id) + 1
    add_edit(session, authority_id, CalendarEdit(version, now, actor_id, change))


def _other_half(session: Session, authority_id: int, half: SpecialDay) -> list[ListedDay]:
    if half.swaps_with is None:
        return []
    partner = _listed_or_missing(session, authority_id, half.swaps_with)
    if partner.special.swaps_with != half.day:
        raise InvalidInputError(day="swap_replaced")
    return [partner]


def _listed_or_missing(session: Session, authority_id: int, day: date) -> ListedDay:
    listed = listed_day(session, authority_id, day)
    if listed is None:
        raise NotFoundError(day=day)
    return listed


def _refuse_unloaded(session: Session, authority_id: int, *days: date) -> None:
    years = loaded_years(session, authority_id)
    for day in days:
        if day.year not in years:
            raise CalendarMissingError(day.year)

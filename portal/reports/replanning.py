"""Moving the day on which months begin: what was seeded and is still to come is planned anew."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.offices import authorities
from portal.offices.authorities import MONTH_STARTS, Habits
from portal.offices.events import Actor, record
from portal.offices.setup import Contact
from portal.offices.store import authority_by_id, events_of
from portal.reports import store
from portal.reports.models import Period
from portal.reports.periods import YEARS, seed_next_year
from portal.reports.plans import dated_month
from portal.reports.recutting import Standing, number_of, recut
from portal.reports.spans import Span, month

MONTH_KEY = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Replan:
    """What became of the months, each list in the order of time.

    `running` has begun and stays; `moved` were planned anew; `kept` are still to come and were
    changed by hand; `crossed` are periods of other kinds that the new months cut across.
    """

    starts_on: int
    running: Period | None
    moved: Sequence[Period]
    kept: Sequence[Period]
    crossed: Sequence[Period]


def change_details(
    session: Session, actor: Actor, contact: Contact, habits: Habits, *, now: datetime
) -> Replan | None:
    """Change what a commune says and how it counts; None if its months begin as before.

    Raises what `portal.offices.authorities.change_details` raises.
    """
    authority = authority_by_id(session, actor.authority_id)
    today, begins_anew = local_day(now), habits.months_start_on != authority.months_start_on
    if begins_anew:
        # On the old days, so that the last month of this year has one after it to give way.
        seed_next_year(session, authority, today)
    authorities.change_details(session, actor, contact, habits, now=now)
    return _replan(session, actor, habits.months_start_on, now) if begins_anew else None


def _replan(session: Session, actor: Actor, starts_on: int, now: datetime) -> Replan:
    today, by_hand = local_day(now), _changed_by_hand(session, actor.authority_id)
    rows = _months(session, actor.authority_id)
    fixed = {row.key for row in rows if row.from_on <= today or not _is_as_seeded(row, by_hand)}
    standing = [Standing(Span(row.key, row.from_on, row.to_on), row.key in fixed) for row in rows]
    spans = {span.key: span for span in recut(standing, starts_on)}
    moved = [_given(row, spans[row.key]) for row in rows if row.key in spans]
    session.flush()
    record(session, actor, "months_moved", now, starts_on=starts_on, keys=sorted(spans))
    return Replan(
        starts_on=starts_on,
        running=next((row for row in rows if row.from_on <= today <= row.to_on), None),
        moved=moved,
        kept=[row for row in rows if row.from_on > today and row.key not in spans],
        crossed=_crossed(session, moved),
    )


def _months(session: Session, authority_id: int) -> list[Period]:
    rows = [row for row in store.periods_of(session, authority_id) if _is_month(row.key)]
    return sorted(rows, key=lambda row: (row.from_on, row.key))


def _is_month(key: str) -> bool:
    return MONTH_KEY.fullmatch(key) is not None and number_of(key)[0] in YEARS


def _changed_by_hand(session: Session, authority_id: int) -> set[str]:
    events = events_of(session, authority_id)
    return {event.data["key"] for event in events if event.action == "period_changed"}


def _is_as_seeded(row: Period, by_hand: set[str]) -> bool:
    """Say whether a month has its seeded values; next to a fixed one either start may show."""
    spans = [month(*number_of(row.key), starts_on) for starts_on in MONTH_STARTS]
    dues = {_dues(span) for span in [*spans, Span(row.key, row.from_on, row.to_on)]}
    return (
        row.key not in by_hand
        and row.name == row.key
        and row.cutoff_on == row.to_on
        and row.receiver == ""
        and (row.due_down_on, row.due_up_on) in dues
        and row.from_on in {span.from_on for span in spans}
        and row.to_on in {span.to_on for span in spans}
    )


def _given(row: Period, span: Span) -> Period:
    row.from_on, row.to_on, row.cutoff_on = span.from_on, span.to_on, span.to_on
    row.due_down_on, row.due_up_on = _dues(span)
    return row


def _dues(span: Span) -> tuple[date | None, date | None]:
    cut = dated_month(span)
    return cut.due_down_on, cut.due_up_on


def _crossed(session: Session, moved: Sequence[Period]) -> list[Period]:
    found: dict[str, Period] = {}
    for row in moved:
        found |= {other.key: other for other in store.overlapping(session, row)}
    return sorted(found.values(), key=_first_day)


def _first_day(row: Period) -> date:
    return row.from_on

"""The chairperson fixes for a year what is published when; what is over stays as it was."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.offices.events import Actor, record
from portal.offices.store import lock_authority
from portal.reports.models import Period
from portal.reports.schedule import store
from portal.reports.schedule.errors import ScheduleOverError
from portal.reports.schedule.kinds import Way
from portal.reports.schedule.rules import Fixed, faults, is_fixed_for_good


def fix(
    session: Session, actor: Actor, year: int, wanted: Mapping[str, Fixed], *, now: datetime
) -> int:
    """Fix days for periods of a year by their keys; return how many lines changed.

    Raises `ScheduleOverError` if a line to be changed, or one that is no period of the year,
    can no longer be fixed, and `InvalidInputError` by key ("" for the whole).
    """
    lock_authority(session, actor.authority_id)
    rows = {row.key: row for row in store.periods_of_year(session, actor.authority_id, year)}
    kept = store.fixed_for(session, actor.authority_id)
    changed = _changed(rows, kept, wanted, local_day(now))
    stays = [kept.get(row.id) for key, row in rows.items() if key not in changed]
    trials = sum(fixed is not None and fixed.way == Way.TRIAL for fixed in stays)
    found = faults(rows, changed, trials)
    if found:
        raise InvalidInputError(**found)
    store.write(session, actor, {rows[key].id: one for key, one in changed.items()}, now=now)
    if changed:
        record(session, actor, "publication_fixed", now, year=year, lines=_told(changed))
    return len(changed)


def _changed(
    rows: Mapping[str, Period],
    kept: Mapping[int, Fixed],
    wanted: Mapping[str, Fixed],
    today: date,
) -> dict[str, Fixed]:
    """Return the lines that are to say something else than they do."""
    changed = {}
    for key, fixed in wanted.items():
        if key not in rows:
            raise ScheduleOverError(key=key)
        if kept.get(rows[key].id) == fixed:
            continue
        if is_fixed_for_good(rows[key], today):
            raise ScheduleOverError(key=key)
        changed[key] = fixed
    return changed


def _told(changed: Mapping[str, Fixed]) -> dict[str, str]:
    return {key: str(fixed.public_on or fixed.way.value) for key, fixed in changed.items()}

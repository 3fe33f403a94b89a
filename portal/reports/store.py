"""Every query on reporting periods."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.offices.models import Staff
from portal.reports.models import Period, PeriodErratum, PeriodSnapshot


def period_by_key(session: Session, authority_id: int, key: str) -> Period | None:
    return session.scalar(
        select(Period).where(Period.authority_id == authority_id, Period.key == key)
    )


def periods_of(session: Session, authority_id: int) -> list[Period]:
    """Return the periods of an authority, the newest first."""
    newest = select(Period).where(Period.authority_id == authority_id)
    return list(session.scalars(newest.order_by(Period.to_on.desc(), Period.from_on.desc())))


def closed_periods(session: Session, authority_id: int) -> set[int]:
    """Return the ids of the periods whose figures are kept as they were."""
    closed = select(PeriodSnapshot.period_id).where(PeriodSnapshot.authority_id == authority_id)
    return set(session.scalars(closed))


def snapshot_of(session: Session, authority_id: int, key: str) -> PeriodSnapshot | None:
    """Return what was kept of a period; its register is read only when asked for."""
    return session.scalar(
        select(PeriodSnapshot)
        .join(Period, Period.id == PeriodSnapshot.period_id)
        .where(Period.authority_id == authority_id, Period.key == key)
    )


def kept_of(session: Session, period_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the figures kept of some periods, of those that are closed, in one query."""
    rows = session.execute(
        select(PeriodSnapshot.period_id, PeriodSnapshot.data).where(
            PeriodSnapshot.period_id.in_(sorted(period_ids))
        )
    )
    return {row[0]: row[1] for row in rows}


def errata_of(session: Session, snapshot_id: int) -> list[PeriodErratum]:
    """Return what was found wrong in a snapshot, the oldest first."""
    errata = select(PeriodErratum).where(PeriodErratum.snapshot_id == snapshot_id)
    return list(session.scalars(errata.order_by(PeriodErratum.at, PeriodErratum.id)))


def lock(session: Session, period_id: int) -> None:
    """Let nobody else close or correct a period until this transaction ends."""
    session.execute(select(Period.id).where(Period.id == period_id).with_for_update())


def hold_periods_of(session: Session, authority_id: int, day: date) -> list[Period]:
    """Return the periods a day lies in; nobody closes one until this transaction ends."""
    around = select(Period).where(
        Period.authority_id == authority_id, Period.from_on <= day, Period.to_on >= day
    )
    held = around.order_by(Period.id).with_for_update(read=True)
    return list(session.scalars(held))


def name_of(session: Session, staff_id: int | None) -> str:
    """Return the name of a member of staff; nothing for nobody."""
    return session.scalar(select(Staff.display_name).where(Staff.id == staff_id)) or ""


def last_begun(session: Session, authority_id: int, today: date) -> Period | None:
    """Return the month-like period a day lies in, else the last one before it."""
    begun = select(Period).where(Period.authority_id == authority_id, Period.from_on <= today)
    return session.scalar(
        begun.order_by(Period.from_on.desc(), Period.to_on.asc(), Period.id).limit(1)
    )


def overlapping(session: Session, period: Period) -> list[Period]:
    """Return the other periods that share a day with this one without containing it."""
    others = select(Period).where(
        Period.authority_id == period.authority_id,
        Period.key != period.key,
        Period.from_on <= period.to_on,
        Period.to_on >= period.from_on,
    )
    return [other for other in session.scalars(others) if not _nested(other, period)]


def _nested(one: Period, other: Period) -> bool:
    inside = other.from_on <= one.from_on and one.to_on <= other.to_on
    around = one.from_on <= other.from_on and other.to_on <= one.to_on
    return inside or around

"""Every query on the parts that units write."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from portal.offices.kinds import UnitKind
from portal.offices.models import Staff, Unit
from portal.offices.store import add_unique
from portal.reports.models import Period
from portal.reports.unitparts.kinds import WITH_UNIT, PartState
from portal.reports.unitparts.models import UnitPart


class PartRow(NamedTuple):
    """A unit that is asked, with its part of one period if there is one, and who wrote last."""

    unit: Unit
    part: UnitPart | None
    writer: str | None


def rows_of(session: Session, authority_id: int, period_id: int) -> list[PartRow]:
    """Return every unit asked for a period, and others that wrote; in the order of units."""
    of_period = (UnitPart.unit_id == Unit.id) & (UnitPart.period_id == period_id)
    rows = session.execute(
        select(Unit, UnitPart, Staff.display_name)
        .outerjoin(UnitPart, of_period)
        .outerjoin(Staff, Staff.id == UnitPart.changed_by_id)
        .where(Unit.authority_id == authority_id, is_asked() | UnitPart.id.is_not(None))
        .order_by(Unit.position, Unit.name)
    )
    return [PartRow(*row) for row in rows]


def is_asked() -> ColumnElement[bool]:
    """Return which units owe a part: those of the house that are in use."""
    return (Unit.kind == UnitKind.INTERNAL) & Unit.is_active


def asks(session: Session, authority_id: int, unit_id: int) -> bool:
    wanted = select(Unit.id).where(
        Unit.id == unit_id, Unit.authority_id == authority_id, is_asked()
    )
    return session.scalar(wanted) is not None


def part_of(session: Session, period_id: int, unit_id: int) -> UnitPart | None:
    return session.scalar(
        select(UnitPart).where(UnitPart.period_id == period_id, UnitPart.unit_id == unit_id)
    )


def parts_of_unit(session: Session, unit_id: int) -> dict[int, UnitPart]:
    """Return every part of a unit by the id of its period."""
    parts = session.scalars(select(UnitPart).where(UnitPart.unit_id == unit_id))
    return {part.period_id: part for part in parts}


def name_of_writer(session: Session, part: UnitPart) -> str:
    name = select(Staff.display_name).where(Staff.id == part.changed_by_id)
    return session.scalar(name) or ""


def add_first(session: Session, part: UnitPart) -> bool:
    """Write the first version of a part; False if the unit has one already."""
    return add_unique(session, part)


def change(
    session: Session, period_id: int, unit_id: int, guard: Sequence[Any], values: Any
) -> UnitPart | None:
    """Change a part if the guard holds where it is written; None if it does not."""
    return session.scalars(
        update(UnitPart)
        .where(UnitPart.period_id == period_id, UnitPart.unit_id == unit_id, *guard)
        .values(values)
        .returning(UnitPart),
        execution_options={"populate_existing": True},
    ).first()


def accepted(session: Session, authority_id: int, period_id: int) -> list[tuple[str, UnitPart]]:
    """Return the accepted parts of a period with the names of their units."""
    rows = session.execute(
        select(Unit.name, UnitPart)
        .join(Unit, Unit.id == UnitPart.unit_id)
        .where(
            UnitPart.authority_id == authority_id,
            UnitPart.period_id == period_id,
            UnitPart.state == PartState.ACCEPTED,
        )
        .order_by(Unit.position, Unit.name)
    )
    return [(row[0], row[1]) for row in rows]


def drop_untouched(session: Session, period_id: int) -> None:
    """Forget rows that a reminder made and in which nobody has written."""
    session.execute(
        delete(UnitPart).where(UnitPart.period_id == period_id, UnitPart.changed_at.is_(None))
    )


def has_any(session: Session, period_id: int) -> bool:
    there = select(UnitPart.id).where(UnitPart.period_id == period_id)
    return session.scalar(select(there.exists())) or False


# Reminders


def periods_with_date(session: Session) -> list[Period]:
    """Return every period whose units have a date."""
    return list(session.scalars(select(Period).where(Period.due_down_on.is_not(None))))


def units_without_part(session: Session, period: Period) -> list[int]:
    written = select(UnitPart.unit_id).where(UnitPart.period_id == period.id)
    units = select(Unit.id).where(
        Unit.authority_id == period.authority_id, is_asked(), Unit.id.not_in(written)
    )
    return list(session.scalars(units.order_by(Unit.id)))


def mark_reminded(session: Session, period: Period, today: date) -> int:
    """Mark the parts a unit has begun and not sent; return how many were not marked yet."""
    marked = session.scalars(
        update(UnitPart)
        .where(
            UnitPart.period_id == period.id,
            UnitPart.state.in_(WITH_UNIT),
            UnitPart.reminded_on.is_(None),
        )
        .values(reminded_on=today)
        .returning(UnitPart.id),
        execution_options={"synchronize_session": False},
    )
    return len(marked.all())


def owed_by(session: Session, unit_id: int) -> list[tuple[Period, UnitPart]]:
    """Return the parts a unit was reminded of and has not sent, the nearest date first."""
    rows = session.execute(
        select(Period, UnitPart)
        .join(Period, Period.id == UnitPart.period_id)
        .where(
            UnitPart.unit_id == unit_id,
            UnitPart.reminded_on.is_not(None),
            UnitPart.state.in_(WITH_UNIT),
        )
        .order_by(Period.due_down_on, Period.id)
    )
    return [(row[0], row[1]) for row in rows]

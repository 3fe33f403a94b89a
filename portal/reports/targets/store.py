"""Every query on targets."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.offices.models import Unit
from portal.reports.targets.models import Target


def targets_of(session: Session, authority_id: int) -> list[tuple[Target, str | None]]:
    """Return all targets, the latest first within what they are about, with their unit's name."""
    rows = session.execute(
        select(Target, Unit.name)
        .outerjoin(Unit, Unit.id == Target.unit_id)
        .where(Target.authority_id == authority_id)
        .order_by(Target.object, Unit.name, Target.method, Target.valid_from.desc(), Target.id)
    )
    return [(row[0], row[1]) for row in rows]


def in_force(session: Session, authority_id: int, day: date) -> list[Target]:
    """Return the targets that hold on a day: of each thing, unit and method the latest begun."""
    rows = session.scalars(
        select(Target)
        .where(Target.authority_id == authority_id, Target.valid_from <= day)
        .order_by(Target.valid_from.desc(), Target.id.desc())
    )
    latest: dict[tuple[object, ...], Target] = {}
    for row in rows:
        latest.setdefault((row.object, row.unit_id, row.method), row)
    return sorted(latest.values(), key=lambda row: (row.unit_id or 0, row.object, row.method))


def target_by_id(session: Session, authority_id: int, target_id: int) -> Target | None:
    return session.scalar(
        select(Target).where(Target.authority_id == authority_id, Target.id == target_id)
    )


def remove_target(session: Session, authority_id: int, target_id: int) -> bool:
    """Remove a target; say whether there was one."""
    found = delete(Target).where(Target.authority_id == authority_id, Target.id == target_id)
    return session.scalar(found.returning(Target.id)) is not None

"""Every query on figures entered by hand."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from portal.offices.models import Staff
from portal.reports.byhand.kinds import HandState
from portal.reports.byhand.models import HandFigure
from portal.reports.models import Period

SHOWN = (HandState.WAITING, HandState.IN_FORCE, HandState.REFUSED)


class HandRow(NamedTuple):
    """A figure with the key of its period and the names of those who looked at it."""

    figure: HandFigure
    period_key: str
    entered_by: str
    checked_by: str | None


def rows_of(
    session: Session,
    authority_id: int,
    keys: Collection[str],
    states: Collection[HandState] = SHOWN,
) -> list[HandRow]:
    """Return the figures of some periods, in the order in which they were entered."""
    entered, checked = aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(HandFigure, Period.key, entered.display_name, checked.display_name)
        .join(Period, Period.id == HandFigure.period_id)
        .join(entered, entered.id == HandFigure.entered_by_id)
        .outerjoin(checked, checked.id == HandFigure.checked_by_id)
        .where(
            HandFigure.authority_id == authority_id,
            Period.key.in_(sorted(keys)),
            HandFigure.state.in_(sorted(states)),
        )
        .order_by(HandFigure.id)
    )
    return [HandRow(*row) for row in rows]


def take_back_waiting(session: Session, period_id: int, figures: Collection[str]) -> None:
    """Let entries nobody has checked make room: somebody enters these figures anew.

    They are not deleted: SQLite would give their ids to the new ones, and whoever still reads the
    old page would check what they never saw.
    """
    session.execute(
        update(HandFigure)
        .where(
            HandFigure.period_id == period_id,
            HandFigure.figure.in_(sorted(figures)),
            HandFigure.state == HandState.WAITING,
        )
        .values(state=HandState.REPLACED),
        execution_options={"synchronize_session": False},
    )


def replace_in_force(session: Session, period_id: int, waiting: Sequence[int]) -> None:
    """Let figures in force make room for those that wait under these ids."""
    figures = select(HandFigure.figure).where(HandFigure.id.in_(waiting))
    session.execute(
        update(HandFigure)
        .where(
            HandFigure.period_id == period_id,
            HandFigure.state == HandState.IN_FORCE,
            HandFigure.figure.in_(figures),
        )
        .values(state=HandState.REPLACED),
        execution_options={"synchronize_session": False},
    )


def judge(
    session: Session,
    period_id: int,
    waiting: Sequence[int],
    state: HandState,
    by: tuple[int, datetime],
) -> int:
    """Give waiting entries of somebody else a state; return how many it was possible for."""
    staff_id, now = by
    judged = session.scalars(
        update(HandFigure)
        .where(
            HandFigure.id.in_(waiting),
            HandFigure.period_id == period_id,
            HandFigure.state == HandState.WAITING,
            HandFigure.entered_by_id != staff_id,
        )
        .values(state=state, checked_by_id=staff_id, checked_at=now)
        .returning(HandFigure.id),
        execution_options={"synchronize_session": False},
    )
    return len(judged.all())


def own_waiting(session: Session, waiting: Sequence[int], staff_id: int) -> bool:
    """Say whether any of these entries is this person's own."""
    own = select(HandFigure.id).where(
        HandFigure.id.in_(waiting), HandFigure.entered_by_id == staff_id
    )
    return session.scalar(select(own.exists())) or False


def has_any(session: Session, period_id: int) -> bool:
    there = select(HandFigure.id).where(HandFigure.period_id == period_id)
    return session.scalar(select(there.exists())) or False

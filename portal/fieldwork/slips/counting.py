"""Counts of slips that never move by fewer than the smallest group."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.fieldwork.slips import store


def in_steps(n: int, smallest_group: int) -> int:
    """Round down to whole groups.

    The attack: whoever knows that one person just used a slip would see the count move by one.
    """
    return n - n % smallest_group


def is_over(valid_through: date, revoked_at: datetime | None, today: date) -> bool:
    """Say whether no slip of a stack opens any more."""
    return revoked_at is not None or valid_through < today


def forget_slips(session: Session, through: date) -> int:
    """Delete the slips of stacks whose last day was `through` or earlier; return how many.

    How many were spent stays, in whole groups.
    """
    return sum(
        store.forget_slips(session, stack, in_steps(spent, smallest_group))
        for stack, spent, smallest_group in store.over_by(session, through)
    )

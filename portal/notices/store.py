"""Every query of the outbox; what is due is judged in the statement that takes it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.notices.kinds import TO_PEOPLE, Because, Progress, Way
from portal.notices.models import Notice

WAITING = (Progress.QUEUED, Progress.SENDING)


def add(session: Session, values: dict[str, Any]) -> bool:
    """Put a notice into the outbox; False if the same thing was told already."""
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    once = insert(Notice).values(values)
    once = once.on_conflict_do_nothing(index_elements=["authority_id", "topic"])
    return session.scalar(once.returning(Notice.id)) is not None


def topics(session: Session, authority_id: int, wanted: Collection[str]) -> set[str]:
    """Return which of these have been told."""
    query = select(Notice.topic).where(
        Notice.authority_id == authority_id, Notice.topic.in_(wanted)
    )
    return set(session.scalars(query))


# Delivery


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Say what can go now; a lease that ran out was a worker's that died."""
    return or_(
        and_(Notice.progress == Progress.QUEUED, Notice.not_before <= now),
        and_(Notice.progress == Progress.SENDING, Notice.leased_until <= now),
    )


def authorities_with_due(session: Session, now: datetime) -> Sequence[int]:
    query = select(Notice.authority_id).where(_is_due(now), Notice.way.in_(TO_PEOPLE)).distinct()
    return session.scalars(query.order_by(Notice.authority_id)).all()


def hold(session: Session, authority_id: int, now: datetime, until: datetime) -> None:
    """Let what is due to people wait until a later moment."""
    session.execute(
        update(Notice)
        .where(Notice.authority_id == authority_id, Notice.way.in_(TO_PEOPLE), _is_due(now))
        .values(
            progress=Progress.QUEUED,
            not_before=until,
            waits_since=until,
            lease="",
            leased_until=None,
        )
    )


def has_due(session: Session, now: datetime, ways: Collection[Way]) -> bool:
    """Say whether there is work, without taking the write lock of a quiet day."""
    query = select(Notice.id).where(_is_due(now), Notice.way.in_(ways)).limit(1)
    return session.scalar(query) is not None


class Lease(NamedTuple):
    """The right of one worker to one notice, for a while."""

    token: str
    until: datetime


def claim(session: Session, now: datetime, lease: Lease, ways: Collection[Way]) -> Notice | None:
    """Take the notice that is due longest, so that no other worker has it; None without one."""
    due = (
        select(Notice.id)
        .where(_is_due(now), Notice.way.in_(ways))
        .order_by(Notice.not_before, Notice.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = session.scalar(
        update(Notice)
        .where(Notice.id == due.scalar_subquery(), _is_due(now))
        .values(
            progress=Progress.SENDING,
            lease=lease.token,
            leased_until=lease.until,
            attempts=Notice.attempts + 1,
        )
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return session.get(Notice, taken) if taken is not None else None


def settle(session: Session, notice_id: int, lease: str, **values: Any) -> bool:
    """Write how a try ended; False when the lease was no longer ours."""
    ours = update(Notice).where(
        Notice.id == notice_id, Notice.lease == lease, Notice.progress == Progress.SENDING
    )
    done = ours.values(**values, lease="", leased_until=None).returning(Notice.id)
    return session.scalar(done.execution_options(synchronize_session=False)) is not None


def settle_bounced(
    session: Session, notice_id: int, progress: Progress, reason: str, now: datetime
) -> None:
    """Take back that a letter was sent."""
    session.execute(
        update(Notice)
        .where(Notice.id == notice_id, Notice.progress == Progress.SENT)
        .values(progress=progress, reason=reason, ended_at=now)
        .execution_options(synchronize_session=False)
    )


def drop_of_case(session: Session, case_id: int, because: Because, now: datetime) -> None:
    """Tell nobody any more what still waits about a case."""
    session.execute(
        update(Notice)
        .where(Notice.case_id == case_id, Notice.progress.in_([*WAITING, Progress.DEAD]))
        .values(progress=Progress.DROPPED, reason=because, ended_at=now, lease="")
        .execution_options(synchronize_session=False)
    )


def send_again(session: Session, authority_id: int, notice_id: int, now: datetime) -> bool:
    """Queue a dead notice anew; False if it is not dead, or another commune's."""
    return _of_dead(
        session,
        authority_id,
        notice_id,
        progress=Progress.QUEUED,
        not_before=now,
        waits_since=now,
        attempts=0,
        ended_at=None,
    )


def give_up(session: Session, authority_id: int, notice_id: int, now: datetime) -> bool:
    """Put a dead notice away."""
    return _of_dead(session, authority_id, notice_id, progress=Progress.DROPPED, ended_at=now)


def _of_dead(session: Session, authority_id: int, notice_id: int, **values: Any) -> bool:
    dead = update(Notice).where(
        Notice.id == notice_id,
        Notice.authority_id == authority_id,
        Notice.progress == Progress.DEAD,
    )
    return session.scalar(dead.values(**values).returning(Notice.id)) is not None


def by_token(session: Session, token: str) -> Notice | None:
    return session.scalar(select(Notice).where(Notice.token == token))


# What people see of the outbox


def of_case(session: Session, case_id: int) -> Sequence[Notice]:
    query = select(Notice).where(Notice.case_id == case_id, Notice.way != Way.WEBHOOK)
    return session.scalars(query.order_by(Notice.id)).all()


def dead_letters(session: Session, authority_id: int, limit: int) -> Sequence[Notice]:
    query = select(Notice).where(
        Notice.authority_id == authority_id, Notice.progress == Progress.DEAD
    )
    return session.scalars(query.order_by(Notice.id.desc()).limit(limit)).all()


def counts(session: Session, authority_id: int) -> dict[Progress, int]:
    rows = session.execute(
        select(Notice.progress, func.count())
        .where(Notice.authority_id == authority_id)
        .group_by(Notice.progress)
    )
    return {Progress(row[0]): row[1] for row in rows}


class Standing(NamedTuple):
    """How all outboxes of an installation stand; `oldest` is since when one could have gone."""

    waiting: int
    dead: int
    oldest: datetime | None


def standing(session: Session) -> Standing:
    waits = Notice.progress.in_(WAITING)
    row = session.execute(
        select(
            func.count().filter(waits),
            func.count().filter(Notice.progress == Progress.DEAD),
            func.min(Notice.waits_since).filter(waits),
        )
    ).one()
    return Standing(*row)


def forget(session: Session, ended_by: datetime) -> int:
    """Delete what ended long ago; return how many."""
    over = Notice.__table__.delete().where(Notice.ended_at <= ended_by)  # type: ignore[attr-defined]  # a Table
    return len(session.scalars(over.returning(Notice.id)).all())

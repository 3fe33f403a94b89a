"""Queries of the intake and the folding; those that only read are in `result_store`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.fieldwork.models import Survey
from portal.fieldwork.store import is_open
from portal.offices.models import Authority, ServicePoint
from portal.ratings.envelopes import SealedEnvelope
from portal.ratings.models import (
    AnswerTally,
    Comment,
    Envelope,
    HalfTally,
    Profile,
    Response,
    Submission,
    Tally,
    Visit,
)

Row = dict[str, Any]
Detached = type[Visit] | type[Profile] | type[Comment]
Written = type[Response] | Detached
Counts = type[Tally] | type[HalfTally] | type[AnswerTally]
ENVELOPE = (
    Envelope.id,
    Envelope.authority_id,
    Envelope.survey_id,
    Envelope.service_point_id,
    Envelope.given_on,
    Envelope.sealed,
)
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# SQLite allows 32,766 values in one statement.
MOST_VALUES = 1000


def spend_submission(connection: Connection, row: Row) -> bytes | None:
    """Write a submission digest; None if it was new, else the content it was spent on.

    The primary key judges: of many threads with one id exactly one gets None.
    """
    spent = connection.execute(_SPEND[connection.dialect.name], row)
    if spent.first() is not None:
        return None
    return connection.scalars(
        select(Submission.content_digest).where(Submission.digest == row["digest"])
    ).one()


def add_envelope(connection: Connection, envelope: SealedEnvelope, now: datetime) -> bool:
    """Write an envelope if its survey is open at `now`; say whether it was."""
    added = connection.execute(_ADD_ENVELOPE, vars(envelope) | {"now": now})
    return added.first() is not None


def add_envelopes(session: Session, envelopes: Iterable[SealedEnvelope]) -> None:
    """Write envelopes of a survey that is made in the same transaction."""
    session.execute(insert(_table(Envelope)), [vars(envelope) for envelope in envelopes])


def forget_submissions(session: Session, today: date) -> int:
    return _deleted(session, delete(_table(Submission)).where(Submission.forget_on <= today))


def authorities_with_envelopes(session: Session) -> list[tuple[int, int]]:
    """Return id and smallest group of each authority for which envelopes wait."""
    waiting = exists().where(Envelope.authority_id == Authority.id)
    rows = session.execute(
        select(Authority.id, Authority.smallest_group).where(waiting).order_by(Authority.id)
    )
    return [(row[0], row[1]) for row in rows]


def envelopes_where_enough(
    session: Session, authority_id: int, smallest_group: int
) -> list[SealedEnvelope]:
    """Return what waits at places where at least `smallest_group` wait."""
    place = (Envelope.survey_id, Envelope.service_point_id)
    full = (
        select(*place)
        .where(Envelope.authority_id == authority_id)
        .group_by(*place)
        .having(func.count() >= smallest_group)
    )
    rows = session.execute(select(*ENVELOPE).where(tuple_(*place).in_(full)))
    return [SealedEnvelope(*row) for row in rows]


def envelopes_through(session: Session, authority_id: int, through: date) -> list[SealedEnvelope]:
    rows = session.execute(
        select(*ENVELOPE).where(Envelope.authority_id == authority_id, Envelope.given_on <= through)
    )
    return [SealedEnvelope(*row) for row in rows]


def every_envelope(session: Session) -> Iterator[SealedEnvelope]:
    for row in session.execute(select(*ENVELOPE)):
        yield SealedEnvelope(*row)


def one_at_a_time(session: Session, authority_id: int) -> None:
    """Let one worker move envelopes of an authority; SQLite has one writer anyway.

    FOR NO KEY UPDATE, so that ratings of the same authority keep coming in meanwhile.
    """
    session.execute(
        select(Authority.id).where(Authority.id == authority_id).with_for_update(key_share=True)
    )


def take_envelopes(session: Session, ids: Sequence[bytes]) -> int:
    """Delete envelopes and return how many there still were."""
    taken = delete(_table(Envelope))
    return sum(_deleted(session, taken.where(Envelope.id.in_(part))) for part in _parts(ids))


def is_rated(session: Session, point_id: int) -> bool:
    """Say whether anyone has ever rated at a place; until this transaction ends nobody can.

    Every row of a rating refers to its place and so waits for this lock, or this one for it.
    """
    session.execute(select(ServicePoint.id).where(ServicePoint.id == point_id).with_for_update())
    return any(
        session.scalar(select(exists().where(table.service_point_id == point_id)))
        for table in (Envelope, Response, Tally)
    )


def units_of_points(session: Session, authority_id: int) -> dict[int, int]:
    """Return the unit of each service point."""
    rows = session.execute(
        select(ServicePoint.id, ServicePoint.unit_id).where(
            ServicePoint.authority_id == authority_id
        )
    )
    return {row[0]: row[1] for row in rows}


def lift(session: Session, table: Detached, authority_id: int, days: Iterable[date]) -> list[Row]:
    """Take out the rows of some half months, to be put back among new ones.

    The attack: PostgreSQL shows of every row which transaction wrote it (`xmin`), also after
    VACUUM FREEZE, and would join a comment to the responses of its batch. Written anew together,
    all of a half month carry the same transaction. SQLite keeps no such trace.
    """
    if _dialect(session) == "sqlite":
        return []
    found = delete(table).where(
        table.authority_id == authority_id, table.half_month_on.in_(sorted(set(days)))
    )
    rows = session.execute(found.returning(*table.__table__.columns)).mappings()
    return [dict(row) for row in rows]


def write(session: Session, table: Written, rows: Sequence[Row]) -> None:
    """Insert rows in exactly the order given."""
    if rows:
        session.execute(insert(_table(table)), rows)


def cell_names(table: Counts) -> list[str]:
    """Return what tells the cells of a table apart, in the order of a cell."""
    key = [column.name for column in _table(table).primary_key]
    return key if "authority_id" in key else [*key, "authority_id"]


def count_up(session: Session, table: Counts, cells: Mapping[Any, int | Sequence[int]]) -> None:
    """Add to counts of cells as `cell_names` has them; half months have one for each level."""
    if not cells:
        return
    names, columns = cell_names(table), _table(table).c
    counts = [name for name in columns.keys() if name not in names]  # noqa: SIM118  # no dict
    # In one order for all workers, or two of them would wait for each other.
    rows = [
        dict(zip([*names, *counts], (*cell, *_each(n)), strict=True))
        for cell, n in sorted(cells.items())
    ]
    upsert = _insert(session, table)
    added = upsert.on_conflict_do_update(
        index_elements=list(_table(table).primary_key),
        set_={name: columns[name] + upsert.excluded[name] for name in counts},
    )
    session.execute(added, rows)


def _each(n: int | Sequence[int]) -> Sequence[int]:
    return [n] if isinstance(n, int) else n


def _deleted(session: Session, statement: Delete) -> int:
    """Run a statement past the unit of work and return the number of rows it changed."""
    return session.connection().execute(statement).rowcount


def _insert(session: Session, table: type[Any]) -> Any:
    """Return the dialect's own INSERT, which knows ON CONFLICT."""
    return INSERTS[_dialect(session)](_table(table))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _table(table: type[Any]) -> Table:
    found = table.__table__
    assert isinstance(found, Table)  # noqa: S101  # tells mypy what the mapper knows
    return found


def _parts(ids: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(ids), MOST_VALUES):
        yield ids[start : start + MOST_VALUES]


def _add_envelope() -> Insert:
    """Build the guarded INSERT of an envelope, judging the survey where it writes."""
    envelope, survey = _table(Envelope), _table(Survey).c
    names = [column.key for column in ENVELOPE]
    asked = exists().where(
        survey.id == bindparam("survey_id"),
        survey.authority_id == bindparam("authority_id"),
        is_open(bindparam("now")),
    )
    row = select(*(bindparam(name, type_=envelope.c[name].type) for name in names)).where(asked)
    return insert(envelope).from_select(names, row).returning(envelope.c.id)


# Built once: building a statement costs more than running it, and these run for every rating.
_ADD_ENVELOPE = _add_envelope()
_SPEND = {
    name: own(_table(Submission)).on_conflict_do_nothing().returning(_table(Submission).c.digest)
    for name, own in INSERTS.items()
}

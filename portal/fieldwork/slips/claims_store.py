"""Queries of slips in citizens' hands: the place behind a code, taking it, mixing, forgetting."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.places import Place
from portal.fieldwork.slips.models import Slip, SlipClaim, SlipStack
from portal.fieldwork.store import ASKED, AUTHORITY, PLACE_COLUMNS, POINT, SURVEY, UNIT, is_open
from portal.offices.models import Authority, ServicePoint, Unit

Row = dict[str, Any]
SLIP, CLAIM, STACK = (table.__table__.c for table in (Slip, SlipClaim, SlipStack))
CLAIM_COLUMNS = ("slip_digest", "claim", "authority_id", "forget_on")
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class SlipRow(NamedTuple):
    """What is kept of a slip, with its place."""

    place: Place
    revoked_at: datetime | None
    valid_through: date
    is_spent: bool


def was_spent() -> ColumnElement[bool]:
    """Say whether a slip was used: by its mark, or by its claim as long as there is one."""
    return or_(SLIP.is_spent, exists().where(CLAIM.slip_digest == SLIP.digest))


def slip_by_digest(connection: Connection, digest: bytes, now: datetime) -> SlipRow | None:
    row = connection.execute(_FOUND, {"digest": digest, "now": now}).first()
    if row is None:
        return None
    *place, revoked_at, valid_through, is_spent = row
    return SlipRow(Place._make(place), revoked_at, valid_through, is_spent)


def add_claim(connection: Connection, row: Row, *, now: datetime, today: date) -> bytes | None:
    """Claim a slip that is open at `now`; return whose claim stands, None if it is nobody's.

    The primary key judges: of many forms with one slip exactly one reads its own claim.
    """
    taken = connection.execute(_CLAIM[connection.dialect.name], row | {"now": now, "today": today})
    if taken.first() is not None:
        return bytes(row["claim"])
    standing = select(CLAIM.claim).where(CLAIM.slip_digest == row["slip_digest"])
    return connection.scalars(standing).first()


def stacks_to_settle(session: Session) -> list[tuple[int, int]]:
    """Return authority and id of each stack of which a slip was claimed and is not marked yet."""
    claimed = exists().where(CLAIM.slip_digest == SLIP.digest)
    rows = session.execute(
        select(SLIP.authority_id, SLIP.stack_id)
        .where(SLIP.is_spent.is_(False), claimed)
        .distinct()
        .order_by(SLIP.authority_id, SLIP.stack_id)
    )
    return [(row[0], row[1]) for row in rows]


def one_at_a_time(session: Session, authority_id: int) -> None:
    """Let one worker rewrite slips of an authority; ratings keep coming in meanwhile."""
    session.execute(
        select(Authority.id).where(Authority.id == authority_id).with_for_update(key_share=True)
    )


def lift_slips(session: Session, stacks: Iterable[int]) -> list[Row]:
    """Take out all slips of some stacks, to be put back together."""
    taken = delete(Slip).where(Slip.stack_id.in_(sorted(stacks)))
    return _rows(session, taken.returning(*Slip.__table__.columns))


def lift_claims(session: Session, authority_id: int) -> list[Row]:
    """Take out all claims of an authority, to be put back together."""
    taken = delete(SlipClaim).where(SlipClaim.authority_id == authority_id)
    return _rows(session, taken.returning(*SlipClaim.__table__.columns))


def put_back(session: Session, table: type[Slip] | type[SlipClaim], rows: Sequence[Row]) -> None:
    """Insert rows in exactly the order given."""
    if rows:
        session.execute(insert(table), rows)


def forget_claims(session: Session, today: date) -> int:
    """Delete claims whose day has come, but none whose slip is not marked; return how many."""
    unmarked = exists().where(SLIP.digest == CLAIM.slip_digest, SLIP.is_spent.is_(False))
    over = delete(SlipClaim).where(SlipClaim.forget_on <= today, ~unmarked)
    return session.connection().execute(over).rowcount


def _rows(session: Session, statement: Any) -> list[Row]:
    return [dict(row) for row in session.execute(statement).mappings()]


def _found() -> Select[*tuple[Any, ...]]:
    """Build the query behind every slip: its own survey, if that is open, at its own place."""
    asked_now = and_(SURVEY.id == STACK.survey_id, is_open(bindparam("now")))
    return (
        select(
            *(PLACE_COLUMNS[name] for name in Place._fields),
            STACK.revoked_at,
            STACK.valid_through,
            was_spent(),
        )
        .select_from(Slip.__table__)
        .join(SlipStack.__table__, STACK.id == SLIP.stack_id)
        .join(ServicePoint.__table__, POINT.id == STACK.service_point_id)
        .join(Unit.__table__, UNIT.id == POINT.unit_id)
        .join(Authority.__table__, AUTHORITY.id == POINT.authority_id)
        .outerjoin(Survey.__table__, asked_now)
        .outerjoin(Questionnaire.__table__, ASKED.id == SURVEY.questionnaire_id)
        .where(SLIP.digest == bindparam("digest"))
    )


def _claim(own: Any) -> Insert:
    """Build the guarded INSERT of a claim, judging slip, stack and survey where it writes."""
    table = SlipClaim.__table__
    takes = (
        select(*(bindparam(name, type_=table.c[name].type) for name in CLAIM_COLUMNS))
        .select_from(Slip.__table__)
        .join(SlipStack.__table__, STACK.id == SLIP.stack_id)
        .join(Survey.__table__, SURVEY.id == STACK.survey_id)
        .where(
            SLIP.digest == bindparam("slip_digest"),
            SLIP.is_spent.is_(False),
            STACK.revoked_at.is_(None),
            bindparam("today", type_=table.c.forget_on.type) <= STACK.valid_through,
            is_open(bindparam("now")),
        )
    )
    added: Insert = own(table).from_select(list(CLAIM_COLUMNS), takes)
    return added.on_conflict_do_nothing().returning(table.c.slip_digest)  # type: ignore[attr-defined,no-any-return]  # both dialects' own INSERT has it


# Built once: building a statement costs more than running it.
_FOUND = _found()
_CLAIM = {name: _claim(own) for name, own in INSERTS.items()}

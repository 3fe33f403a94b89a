"""The second person: opens a pack or a recording to citizens; anybody may take it off again."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.fieldwork.tongues import store
from portal.fieldwork.tongues.errors import OwnWordsError
from portal.fieldwork.tongues.kinds import Standing
from portal.fieldwork.tongues.models import Clip, TonguePack
from portal.offices.events import Actor, record

LONGEST_NOTE = 300


def open_up(
    session: Session, actor: Actor, row: TonguePack | Clip, note: str, *, now: datetime
) -> None:
    """Show to citizens what another person brought; the open one before it stands back.

    `note` says who that knows the language has read or heard it.
    """
    if not 0 < len(note.strip()) <= LONGEST_NOTE:
        raise InvalidInputError(note="length")
    if row.added_by_id == actor.staff_id:
        raise OwnWordsError(id=row.id)
    store.replace_open(session, row)
    table: type[TonguePack] | type[Clip] = type(row)
    guard = (table.state == Standing.WAITING, table.added_by_id != actor.staff_id)
    if not store.change(session, row, guard, store.judged(actor.staff_id, now, note.strip())):
        raise ChangedMeanwhileError(id=row.id)
    _written(session, actor, row, "opened", now)


def withdraw(session: Session, actor: Actor, row: TonguePack | Clip, *, now: datetime) -> None:
    """Take off what waits or is open; it stays kept as it was."""
    table: type[TonguePack] | type[Clip] = type(row)
    guard = (table.state.in_(store.LISTED),)
    if not store.change(session, row, guard, {"state": Standing.WITHDRAWN}):
        raise ChangedMeanwhileError(id=row.id)
    _written(session, actor, row, "withdrawn", now)


def _written(
    session: Session, actor: Actor, row: TonguePack | Clip, done: str, now: datetime
) -> None:
    store.touch(session, row.authority_id, row.questionnaire_id)
    action = f"{row.__tablename__}_{done}"
    record(session, actor, action, now, id=row.id, tongue=row.tongue)

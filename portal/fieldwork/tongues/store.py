"""Every query of packs and recordings."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from portal.errors import NotFoundError
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.tongues.kinds import Standing
from portal.fieldwork.tongues.models import Clip, Speech, TonguePack
from portal.offices.models import Staff

Row = TypeVar("Row", TonguePack, Clip)
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
LISTED = (Standing.WAITING, Standing.OPEN)


class Listed(NamedTuple):
    """A pack or recording with the names of who brought and who opened it."""

    row: Any
    author: str
    judge: str | None


class OpenPack(NamedTuple):
    """A pack as it is shown to citizens, with the text of its questionnaire."""

    toml: str
    asked: str


def add_pack(session: Session, row: dict[str, Any]) -> TonguePack | None:
    """Keep a pack; None if its version is taken, as the constraint judges."""
    added = _INSERTS[session.get_bind().dialect.name](TonguePack).values(row)
    return session.scalars(added.on_conflict_do_nothing().returning(TonguePack)).first()


def add_clip(session: Session, clip: Clip) -> Clip:
    session.add(clip)
    session.flush()
    return clip


def one(session: Session, table: type[Row], authority_id: int, row_id: int) -> Row:
    """Return a pack or recording of an authority, else raise `NotFoundError`."""
    found = session.scalars(
        select(table).where(table.id == row_id, table.authority_id == authority_id)
    ).first()
    if found is None:
        raise NotFoundError(id=row_id)
    return found


def replace_open(session: Session, row: TonguePack | Clip) -> None:
    """Let the open one of the same place stand back for `row`."""
    table: type[TonguePack] | type[Clip] = type(row)
    session.execute(
        update(table)
        .where(*_same_place(row), table.state == Standing.OPEN, table.id != row.id)
        .values(state=Standing.REPLACED)
    )


def change(
    session: Session, row: TonguePack | Clip, guard: Sequence[ColumnElement[bool]], values: Any
) -> bool:
    """Change a row if the guard holds where it is written; False if it does not."""
    table: type[TonguePack] | type[Clip] = type(row)
    changed = session.scalars(
        update(table).where(table.id == row.id, *guard).values(values).returning(table.id)
    ).first()
    session.refresh(row)
    return changed is not None


def touch(session: Session, authority_id: int, questionnaire_id: int) -> None:
    """Give the speech of a questionnaire a new mark."""
    row = {"authority_id": authority_id, "questionnaire_id": questionnaire_id}
    mark = {"mark": secrets.token_hex(8)}
    added = _INSERTS[session.get_bind().dialect.name](Speech).values(row | mark)
    session.execute(added.on_conflict_do_update(index_elements=list(row), set_=mark))


def questionnaires_in_use(session: Session, authority_id: int) -> list[Questionnaire]:
    """Return an authority's own questionnaires and those its surveys ask, by code and version."""
    asked = select(Survey.questionnaire_id).where(Survey.authority_id == authority_id)
    return list(
        session.scalars(
            select(Questionnaire)
            .where((Questionnaire.authority_id == authority_id) | Questionnaire.id.in_(asked))
            .order_by(Questionnaire.code, Questionnaire.version.desc())
        )
    )


def packs_of(session: Session, authority_id: int) -> list[Listed]:
    """Return the packs of an authority that wait or are open, with their people."""
    return _listed(session, TonguePack, TonguePack.authority_id == authority_id)


def clips_of(session: Session, pack: tuple[int, int, str]) -> list[Listed]:
    """Return the recordings of one language (authority, questionnaire, tag): waiting or open."""
    authority_id, questionnaire_id, tongue = pack
    return _listed(
        session,
        Clip,
        Clip.authority_id == authority_id,
        Clip.questionnaire_id == questionnaire_id,
        Clip.tongue == tongue,
    )


def open_packs(connection: Connection, authority_id: int, questionnaire_id: int) -> list[OpenPack]:
    found = (
        select(TonguePack.toml, Questionnaire.toml)
        .join(Questionnaire, Questionnaire.id == TonguePack.questionnaire_id)
        .where(*_open(TonguePack, authority_id, questionnaire_id))
        .order_by(TonguePack.name)
    )
    return [OpenPack(*row) for row in connection.execute(found)]


def open_clips(connection: Connection, authority_id: int, questionnaire_id: int) -> Sequence[Any]:
    """Return tongue, item, id, digest and extension of the recordings citizens can hear."""
    return connection.execute(
        select(Clip.tongue, Clip.item, Clip.id, Clip.sha256, Clip.extension).where(
            *_open(Clip, authority_id, questionnaire_id)
        )
    ).all()


def open_clip(connection: Connection, clip_id: int) -> Any:
    """Return key, media type and digest of a recording that is open; None for any other."""
    return connection.execute(
        select(Clip.key, Clip.media_type, Clip.sha256).where(
            Clip.id == clip_id, Clip.state == Standing.OPEN
        )
    ).first()


def _same_place(row: TonguePack | Clip) -> list[ColumnElement[bool]]:
    table: Any = type(row)
    names = ["authority_id", "questionnaire_id", "tongue"]
    names += ["item"] if isinstance(row, Clip) else []
    return [getattr(table, name) == getattr(row, name) for name in names]


def _open(table: Any, authority_id: int, questionnaire_id: int) -> list[ColumnElement[bool]]:
    return [
        table.authority_id == authority_id,
        table.questionnaire_id == questionnaire_id,
        table.state == Standing.OPEN,
    ]


def _listed(session: Session, table: type[Row], *wanted: ColumnElement[bool]) -> list[Listed]:
    author, judge = aliased(Staff), aliased(Staff)
    query = (
        select(table, author.display_name, judge.display_name)
        .join(author, author.id == table.added_by_id)
        .outerjoin(judge, judge.id == table.judged_by_id)
        .where(table.state.in_(LISTED), *wanted)
        .order_by(table.questionnaire_id, table.tongue, table.id)
    )
    return [Listed(*row) for row in session.execute(query)]


def judged(actor_id: int | None, now: datetime, note: str) -> dict[str, object]:
    """Return what opening writes."""
    return {
        "state": Standing.OPEN,
        "judged_by_id": actor_id,
        "judged_at": now,
        "note": note,
    }

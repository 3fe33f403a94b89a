"""Queries of the questionnaires."""

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork.models import Questionnaire

Row = dict[str, Any]
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def text_of(connection: Connection, questionnaire_id: int) -> str:
    return connection.scalars(
        select(Questionnaire.toml).where(Questionnaire.id == questionnaire_id)
    ).one()


def kept(session: Session, row: Row) -> tuple[Questionnaire, bool]:
    """Keep a questionnaire unless its owner has that code and version, and return what is kept.

    The constraint judges: of many at once one is new (True), the others find its row.
    """
    added = _INSERTS[session.get_bind().dialect.name](Questionnaire).values(row)
    new = session.scalars(added.on_conflict_do_nothing().returning(Questionnaire.id)).first()
    owner = Questionnaire.authority_id
    found = select(Questionnaire).where(
        owner.is_(None) if row["authority_id"] is None else owner == row["authority_id"],
        Questionnaire.code == row["code"],
        Questionnaire.version == row["version"],
    )
    return session.scalars(found).one(), new is not None


def own_questionnaires(session: Session, authority_id: int) -> list[Questionnaire]:
    """Return what an authority has taken over, the latest version of a code first."""
    return list(
        session.scalars(
            select(Questionnaire)
            .where(Questionnaire.authority_id == authority_id)
            .order_by(Questionnaire.code, Questionnaire.version.desc())
        )
    )


def of_version(
    session: Session, authority_id: int, code: str, version: int
) -> Questionnaire | None:
    """Return the questionnaire of that code and version: the authority's own before a built-in."""
    owner = Questionnaire.authority_id
    return session.scalar(
        select(Questionnaire)
        .where(
            (owner == authority_id) | owner.is_(None),
            Questionnaire.code == code,
            Questionnaire.version == version,
        )
        .order_by(owner.is_(None))
        .limit(1)
    )


def usable(session: Session, authority_id: int, questionnaire_id: int) -> Questionnaire:
    """Return a questionnaire of the authority or a built-in one, else raise `NotFoundError`."""
    found = session.get(Questionnaire, questionnaire_id)
    if found is None or found.authority_id not in {None, authority_id}:
        raise NotFoundError(questionnaire=questionnaire_id)
    return found

"""Queries of paper: batches, sheets while they are typed, the rule and the errors of typing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork.kinds import SurveyKind, SurveyState
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.paper.kinds import SheetState
from portal.fieldwork.paper.models import PaperAccuracy, PaperBatch, PaperRule, PaperSheet
from portal.offices.models import ServicePoint

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
COUNTED = ("compared", "differed")
# What is left of a sheet when its answers have been handed in: its number.
FORGOTTEN: dict[str, Any] = {
    "state": SheetState.DONE,
    **dict.fromkeys(
        (
            *("channel", "service_point_id", "given_on", "entered_on"),
            *("first_by_id", "second_by_id", "first_sealed", "second_sealed"),
        )
    ),
}


class WaitingSheet(NamedTuple):
    """A sheet that waits for somebody, with what its survey and place are called."""

    sheet: PaperSheet
    survey: str
    place: str


class PrintedBatch(NamedTuple):
    """A batch and how many of its sheets have been entered."""

    batch: PaperBatch
    place: str | None
    entered: int


def enterable(session: Session, authority_id: int) -> list[Survey]:
    """Return the approved surveys whose answers may be typed, the latest first."""
    return list(
        session.scalars(
            select(Survey)
            .where(
                Survey.authority_id == authority_id,
                Survey.state == SurveyState.APPROVED,
                Survey.kind != SurveyKind.IMPORTED,
            )
            .order_by(Survey.opens_at.desc(), Survey.id.desc())
        )
    )


def asked(session: Session, authority_id: int, survey_id: int) -> tuple[Survey, Questionnaire]:
    """Return an approved survey with its questionnaire, else raise `NotFoundError`."""
    row = session.execute(
        select(Survey, Questionnaire)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(
            Survey.id == survey_id,
            Survey.authority_id == authority_id,
            Survey.state == SurveyState.APPROVED,
            Survey.kind != SurveyKind.IMPORTED,
        )
    ).first()
    if row is None:
        raise NotFoundError(survey=survey_id)
    return row[0], row[1]


def add_batch(session: Session, row: Mapping[str, Any], sheets: int) -> PaperBatch:
    """Add a batch whose numbers go on from the last of the survey; one at a time."""
    session.execute(select(Survey.id).where(Survey.id == row["survey_id"]).with_for_update())
    last = session.execute(
        select(func.max(PaperBatch.number), func.max(PaperBatch.last_number)).where(
            PaperBatch.survey_id == row["survey_id"]
        )
    ).one()
    number, first = (last[0] or 0) + 1, (last[1] or 0) + 1
    batch = PaperBatch(number=number, first_number=first, last_number=first + sheets - 1, **row)
    session.add(batch)
    session.flush()
    return batch


def batches_of(session: Session, survey_id: int) -> list[PrintedBatch]:
    """Return the batches of a survey, the latest first, with how many sheets are entered."""
    entered = (
        select(func.count())
        .where(
            PaperSheet.survey_id == PaperBatch.survey_id,
            PaperSheet.number.between(PaperBatch.first_number, PaperBatch.last_number),
            PaperSheet.state == SheetState.DONE,
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(PaperBatch, ServicePoint.name, entered)
        .outerjoin(ServicePoint, ServicePoint.id == PaperBatch.service_point_id)
        .where(PaperBatch.survey_id == survey_id)
        .order_by(PaperBatch.number.desc())
    )
    return [PrintedBatch(*row) for row in rows]


def batch_of(session: Session, authority_id: int, batch_id: int) -> PaperBatch:
    """Return a batch of an authority, else raise `NotFoundError`."""
    found = session.scalars(
        select(PaperBatch).where(PaperBatch.id == batch_id, PaperBatch.authority_id == authority_id)
    ).first()
    if found is None:
        raise NotFoundError(batch=batch_id)
    return found


def is_printed(session: Session, survey_id: int, number: int) -> bool:
    printed = select(PaperBatch.id).where(
        PaperBatch.survey_id == survey_id,
        PaperBatch.first_number <= number,
        PaperBatch.last_number >= number,
    )
    return session.scalar(select(printed.exists())) or False


def add_sheet(session: Session, row: Mapping[str, Any]) -> bool:
    """Write a sheet unless its number is there; say whether it was written. The key judges."""
    added = INSERTS[session.get_bind().dialect.name](PaperSheet).values(**row)
    once = added.on_conflict_do_nothing(index_elements=["survey_id", "number"])
    return session.scalars(once.returning(PaperSheet.id)).first() is not None


def change_sheet(
    session: Session, authority_id: int, sheet_id: int, guard: Sequence[Any], values: Any
) -> bool:
    """Change a sheet if the guard holds where it is written; say whether it did."""
    changed = (
        update(PaperSheet)
        .where(PaperSheet.id == sheet_id, PaperSheet.authority_id == authority_id, *guard)
        .values(values)
        .returning(PaperSheet.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(changed).first() is not None


def sheet_of(session: Session, authority_id: int, sheet_id: int) -> PaperSheet:
    """Return a sheet that is not done, else raise `NotFoundError`."""
    found = session.scalars(
        select(PaperSheet).where(
            PaperSheet.id == sheet_id,
            PaperSheet.authority_id == authority_id,
            PaperSheet.state != SheetState.DONE,
        )
    ).first()
    if found is None:
        raise NotFoundError(sheet=sheet_id)
    return found


def waiting(session: Session, authority_id: int) -> list[WaitingSheet]:
    """Return the sheets that wait for a second or third look, the oldest day first."""
    rows = session.execute(
        select(PaperSheet, Survey.title, ServicePoint.name)
        .join(Survey, Survey.id == PaperSheet.survey_id)
        .join(ServicePoint, ServicePoint.id == PaperSheet.service_point_id)
        .where(PaperSheet.authority_id == authority_id, PaperSheet.state != SheetState.DONE)
        .order_by(PaperSheet.given_on, PaperSheet.survey_id, PaperSheet.number)
    )
    return [WaitingSheet(*row) for row in rows]


def discard(session: Session, authority_id: int, sheet_id: int) -> PaperSheet | None:
    """Delete a sheet that is not done; None if it is not there any more."""
    return session.scalars(
        delete(PaperSheet)
        .where(
            PaperSheet.id == sheet_id,
            PaperSheet.authority_id == authority_id,
            PaperSheet.state != SheetState.DONE,
        )
        .returning(PaperSheet)
    ).first()


def forget_before(session: Session, day: date) -> int:
    """Delete the sheets that have waited since before a day; return how many."""
    old = (PaperSheet.state != SheetState.DONE, PaperSheet.entered_on <= day)
    gone = session.scalars(delete(PaperSheet).where(*old).returning(PaperSheet.id))
    return len(gone.all())


def rule_of(session: Session, survey_id: int) -> PaperRule | None:
    return session.get(PaperRule, survey_id)


def set_rule(session: Session, row: Mapping[str, Any]) -> None:
    """Write the rule of a survey in place of the one before."""
    added = INSERTS[session.get_bind().dialect.name](PaperRule).values(**row)
    new = {name: added.excluded[name] for name in ("one_in", "reason", "set_by_id", "set_at")}
    session.execute(added.on_conflict_do_update(index_elements=["survey_id"], set_=new))


def count_typing(
    session: Session, authority_id: int, survey_id: int, differed: Mapping[str, bool]
) -> None:
    """Add one comparison to each field, and one difference where there was one."""
    names = sorted(differed)  # in one order for all, or two typists would wait for each other
    rows = [
        {
            "survey_id": survey_id,
            "field": name,
            "authority_id": authority_id,
            "compared": 1,
            "differed": int(differed[name]),
        }
        for name in names
    ]
    added = INSERTS[session.get_bind().dialect.name](PaperAccuracy)
    up = {name: getattr(PaperAccuracy, name) + added.excluded[name] for name in COUNTED}
    session.execute(
        added.on_conflict_do_update(index_elements=["survey_id", "field"], set_=up), rows
    )


def typing_of(session: Session, survey_id: int) -> dict[str, tuple[int, int]]:
    """Return how often each field was compared and how often the two differed."""
    rows = session.scalars(select(PaperAccuracy).where(PaperAccuracy.survey_id == survey_id))
    return {row.field: (row.compared, row.differed) for row in rows}

"""Numbering sheets for the printer: one number is one sheet, so a copied sheet is found out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.fieldwork.paper import store
from portal.fieldwork.paper.models import PaperBatch
from portal.fieldwork.store import points_of_survey
from portal.offices.events import Actor, record

MOST_SHEETS = 300


@dataclass(frozen=True)
class Order:
    """What is to be printed: a survey, perhaps for one place, in a language, so many sheets."""

    survey_id: int
    service_point_id: int | None
    language: str
    sheets: int


def order(session: Session, actor: Actor, wanted: Order, *, now: datetime) -> PaperBatch:
    """Give a batch of sheets its numbers; raise `InvalidInputError` or `NotFoundError`."""
    survey, _asked = store.asked(session, actor.authority_id, wanted.survey_id)
    faults = {}
    if not 1 <= wanted.sheets <= MOST_SHEETS:
        faults["sheets"] = "out_of_range"
    if wanted.language not in survey.languages.split():
        faults["language"] = "not_translated"
    places = {None, *(point.id for point in points_of_survey(session, survey))}
    if wanted.service_point_id not in places:
        faults["place"] = "not_asked_here"
    if faults:
        raise InvalidInputError(**faults)
    row = {
        "authority_id": actor.authority_id,
        "survey_id": survey.id,
        "service_point_id": wanted.service_point_id,
        "language": wanted.language,
        "printed_by_id": actor.staff_id,
        "printed_on": local_day(now),
    }
    batch = store.add_batch(session, row, wanted.sheets)
    record(session, actor, "paper_printed", now, survey=survey.id, batch=batch.number)
    return batch

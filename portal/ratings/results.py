"""What a period says: figures per unit and counter as far as they may be shown."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.questionnaires import read_instrument
from portal.ratings import result_store as store
from portal.ratings.figures import Days, Figured, Terms, figured
from surveys.instrument import Instrument
from surveys.scoring import DEFAULT_METHOD


@dataclass(frozen=True)
class PeriodResults(Figured):
    """The figures of an authority from a day up to and including a day.

    Until they are settled they are no more than the number of responses: what moves last, when a
    period closes, may be one person's, and levels shown before would give it away. Ratings that
    still wait sealed are in no figure.
    """

    authority_id: int
    from_on: date
    to_on: date
    is_settled: bool
    smallest_group: int
    method: str
    instrument: Instrument | None


def results(
    session: Session, authority_id: int, from_on: date, to_on: date, *, is_final: bool
) -> PeriodResults:
    """Return the figures of a period's walk-up ratings in five queries, for any number of units.

    Samples are drawn by another plan and enter no figure here.

    They are settled once the period is final and nothing of it waits sealed any more. Raises
    `NotFoundError` if there is no such authority.
    """
    name, smallest_group = store.name_and_smallest_group(session, authority_id)
    asked = store.questionnaire_asked(session, authority_id, to_on)
    instrument = read_instrument(asked) if asked else None
    is_settled = is_final and not store.waits(session, authority_id, from_on, to_on)
    terms = Terms.of(smallest_group, instrument, is_settled=is_settled)
    code = instrument.code if instrument else ""
    days = Days(authority_id, from_on, to_on)
    cells = store.counted(session, days, code, only_responses=not is_settled)
    points = store.points(session, authority_id)
    return PeriodResults(
        **vars(figured(cells, points, (authority_id, name), terms)),
        authority_id=authority_id,
        from_on=from_on,
        to_on=to_on,
        is_settled=is_settled,
        smallest_group=smallest_group,
        method=DEFAULT_METHOD,
        instrument=instrument,
    )

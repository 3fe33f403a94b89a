"""What people came for in a period, told apart from the levels they gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.questionnaires import read_instrument
from portal.ratings import result_store
from portal.ratings.breakdown import store
from portal.ratings.breakdown.visits import FieldVisits, visits_by_field
from portal.ratings.contents import half_month_of
from portal.ratings.figures import shown_sums
from surveys.instrument import Instrument


@dataclass(frozen=True)
class Visits:
    """Purposes by code, the most frequent first, and fields of procedures with their numbers.

    Whatever fewer people came for in half a month than a group must have is left out, and all
    numbers until the figures are settled. `instrument` has the words of the purposes.
    """

    instrument: Instrument | None
    is_settled: bool
    smallest_group: int
    purposes: Mapping[str, int]
    fields: Sequence[FieldVisits]


def visits(
    session: Session, authority_id: int, from_on: date, to_on: date, *, is_final: bool
) -> Visits:
    """Read it for the half months that begin in or reach into a period, in five queries."""
    begin = half_month_of(from_on)
    _name, smallest_group = result_store.name_and_smallest_group(session, authority_id)
    asked = result_store.questionnaire_asked(session, authority_id, to_on)
    instrument = read_instrument(asked) if asked else None
    if not is_final or result_store.waits(session, authority_id, begin, to_on):
        return Visits(instrument, False, smallest_group, {}, ())
    counts = store.purpose_counts(session, authority_id, begin, to_on)
    named = store.procedure_counts(session, authority_id, begin, to_on)
    sums = shown_sums(counts, smallest_group)
    return Visits(
        instrument,
        True,
        smallest_group,
        dict(sorted(sums.items(), key=lambda item: -item[1])),
        visits_by_field(named, smallest_group),
    )

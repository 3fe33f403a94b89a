"""One survey of a period read for itself: samples never meet walk-up ratings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.kinds import SurveyKind
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import read_instrument
from portal.ratings import result_store
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.breakdown import store
from portal.ratings.breakdown.answers import Answered, answered, profiled
from portal.ratings.breakdown.factors import FactorResults, factor_results
from portal.ratings.breakdown.showing import Cells, visible_of_survey
from portal.ratings.cells import added
from portal.ratings.figures import (
    GroupResults,
    Terms,
    UnitResults,
    figured,
    group,
)
from portal.ratings.shares import added_up
from portal.ratings.showing import RESPONSES_ONLY
from surveys.instrument import Instrument

Span = tuple[Session, int, date, date, int | None]
"""Session, authority, first and last day, and a sample (None: all walk-up surveys)."""


@dataclass(frozen=True)
class Days:
    """The days of a period, and whether its figures may be read at all.

    `kept` is how many walk-up ratings were kept when it was closed; None while it is not.
    """

    from_on: date
    to_on: date
    is_final: bool
    kept: int | None = None


@dataclass(frozen=True)
class SurveyResults:
    """What one survey says; units only of a sample, for walk-up units are of all surveys."""

    survey: Survey
    instrument: Instrument
    is_sample: bool
    is_settled: bool
    total: GroupResults
    units: tuple[UnitResults, ...]
    factors: Sequence[FactorResults]
    answers: Sequence[Answered]
    people: Sequence[Answered]


def survey_results(
    session: Session, authority_id: int, survey_id: int, days: Days
) -> SurveyResults:
    """Read it in at most eight queries; raises `NotFoundError` for a survey of somebody else."""
    survey, questionnaire = store.survey_asked(session, authority_id, survey_id)
    instrument, is_sample = read_instrument(questionnaire), survey.kind == SurveyKind.SAMPLE
    span = (session, authority_id, days.from_on, days.to_on, survey_id if is_sample else None)
    cells = store.counted_by_survey(*span)
    is_settled = days.is_final and (is_sample or _is_as_kept(cells, days))
    terms = _terms(span, instrument, is_settled=is_settled)
    of_kind = _of_sample if is_sample else _of_walk_up
    total, units = of_kind(session, survey, cells, terms)
    answers, people = _beside_levels(session, survey, instrument, days, total, terms)
    return SurveyResults(
        survey=survey,
        instrument=instrument,
        is_sample=is_sample,
        is_settled=terms.is_settled,
        total=total,
        units=units,
        factors=factor_results(instrument, total),
        answers=answers,
        people=people,
    )


def _terms(span: Span, instrument: Instrument, *, is_settled: bool) -> Terms:
    """Return the terms of a survey; it is settled only if nothing of its kind waits sealed."""
    session, authority_id, *_days = span
    _name, smallest_group = result_store.name_and_smallest_group(session, authority_id)
    return Terms.of(smallest_group, instrument, is_settled=is_settled and not store.waits(*span))


def _is_as_kept(cells: Cells, days: Days) -> bool:
    """Say whether nothing came in after the period was closed.

    The attack: a sheet that comes late is in these counts and not in those kept, so the one less
    the other would be what the few who came late have said.
    """
    if days.kept is None:
        return True
    return days.kept == sum(cell.people for _, cell in cells if cell.question == ALL_RESPONSES)


def _of_sample(
    session: Session, survey: Survey, cells: Cells, terms: Terms
) -> tuple[GroupResults, tuple[UnitResults, ...]]:
    points = result_store.points(session, survey.authority_id)
    found = figured([cell for _, cell in cells], points, (survey.id, survey.title), terms)
    return found.total, tuple(unit for unit in found.units if unit.responses or unit.is_hidden)


def _of_walk_up(
    _session: Session, survey: Survey, cells: Cells, terms: Terms
) -> tuple[GroupResults, tuple[UnitResults, ...]]:
    own = [cell for survey_id, cell in cells if survey_id == survey.id]
    sums = added_up(added(own).points.values())
    visible = visible_of_survey(cells, survey.id, terms.smallest_group)
    if not terms.is_settled:
        visible &= RESPONSES_ONLY
    return group(survey.id, survey.title, sums, visible, terms), ()


def _beside_levels(
    session: Session,
    survey: Survey,
    instrument: Instrument,
    days: Days,
    total: GroupResults,
    terms: Terms,
) -> tuple[list[Answered], list[Answered]]:
    """Read answers of other kinds; none before the figures are settled or where they are hidden."""
    if not terms.is_settled or total.is_hidden:
        return [], []
    span = (session, survey.authority_id, survey.id, days.from_on, days.to_on)
    answers = answered(instrument, store.answer_counts(*span), terms.smallest_group)
    people = profiled(instrument, store.profile_counts(*span), terms.smallest_group)
    return answers, people

"""Results of a period as staff read them: units, criteria and, for those who may, counters."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.reports import store
from portal.reports.choosing import Choice, ShownPeriod, choose
from portal.reports.keeping import figures
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.overview import Overview
from portal.web.closed_view import ClosedView, closed_view
from portal.web.console.beside_results import Beside, beside
from portal.web.flagged_rows import FlaggedView, flagged_view
from portal.web.i18n import lang
from portal.web.petition_lines import PetitionLines, petition_lines
from portal.web.result_rows import RatingRow, group_row, question_row
from portal.web.session import request_now
from portal.words.translate import say


@dataclass(frozen=True)
class PeriodLink:
    """A period one can switch to."""

    name: str
    key: str
    current: bool


@dataclass(frozen=True)
class CounterRow:
    """A counter with the unit it belongs to; one person's work, so for the house only."""

    unit: str
    row: RatingRow


@dataclass(frozen=True)
class CriterionRow:
    """A question with its official code and its levels."""

    code: str
    row: RatingRow


@dataclass(frozen=True)
class ResultsView:
    """Everything the results page shows; `period` is None before the first period."""

    survey_name: str
    links: Sequence[PeriodLink]
    name: str
    period: ShownPeriod | None
    total: RatingRow | None
    is_settled: bool
    smallest_group: int
    flagged: FlaggedView | None
    units: Sequence[RatingRow]
    counters: Sequence[CounterRow]
    criteria: Sequence[CriterionRow]
    petitions: PetitionLines | None
    closed: ClosedView | None
    beside: Beside | None = None


def results_view(
    session: Session, authority_id: int, key: str | None, *, with_counters: bool
) -> ResultsView:
    """Read a period; raises `PeriodNotFoundError` for a key that names none that has begun."""
    today = local_day(request_now())
    choice = choose(store.periods_of(session, authority_id), today, key)
    if choice.chosen is None:
        return _without_period()
    kept = figures(session, authority_id, choice.chosen, today)
    found, ratings = kept.overview, kept.overview.ratings
    return ResultsView(
        survey_name=say(lang(), OWN_NAME),
        links=_links(choice),
        name=period_name(choice.chosen.key, choice.chosen.name, lang()),
        period=choice.chosen,
        total=group_row(ratings.total.name, ratings.total),
        is_settled=ratings.is_settled,
        smallest_group=ratings.smallest_group,
        flagged=flagged_view(ratings),
        units=[group_row(unit.name, unit.ratings) for unit in found.units if unit.ratings],
        counters=_counters(found) if with_counters else (),
        criteria=_criteria(found),
        petitions=petition_lines(found.petitions.total),
        closed=closed_view(kept.closed),
        beside=beside(session, ratings, with_counters=with_counters),
    )


def _without_period() -> ResultsView:
    return ResultsView(
        say(lang(), OWN_NAME), (), "", None, None, False, 0, None, (), (), (), None, None
    )


def _links(choice: Choice) -> list[PeriodLink]:
    return [
        PeriodLink(
            period_name(period.key, period.name, lang()),
            period.key,
            period == choice.chosen,
        )
        for period in choice.begun
    ]


def _counters(found: Overview) -> list[CounterRow]:
    return [
        CounterRow(unit.name, group_row(point.name, point))
        for unit in found.ratings.units
        for point in unit.points
    ]


def _criteria(found: Overview) -> list[CriterionRow]:
    asked = found.ratings.instrument
    if asked is None:
        return []
    language = asked.language_for(lang())
    return [
        CriterionRow(
            question.criterion or str(_("all in all")),
            question_row(question.text(language), found.ratings.total, question.code),
        )
        for question in asked.rated
    ]

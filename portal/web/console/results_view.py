"""Results of a period as staff read them: units, criteria and, for those who may, counters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.reports import store
from portal.reports.byhand.entering import started_on
from portal.reports.byhand.figures import FIGURES
from portal.reports.byhand.reading import in_force
from portal.reports.choosing import Choice, ShownPeriod, choose
from portal.reports.keeping import Kept, figures
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.overview import Overview
from portal.web.channel_words import ways_in
from portal.web.closed_view import ClosedView, closed_view
from portal.web.console.beside_results import Beside, beside
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
class HandLine:
    """A checked figure by hand with where it was taken from."""

    name: str
    value: int
    source: str


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
    came: Sequence[str]
    units: Sequence[RatingRow]
    counters: Sequence[CounterRow]
    criteria: Sequence[CriterionRow]
    petitions: PetitionLines | None
    closed: ClosedView | None
    beside: Beside | None = None
    by_hand: Sequence[HandLine] = ()
    is_before: bool = False


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
        came=_came(ratings.channels, ratings.flagged),
        units=[group_row(unit.name, unit.ratings) for unit in found.units if unit.ratings],
        counters=_counters(found) if with_counters else (),
        criteria=_criteria(found),
        petitions=petition_lines(found.petitions.total),
        beside=beside(session, ratings, with_counters=with_counters),
        **_kept_or_by_hand(session, authority_id, choice.chosen, kept),
    )


def _without_period() -> ResultsView:
    return ResultsView(
        say(lang(), OWN_NAME), (), "", None, None, False, 0, (), (), (), (), None, None
    )


def _kept_or_by_hand(
    session: Session, authority_id: int, period: ShownPeriod, kept: Kept
) -> dict[str, Any]:
    """Return since when the figures stand, and what was entered by hand beside them."""
    began = started_on(session, authority_id)
    found = in_force(session, authority_id, {period.key: period.to_on}, began)[period.key]
    lines = [
        HandLine(say(lang(), FIGURES[code].name), one.value, one.source(lang()))
        for code, one in found.figures.items()
    ]
    closed = closed_view(kept.closed)
    return {"closed": closed, "by_hand": lines, "is_before": found.is_all}


def _links(choice: Choice) -> list[PeriodLink]:
    return [
        PeriodLink(
            period_name(period.key, period.name, lang()),
            period.key,
            period == choice.chosen,
        )
        for period in choice.begun
    ]


def _came(channels: Mapping[str, int], flagged: int | None) -> list[str]:
    """Say by which ways ratings came in, and how many in a burst, so that one can judge."""
    ways = ways_in(channels)
    sentences = [str(_("How they came in: %(ways)s.", ways=ways))] if ways else []
    if flagged:
        burst = ngettext(
            "%(num)d rating came unusually fast after others from one network; it is counted.",
            "%(num)d ratings came unusually fast after others from one network; they are counted.",
            flagged,
        )
        sentences.append(str(burst))
    return sentences


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

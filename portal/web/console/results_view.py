"""Results of a period as staff read them: the whole, its course, units, criteria and factors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.offices.permissions import May
from portal.reports.choosing import Choice, ShownPeriod
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.schedule.rules import Fixed
from portal.web.by_hand_lines import ByHandLines, by_hand_lines
from portal.web.charts import Bar, BarChart, bar_chart
from portal.web.closed_view import ClosedView, closed_view
from portal.web.console.beside_results import Beside, beside
from portal.web.console.figures.counters_view import CounterRow, counter_rows
from portal.web.console.figures.course_view import CourseView, course_view
from portal.web.console.figures.questions_view import (
    CriterionRow,
    FactorRow,
    criterion_rows,
    factor_rows,
)
from portal.web.console.figures.reading import Picked, Reading, pick, read
from portal.web.console.figures.targets_view import TargetLine, target_lines
from portal.web.figure_words import change_sentence, channel_sentence
from portal.web.flagged_rows import FlaggedView, flagged_view
from portal.web.i18n import lang
from portal.web.petition_lines import PetitionLines, petition_lines
from portal.web.result_rows import RatingRow, group_row
from portal.web.session import SignedIn
from portal.web.voices_view import Saying, sayings
from portal.words.translate import say


@dataclass(frozen=True)
class PeriodLink:
    """A period one can switch to."""

    name: str
    key: str
    current: bool


@dataclass(frozen=True)
class UnitRow:
    """A unit's share with what its changes are worth."""

    id: int
    row: RatingRow
    changes: Sequence[str]


@dataclass(frozen=True)
class Whole:
    """The commune's own figure: its course, its targets, and what is said beside it."""

    row: RatingRow
    channels: str
    course: CourseView
    targets: Sequence[TargetLine]
    notes: Mapping[str, Saying]


@dataclass(frozen=True)
class ByUnit:
    """The units with their chart (None: nothing to draw) in words, and the counters one may see."""

    chart: BarChart | None
    says: str
    rows: Sequence[UnitRow]
    counters: Sequence[CounterRow]


@dataclass(frozen=True)
class ResultsView:
    """Everything the results page shows of a period."""

    picked: Picked
    fixed: Fixed | None
    survey_name: str
    is_settled: bool
    smallest_group: int
    whole: Whole
    flagged: FlaggedView
    by_unit: ByUnit
    factors: Sequence[FactorRow]
    criteria: Sequence[CriterionRow]
    petitions: PetitionLines
    closed: ClosedView | None
    beside: Beside
    by_hand: ByHandLines

    @property
    def period(self) -> ShownPeriod:
        return self.picked.period


def results_view(session: Session, staff: SignedIn, key: str | None) -> ResultsView | None:
    """Read a period; None before the first has begun.

    Raises `PeriodNotFoundError` for a key that names none that has begun.
    """
    chosen = pick(session, staff.authority_id, key)
    if chosen is None:
        return None
    reading = read(session, staff.authority_id, chosen)
    ratings = reading.kept.overview.ratings
    return ResultsView(
        picked=chosen,
        fixed=reading.fixed,
        survey_name=say(lang(), OWN_NAME),
        is_settled=ratings.is_settled,
        smallest_group=ratings.smallest_group,
        whole=_whole(reading),
        flagged=flagged_view(ratings),
        by_unit=_by_unit(session, staff, reading),
        factors=factor_rows(ratings.instrument, ratings.total),
        criteria=criterion_rows(ratings.instrument, ratings.total),
        petitions=petition_lines(reading.kept.overview.petitions.total),
        closed=closed_view(reading.kept.closed),
        beside=beside(session, ratings, with_counters=May.SEE_COUNTERS in staff.may),
        by_hand=by_hand_lines(session, staff.authority_id, chosen.period),
    )


def _whole(reading: Reading) -> Whole:
    ratings = reading.kept.overview.ratings
    judged = reading.judged(ratings.total.overall, None)
    return Whole(
        row=group_row(ratings.total.name, ratings.total),
        channels=channel_sentence(ratings.channels),
        course=course_view(reading.course, judged),
        targets=target_lines(judged),
        notes=sayings(reading.notes),
    )


def _by_unit(session: Session, staff: SignedIn, reading: Reading) -> ByUnit:
    rows = _units(reading)
    units = reading.kept.overview.ratings.units
    counters = counter_rows(session, staff, reading.picked.row.id, units)
    says = " ".join(f"{one.row.name}: {one.row.view.sentence}." for one in rows if one.row.view)
    return ByUnit(units_chart(rows), says, rows, counters)


def period_links(choice: Choice) -> list[PeriodLink]:
    return [
        PeriodLink(
            period_name(period.key, period.name, lang()), period.key, period == choice.chosen
        )
        for period in choice.begun
    ]


def units_chart(units: Sequence[UnitRow]) -> BarChart | None:
    """Return the bars of the units that have a share to show."""
    bars = [
        Bar(unit.row.name, unit.row.view.share, unit.row.view.bar_low, unit.row.view.bar_high)
        for unit in units
        if unit.row.view
    ]
    return bar_chart(bars) if bars else None


def _units(reading: Reading) -> list[UnitRow]:
    return [
        UnitRow(
            unit.id,
            group_row(unit.name, unit.ratings),
            [change_sentence(one) for one in reading.course.changes(unit.id)],
        )
        for unit in reading.kept.overview.units
        if unit.ratings
    ]

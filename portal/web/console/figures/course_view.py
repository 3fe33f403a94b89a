"""A figure through time as a page shows it: a chart, its table, and what each change is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.reports.labels import period_name
from portal.reports.targets.judging import Judged, Standing
from portal.reports.trend import Course, Stand
from portal.web.charts import Bar, Dot, TrendChart, trend_chart
from portal.web.figure_words import change_sentence
from portal.web.i18n import lang
from portal.web.result_rows import ShareView


@dataclass(frozen=True)
class StandRow:
    """One period of the table beside the chart; `view` is None where nothing may be shown."""

    name: str
    view: ShareView | None
    is_break: bool
    asked: str


@dataclass(frozen=True)
class CourseView:
    """The chart (None for fewer than two periods), all of it in words, and the table."""

    chart: TrendChart | None
    says: str
    rows: Sequence[StandRow]
    changes: Sequence[str]


def course_view(course: Course, judged: Sequence[Judged], unit_id: int | None = None) -> CourseView:
    """Show the course of the whole (None) or of a unit, with the targets of the same method."""
    targets = [one.target.percent for one in judged if one.standing is not Standing.NOT_COMPARABLE]
    rows = _rows(course.stands, unit_id)
    dots = [_dot(row, stand) for row, stand in zip(rows, course.stands, strict=True)]
    return CourseView(
        chart=trend_chart(dots, targets),
        says=" ".join(_told(row) for row in rows),
        rows=rows[::-1],
        changes=[change_sentence(one) for one in course.changes(unit_id)],
    )


def _rows(stands: Sequence[Stand], unit_id: int | None) -> list[StandRow]:
    rows = []
    for number, stand in enumerate(stands):
        share = stand.share(unit_id)
        is_break = number > 0 and stands[number - 1].made != stand.made
        asked = f"{stand.made.code}/{stand.made.version}" if stand.made.code else "–"
        name = period_name(stand.period.key, stand.period.name, lang())
        rows.append(StandRow(name, ShareView.of(share) if share else None, is_break, asked))
    return rows


def _dot(row: StandRow, stand: Stand) -> Dot:
    period = stand.period
    name = f"{period.to_on:%m/%Y}"
    if row.view is None:
        return Dot(name, None, row.is_break)
    view = row.view
    return Dot(name, Bar(name, view.share, view.bar_low, view.bar_high), row.is_break)


def _told(row: StandRow) -> str:
    if row.view is None:
        return str(_("%(name)s: nothing to show.", name=row.name))
    return str(
        _(
            "%(name)s: %(percent)d%%, between %(low)d and %(high)d of 100.",
            name=row.name,
            percent=row.view.percent,
            low=row.view.low,
            high=row.view.high,
        )
    )

"""The sections of the leader's page; another concern of a leader is one more function here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.cases.handling.queues.deadlines import next_due_on
from portal.cases.handling.queues.headlines import headline
from portal.cases.handling.queues.kinds import Horizon, Narrowing, Queue
from portal.cases.handling.queues.store import QueueRow, queue_page
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import State
from portal.remedies import store as remedies
from portal.remedies.kinds import Listing
from portal.reports import store as reports
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.periods import is_final
from portal.web.console.remedies.view import Desk, MeasureView, measure_views
from portal.web.deadlines import Chip, Span, chip
from portal.web.i18n import lang, short_date

# A page to be read over a cup of tea: the rest of a section is one link away.
MOST_LINES = 5


@dataclass(frozen=True)
class Morning:
    """What every section is made from."""

    session: Session
    viewer: Viewer
    desk: Desk
    horizon: Horizon


@dataclass(frozen=True)
class Line:
    """One thing that wants attention: where it is, whose it is, and how its day stands."""

    title: str
    url: str
    note: str
    due: Chip | None = None


@dataclass(frozen=True)
class Section:
    """A heading, its first lines, how many there are in all and where the rest is."""

    code: str
    title: LazyString
    lines: Sequence[Line]
    total: int
    more_url: str
    empty: LazyString


def late_measures(morning: Morning) -> Section:
    title, empty = _l("Measures overdue"), _l("No measure of a remedial plan is overdue.")
    return _measures(morning, Listing.LATE, title, empty)


def measures_this_week(morning: Morning) -> Section:
    title, empty = _l("Measures due this week"), _l("No measure falls due by Sunday.")
    return _measures(morning, Listing.WEEK, title, empty)


def measures_to_recheck(morning: Morning) -> Section:
    title = _l("Reported done, waiting for a re-check")
    return _measures(morning, Listing.RECHECK, title, _l("Nothing waits for a re-check."))


def late_cases(morning: Morning) -> Section:
    """Open cases past their day, the longest first."""
    narrowing = Narrowing(queue=Queue.OVERDUE)
    found = queue_page(morning.session, morning.viewer, narrowing, morning.horizon)
    return Section(
        "cases",
        _l("Cases overdue"),
        [_case_line(row, morning.desk) for row in found.rows[:MOST_LINES]],
        found.total,
        url_for("queue.index", queue=Queue.OVERDUE),
        _l("No case is overdue."),
    )


def periods_to_close(morning: Morning) -> Section:
    """Periods past their cut-off whose figures are not kept yet, and the one that ends next."""
    session, today = morning.session, morning.desk.today
    closed = reports.closed_periods(session, morning.viewer.authority_id)
    rows = reports.periods_of(session, morning.viewer.authority_id)
    ended = [row for row in rows[::-1] if is_final(row, today) and row.id not in closed]
    running = [row for row in rows if row.from_on <= today and not is_final(row, today)]
    following = sorted(running, key=lambda row: row.cutoff_on)[:1]
    return Section(
        "periods",
        _l("Periods to close"),
        [_period_line(row, is_ended=row in ended) for row in [*ended[:MOST_LINES], *following]],
        len(ended),
        url_for("periods.index"),
        _l("No period waits to be closed."),
    )


SECTIONS: tuple[Callable[[Morning], Section], ...] = (
    late_measures,
    measures_this_week,
    measures_to_recheck,
    late_cases,
    periods_to_close,
)


def _measures(morning: Morning, listing: Listing, title: LazyString, empty: LazyString) -> Section:
    session, who, today = morning.session, morning.viewer, morning.desk.today
    condition = remedies.listed(listing, who, today)
    lines = remedies.measure_lines(session, who.authority_id, condition, MOST_LINES + 1)
    total = len(lines)
    if total > MOST_LINES:
        total = remedies.count_measures(session, who, today, [listing])[listing]
    shown = measure_views(lines[:MOST_LINES], morning.desk)
    return Section(
        listing.value,
        title,
        [_measure_line(measure) for measure in shown],
        total,
        url_for("remedy_measures.index", xem=listing.value),
        empty,
    )


def _measure_line(measure: MeasureView) -> Line:
    note = f"{measure.unit} · {measure.person} · {measure.plan}"
    return Line(measure.words, measure.url, note, measure.due)


def _case_line(row: QueueRow, desk: Desk) -> Line:
    case, state = row.case, State(row.case.state)
    due_on = next_due_on(state, case.classify_due_on, case.due_on)
    span = Span(case.received_on, due_on, None, case.paused_on) if due_on else None
    title = headline(row.opening) or case.reference
    return Line(
        title,
        url_for("case.show", reference=case.reference),
        f"{case.reference} · {row.unit_name or _('No unit yet')}",
        chip(desk.calendar, span, desk.today, lang(), desk.limits) if span else None,
    )


def _period_line(row: Period, *, is_ended: bool) -> Line:
    name = period_name(row.key, row.name, lang())
    day = short_date(row.cutoff_on)
    note = (
        _("cut-off on %(day)s has passed, figures not kept yet", day=day)
        if is_ended
        else _("cut-off on %(day)s", day=day)
    )
    return Line(name, url_for("results.index", ky=row.key), note)

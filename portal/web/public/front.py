"""The front page of a commune as plain values: figures of a period, in words and in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.cases.registers.figures import Figures
from portal.clock import local_day
from portal.reports.choosing import Choice, ShownPeriod, choose
from portal.reports.keeping import figures
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.overview import Overview
from portal.reports.schedule.opening import Coming, opened
from portal.reports.voices.beside import Notes, notes_beside
from portal.web.by_hand_lines import ByHandLines, open_by_hand_lines
from portal.web.closed_view import ClosedView, closed_view
from portal.web.i18n import lang, short_date
from portal.web.petition_lines import PetitionLines, petition_lines
from portal.web.result_rows import RatingRow, group_row, question_row
from portal.web.session import AuthorityView, request_now
from portal.web.voices_view import Saying, sayings
from portal.words.translate import say


@dataclass(frozen=True)
class PeriodLink:
    """A period as a link of the page."""

    name: str
    url: str
    period: ShownPeriod
    current: bool


@dataclass(frozen=True)
class UnitWork:
    """What a unit had to handle, and how much of it is late."""

    name: str
    figures: Figures


@dataclass(frozen=True)
class Contrast:
    """The criteria people are most and least satisfied with; their ranges do not overlap."""

    best: RatingRow
    worst: RatingRow


@dataclass(frozen=True)
class Figured:
    """One period as shown: name, ratings of the whole and of the units, petitions."""

    name: str
    period: ShownPeriod
    is_settled: bool
    smallest_group: int
    total: RatingRow
    units: Sequence[RatingRow]
    contrast: Contrast | None
    petitions: PetitionLines
    work: Sequence[UnitWork]
    closed: ClosedView | None
    notes: Mapping[str, Saying]
    unit_notes: Sequence[tuple[str, Saying]]
    by_hand: ByHandLines


@dataclass(frozen=True)
class Front:
    """The whole page; `figured` is None for a commune without any period."""

    survey_name: str
    figured: Figured | None
    running: Figured | None
    running_url: str
    links: Sequence[PeriodLink]
    coming: str


def front(session: Session, authority: AuthorityView, key: str | None) -> Front:
    """Read what the front page shows; raises `PeriodNotFoundError` for a key that names nothing.

    A period whose day of publication has not come is none that could be named.
    """
    found = opened(session, authority.id, local_day(request_now()))
    choice = choose(found.rows, local_day(request_now()), key)
    ids = {row.key: row.id for row in found.rows}
    running = choice.running
    return Front(
        survey_name=say(lang(), OWN_NAME),
        figured=_figured(session, authority, choice.chosen, ids) if choice.chosen else None,
        running=_figured(session, authority, running, ids) if running else None,
        running_url=_url(authority, running) if running else "",
        links=_links(authority, choice),
        coming=_coming(found.coming),
    )


def _figured(
    session: Session, authority: AuthorityView, period: ShownPeriod, ids: Mapping[str, int]
) -> Figured:
    kept = figures(session, authority.id, period, local_day(request_now()))
    found = kept.overview
    notes = notes_beside(session, authority.id, ids[period.key])
    return Figured(
        name=period_name(period.key, period.name, lang()),
        period=period,
        is_settled=found.ratings.is_settled,
        smallest_group=found.ratings.smallest_group,
        total=group_row(authority.name, found.ratings.total),
        units=[group_row(unit.name, unit.ratings) for unit in found.units if unit.ratings],
        contrast=_contrast(found),
        petitions=petition_lines(found.petitions.total),
        work=_work(found),
        closed=closed_view(kept.closed),
        notes=sayings(notes),
        unit_notes=_unit_notes(found, notes),
        by_hand=open_by_hand_lines(session, authority.id, period, found.ratings.smallest_group),
    )


def _unit_notes(found: Overview, notes: Notes) -> list[tuple[str, Saying]]:
    """Return what was said beside figures of units, with the unit's name."""
    said = [(unit.name, sayings(notes, unit.id)) for unit in found.units]
    return [(name, one) for name, of_unit in said for one in of_unit.values()]


def _coming(coming: Coming | None) -> str:
    """Say which figures become public next, and on which day that was fixed."""
    if coming is None:
        return ""
    name = period_name(coming.period.key, coming.period.name, lang())
    words = _("Next: %(period)s, on %(day)s.", period=name, day=short_date(coming.on_day))
    return str(words)


def _work(found: Overview) -> list[UnitWork]:
    units = [UnitWork(unit.name, unit.petitions) for unit in found.units]
    at_desk = UnitWork(str(_("With no unit")), found.without_unit)
    return [line for line in (*units, at_desk) if line.figures.to_handle]


def _contrast(found: Overview) -> Contrast | None:
    """Return best and worst criterion, if they differ by more than chance could."""
    asked = found.ratings.instrument
    if asked is None:
        return None
    language = asked.language_for(lang())
    total = found.ratings.total
    rows = [question_row(one.text(language), total, one.code) for one in asked.criteria]
    known = [(row.view, row) for row in rows if row.view is not None]
    if not known:
        return None
    worst_view, worst = min(known, key=lambda pair: pair[0].share)
    best_view, best = max(known, key=lambda pair: pair[0].share)
    return Contrast(best, worst) if worst_view.bar_high < best_view.bar_low else None


def _links(authority: AuthorityView, choice: Choice) -> list[PeriodLink]:
    return [
        PeriodLink(
            period_name(period.key, period.name, lang()),
            _url(authority, period),
            period,
            period == choice.chosen,
        )
        for period in choice.begun
    ]


def _url(authority: AuthorityView, period: ShownPeriod) -> str:
    return url_for("home.commune", slug=authority.slug, ky=period.key)

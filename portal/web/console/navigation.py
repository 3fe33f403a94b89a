"""The side of every console page: the person’s queues with their counts, then groups of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from flask import g, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.cases.handling.queues.kinds import Queue, queues_of
from portal.cases.handling.queues.store import queue_counts
from portal.cases.handling.visibility import Viewer
from portal.errors import DatabaseUnavailableError
from portal.offices.permissions import May
from portal.web.admin.pages import PAGES as SET_UP_PAGES
from portal.web.console.figures.blueprints import FIGURES
from portal.web.console.viewing import horizon, viewer
from portal.web.console.words import QUEUES
from portal.web.session import SignedIn, database, signed_in


@dataclass(frozen=True)
class NavItem:
    """One link; `count` is None where nothing is counted."""

    label: LazyString
    url: str
    current: bool
    count: int | None = None


class NavGroup(NamedTuple):
    """Links that stand together; with a heading they fold away until one of them is open."""

    heading: LazyString | None
    items: list[NavItem]

    @property
    def is_open(self) -> bool:
        return any(item.current for item in self.items)


class Part(NamedTuple):
    """A part of the portal beside the queues: its first page, who may open it, its other pages."""

    endpoint: str
    label: LazyString
    may: May
    others: frozenset[str] = frozenset()


RESULTS = frozenset({"remarks", "figure", *(bp.name for bp in FIGURES)})
PERIODS = frozenset({"period_plans", "closing", "kept", "by_hand", "parts_board"})
SURVEYS = frozenset({"survey_judging", "survey_report", "served", "slips", "imported"})
TONGUES = frozenset({"clips"})
PAPER = frozenset({"paper_entry", "paper_checking"})
REMEDIES = frozenset({"remedy_findings", "remedy_measures", "remedy_acts"})
# What belongs to the queues stands right below them, unfolded.
CASES: tuple[Part, ...] = (
    Part("approvals.index", _l("Approve replies"), May.APPROVE),
    Part("reply_templates.index", _l("Reply templates"), May.HANDLE),
    Part("directives.index", _l("Tasks from leaders"), May.HANDLE),
    Part("explaining.index", _l("Explanations asked of my unit"), May.HANDLE),
    Part("sealing.index", _l("Sealed cases"), May.ENTRUST_SEALED),
)
LEADING: tuple[Part, ...] = (Part("leader.index", _l("Leader’s page"), May.LEAD),)
KEEPING: tuple[Part, ...] = (Part("logbook.index", _l("Log of the office"), May.READ_LOG),)
GROUPS: tuple[tuple[LazyString, tuple[Part, ...]], ...] = (
    (
        _l("Results"),
        (
            Part("results.index", _l("Survey results"), May.SEE_RESULTS, RESULTS),
            Part("signals.index", _l("Signals"), May.SEE_SIGNALS),
            Part("matters.index", _l("To verify"), May.CONCLUDE_MATTERS),
            Part("remedies.index", _l("Remedial plans"), May.SEE_REMEDIES, REMEDIES),
        ),
    ),
    (
        _l("Division of work"),
        (
            Part("standing_in.index", _l("Away, and who stands in"), May.SEE_CASES),
            Part("handing_over.index", _l("Hand over open work"), May.ASSIGN),
            Part("routing.index", _l("Rules of routing"), May.ASSIGN),
            Part("who_may.index", _l("Who may do what"), May.SEE_CASES),
        ),
    ),
    (
        _l("Reports"),
        (
            Part("unit_parts.index", _l("Your part of the report"), May.HANDLE),
            Part("periods.index", _l("Reporting periods"), May.EXPORT, PERIODS),
        ),
    ),
    (
        _l("Surveys"),
        (
            Part("surveys.index", _l("Surveys"), May.SEE_SURVEYS, SURVEYS),
            Part("tongues.index", _l("Languages and recordings"), May.SEE_SURVEYS, TONGUES),
            Part("paper.index", _l("Paper sheets"), May.ENTER_PAPER, PAPER),
            Part("questionnaires.index", _l("Questionnaires"), May.KEEP_QUESTIONNAIRES),
            Part("incidents.index", _l("Incidents"), May.NOTE_INCIDENTS),
        ),
    ),
)


class Navigation:
    """Counted only where a page shows it: an error page must not ask a lost database again."""

    def __iter__(self) -> Iterator[NavGroup]:
        if not isinstance(g.get("staff"), SignedIn):
            return iter(())
        return (group for group in _groups() if group.items)


def chosen_queue(who: Viewer) -> Queue | None:
    """Return the queue the address names, else the person's first; None for who has none."""
    queues = queues_of(who)
    asked = request.args.get("queue")
    return next((queue for queue in queues if queue == asked), next(iter(queues), None))


def counts() -> dict[Queue, int]:
    """Return the length of every queue of the person, counted once per request.

    Without a database the page that says so still needs its navigation: then nothing is counted.
    """
    if "queue_counts" not in g:
        try:
            with database().reading() as session:
                g.queue_counts = queue_counts(session, viewer(), horizon(session))
        except DatabaseUnavailableError:
            g.queue_counts = {}
    return cast("dict[Queue, int]", g.queue_counts)


def _queues(who: Viewer) -> list[NavItem]:
    queues = queues_of(who)
    current = chosen_queue(who) if request.endpoint == "queue.index" else None
    counted = counts() if queues else {}
    return [
        NavItem(
            QUEUES[queue],
            url_for("queue.index", queue=queue),
            queue == current,
            counted.get(queue),
        )
        for queue in queues
    ]


def _groups() -> Iterator[NavGroup]:
    yield NavGroup(None, _opened(LEADING))
    yield NavGroup(None, [*_queues(viewer()), *_opened(CASES)])
    for heading, parts in GROUPS:
        items = _opened(parts)
        yield NavGroup(heading if len(items) > 1 else None, items)
    yield NavGroup(None, [*_opened(KEEPING), *_set_up()])


def _opened(parts: tuple[Part, ...]) -> list[NavItem]:
    """Return the parts that the person may open."""
    may = signed_in().may
    return [_item(part) for part in parts if part.may in may]


def _set_up() -> list[NavItem]:
    """Return one link, to the first set-up page that the person may open."""
    names = [name for name, _label, needed in SET_UP_PAGES if needed in signed_in().may]
    return [
        NavItem(_l("Set-up"), url_for(f"{name}.index"), request.blueprint in names)
        for name in names[:1]
    ]


def _item(part: Part) -> NavItem:
    blueprints = {part.endpoint.partition(".")[0]} | part.others
    return NavItem(part.label, url_for(part.endpoint), request.blueprint in blueprints)

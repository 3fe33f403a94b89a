"""The side of every console page: the person's queues with their counts, then their other pages."""

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


class Part(NamedTuple):
    """A part of the portal beside the queues: its first page, who may open it, its other pages."""

    endpoint: str
    label: LazyString
    may: May | None = None
    others: frozenset[str] = frozenset()


# The set-up pages stand under one heading, which leads to the first that a person may open.
SET_UP = tuple(Part(f"{name}.index", _l("Set-up"), may) for name, _label, may in SET_UP_PAGES)
RESULTS = frozenset({"remarks", *(bp.name for bp in FIGURES)})
PAPER = frozenset({"paper_entry", "paper_checking"})
REMEDIES = frozenset({"remedy_findings", "remedy_measures", "remedy_acts"})
PARTS: tuple[Part, ...] = (
    Part("leader.index", _l("Leader’s page"), May.LEAD),
    Part("explaining.index", _l("Explanations asked of my unit"), May.HANDLE),
    Part("sealing.index", _l("Sealed cases"), May.ENTRUST_SEALED),
    Part("results.index", _l("Survey results"), May.SEE_RESULTS, RESULTS),
    Part("signals.index", _l("Signals"), May.SEE_SIGNALS),
    Part("matters.index", _l("To verify"), May.CONCLUDE_MATTERS),
    Part("unit_parts.index", _l("Your part of the report"), May.HANDLE),
    Part("surveys.index", _l("Surveys"), May.SEE_SURVEYS),
    Part("paper.index", _l("Paper sheets"), May.ENTER_PAPER, PAPER),
    Part("questionnaires.index", _l("Questionnaires"), May.KEEP_QUESTIONNAIRES),
    Part("incidents.index", _l("Incidents"), May.NOTE_INCIDENTS),
    Part("periods.index", _l("Reporting periods"), May.EXPORT),
    Part("remedies.index", _l("Remedial plans"), May.SEE_REMEDIES, REMEDIES),
    Part("password.own", _l("Your password")),
)


class Navigation:
    """Counted only where a page shows it: an error page must not ask a lost database again."""

    def __iter__(self) -> Iterator[NavItem]:
        if not isinstance(g.get("staff"), SignedIn):
            return iter(())
        queues = _queues(viewer())
        return iter([*queues, *_parts()])


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


def _parts() -> list[NavItem]:
    may = signed_in().may
    opened = [part for part in SET_UP if part.may in may]
    shown = [*opened[:1], *(part for part in PARTS if part.may is None or part.may in may)]
    return [_item(part, opened) for part in shown]


def _item(part: Part, opened: list[Part]) -> NavItem:
    together = opened if part in opened else [part]
    blueprints = {each.endpoint.partition(".")[0] for each in together} | part.others
    return NavItem(part.label, url_for(part.endpoint), request.blueprint in blueprints)

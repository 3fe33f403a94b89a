"""The queue: what waits for this person, the most urgent first."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField, SearchField, SelectChoice, SelectField

from portal.calendar.days import WorkCalendar
from portal.calendar.stages import Limits
from portal.cases.events import facts_of
from portal.cases.handling import store as handling
from portal.cases.handling.queues.deadlines import next_due_on
from portal.cases.handling.queues.headlines import headline
from portal.cases.handling.queues.kinds import Narrowing, Queue
from portal.cases.handling.queues.store import QueuePage, QueueRow, queue_page
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import CHOSEN, CaseKind, State, Subject
from portal.cases.models import Case
from portal.cases.replies.directives.store import open_of_unit
from portal.cases.sealing.reminding import to_purge
from portal.clock import local_day
from portal.offices.permissions import May
from portal.web.case_words import STATE_TONES, STATES
from portal.web.console.navigation import chosen_queue
from portal.web.console.unit_parts import reminders
from portal.web.console.viewing import horizon, viewer, working_calendar
from portal.web.console.words import KINDS, QUEUES, SUBJECTS
from portal.web.deadlines import Chip, Span, chip
from portal.web.forms import CitizenForm, tidy
from portal.web.i18n import here, lang, short_date
from portal.web.numbers import row_id
from portal.web.security import any_staff
from portal.web.session import database, request_now

bp = Blueprint("queue", __name__)
ALL = ""
LONGEST_SEARCH = 200

Code = TypeVar("Code", bound=StrEnum)


class FinderForm(CitizenForm):
    """Narrows a queue; sent by GET, so that a list can be handed on as a link."""

    queue = HiddenField()
    words = SearchField(_l("Search by words or reference"), filters=[tidy])
    unit = SelectField(_l("Unit"), validate_choice=False)
    state = SelectField(_l("Where it stands"), validate_choice=False)
    kind = SelectField(_l("Kind"), validate_choice=False)
    subject = SelectField(_l("Subject"), validate_choice=False)

    def offer(self, units: dict[int, str]) -> None:
        self.unit.choices = _choices(
            _l("All units"), {str(id_): name for id_, name in units.items()}
        )
        self.state.choices = _choices(_l("All steps"), {s.value: STATES[s] for s in State})
        self.kind.choices = _choices(_l("All kinds"), {k.value: KINDS[k] for k in CHOSEN})
        subjects = {s.value: SUBJECTS[s] for s in Subject}
        self.subject.choices = _choices(_l("All subjects"), subjects)


@dataclass(frozen=True)
class Line:
    """One case of a queue as a page shows it."""

    reference: str
    url: str
    title: str
    kind: LazyString
    subject: LazyString | str
    village: str
    unit: LazyString | str
    officer: str
    state: LazyString
    tone: str
    remark: LazyString | str
    due: Chip | None


@dataclass(frozen=True)
class Pager:
    """Where the reader is among the pages."""

    number: int
    pages: int
    total: int
    previous_url: str | None
    next_url: str | None


@bp.get("/console/")
@any_staff
def index() -> str | Response:
    """Show one queue, or the open pages of somebody who has none."""
    who = viewer()
    queue = chosen_queue(who)
    if queue is None:
        return render_template("console/no_cases.html")
    narrowing = _narrowing(queue)
    with database().reading() as session:
        found = queue_page(session, who, narrowing, horizon(session))
        lines = _lines(session, found)
        owed = reminders(session)
        form = _form(queue, handling.unit_names(session, who.authority_id))
    if found.number != narrowing.page:
        return redirect(_page_url(found.number), code=303)
    return render_template(
        "console/queue.html",
        form=form,
        lines=lines,
        title=QUEUES[queue],
        page=_pager(found),
        reminders=owed,
        **_waiting_beside(who),
        may_approve_here=queue is Queue.TO_APPROVE and bool(lines),
        is_narrowed=narrowing.is_narrow,
        is_searched=bool(narrowing.words),
    )


def _waiting_beside(who: Viewer) -> dict[str, object]:
    """Return what waits outside the queues: tasks from leaders, sealed cases to be erased."""
    with database().reading() as session:
        tasks = open_of_unit(session, who) if May.HANDLE in who.may else 0
        return {
            "tasks": tasks,
            "unpurged": to_purge(session, who.staff_id, local_day(request_now())),
        }


def _narrowing(queue: Queue) -> Narrowing:
    """Read the address; what it does not say well is left out, for links grow old."""
    asked = request.args
    return Narrowing(
        queue=queue,
        words=tidy(asked.get("words", ""))[:LONGEST_SEARCH],
        unit_id=asked.get("unit", type=row_id),
        state=_code(State, asked.get("state")),
        kind=_code(CaseKind, asked.get("kind")),
        subject=_code(Subject, asked.get("subject")),
        page=asked.get("page", 1, type=row_id),
    )


def _code(kind: type[Code], text: str | None) -> Code | None:
    return next((code for code in kind if code.value == text), None)


def _form(queue: Queue, units: dict[int, str]) -> FinderForm:
    form = FinderForm(request.args)
    form.offer(units)
    form.queue.data = queue.value
    return form


def _choices(everything: LazyString, named: dict[str, Any]) -> list[SelectChoice]:
    first = SelectChoice(value=ALL, label=everything)
    return [first, *(SelectChoice(value=value, label=label) for value, label in named.items())]


def _lines(session: Session, found: QueuePage) -> list[Line]:
    calendar, limits = working_calendar(session)
    return [_line(row, calendar, limits) for row in found.rows]


def _line(row: QueueRow, calendar: WorkCalendar, limits: Limits) -> Line:
    case, state = row.case, State(row.case.state)
    return Line(
        reference=case.reference,
        url=url_for("case.show", reference=case.reference),
        title=case.reference if case.handler_id else headline(row.opening) or case.reference,
        kind=KINDS[CaseKind(case.kind)],
        subject=SUBJECTS[Subject(case.subject)] if case.subject else "",
        village=row.village_name or "",
        unit=_unit(row, state),
        officer=row.officer_name or "",
        state=STATES[state],
        tone=STATE_TONES[state],
        remark=_remark(case, state),
        due=_due(row, state, calendar, limits),
    )


def _unit(row: QueueRow, state: State) -> LazyString | str:
    """Name who has the case; what was answered or sent on at once never needed a unit."""
    if facts_of(row.case).unit_in_charge is not None and row.unit_name:
        return row.unit_name
    return _l("No unit yet") if state.is_open else "–"


def _remark(case: Case, state: State) -> LazyString | str:
    """Say what the sender thought of an answer, or what last moved the day of an open case."""
    if case.times_reopened and state.is_open:
        return _l("Reopened by the sender")
    if state.is_open and (case.moved_on or case.extended_on):
        return _moved(case)
    return _l("Sender not satisfied") if case.is_satisfied is False else ""


def _moved(case: Case) -> LazyString:
    put_off = case.extended_on and not (case.moved_on and case.moved_on > case.extended_on)
    if put_off:
        return _l("Put off on %(day)s", day=short_date(case.extended_on))
    return _l("Day moved by the calendar on %(day)s", day=short_date(case.moved_on))


def _due(row: QueueRow, state: State, calendar: WorkCalendar, limits: Limits) -> Chip | None:
    case = row.case
    on = next_due_on(state, case.classify_due_on, case.due_on)
    if on is None:
        return None
    span = Span(case.received_on, on, case.finished_on, case.paused_on)
    return chip(calendar, span, local_day(request_now()), lang(), limits)


def _pager(found: QueuePage) -> Pager:
    number, pages = found.number, found.pages
    return Pager(
        number,
        pages,
        found.total,
        _page_url(number - 1) if number > 1 else None,
        _page_url(number + 1) if number < pages else None,
    )


def _page_url(number: int) -> str:
    return here(page=number)

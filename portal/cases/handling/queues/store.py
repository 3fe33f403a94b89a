"""The queries of the queues; what a person may see is judged in `portal.cases.handling.store`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.cases.handling.queues.kinds import PAGE_SIZE, Horizon, Narrowing, Queue
from portal.cases.handling.store import coordinates, visible
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Action, ReplyBy, State, TextPart
from portal.cases.models import Case, CaseEvent, CaseSearch, CaseText
from portal.cases.store import stands_still, unit_in_charge
from portal.offices.models import Staff, Unit, Village
from portal.offices.permissions import May
from portal.search import fold

MOST_WORDS = 8
# Enough of a story for its headline; the rest stays where it is.
OPENING = 300

# Named facts of a case in SQL; each has a twin in plain Python and a test that they agree.
is_open = Case.state.in_([state for state in State if state.is_open])
names_somebody = or_(Case.named_unit_id.is_not(None), Case.named_staff_id.is_not(None))
next_due = case(
    (and_(Case.state == State.RECEIVED, Case.classify_due_on.is_not(None)), Case.classify_due_on),
    else_=Case.due_on,
)


def is_overdue(horizon: Horizon) -> ColumnElement[bool]:
    return and_(is_open, next_due < horizon.today, ~stands_still())


def is_grossly_overdue(horizon: Horizon) -> ColumnElement[bool]:
    """Return the late ones beyond the commune's own limit; none where no calendar says it."""
    if horizon.gross_before is None:
        return false()
    return and_(is_overdue(horizon), next_due < horizon.gross_before)


def is_due_soon(horizon: Horizon) -> ColumnElement[bool]:
    """Due today counts as soon."""
    soon = next_due.between(horizon.today, horizon.soon_until)
    return and_(is_open, soon, ~stands_still())


def taken_down() -> ColumnElement[bool]:
    """Return which cases had a public copy taken down, unless they were reopened since."""
    reopened = aliased(CaseEvent)
    return exists().where(
        CaseEvent.case_id == Case.id,
        CaseEvent.action == Action.UNPUBLISH,
        ~exists().where(
            reopened.case_id == CaseEvent.case_id,
            reopened.action == Action.REOPEN,
            reopened.seq > CaseEvent.seq,
        ),
    )


def left_dissatisfied() -> ColumnElement[bool]:
    """Return which answers did not satisfy their sender, until somebody has said what follows.

    A note written after the judgement says it, and so does closing it; reopened by its sender, a
    case waits elsewhere.
    """
    judged, noted = aliased(CaseEvent), aliased(CaseEvent)
    said_since = exists().where(
        judged.case_id == Case.id,
        judged.action == Action.RATE_REPLY,
        noted.case_id == Case.id,
        noted.action == Action.NOTE,
        noted.seq > judged.seq,
    )
    unsettled = and_(Case.is_satisfied.is_(False), Case.outcome == "")
    return and_(Case.state == State.ANSWERED, unsettled, ~said_since)


def in_queue(queue: Queue, viewer: Viewer, horizon: Horizon) -> ColumnElement[bool]:
    """Return which visible cases a queue holds for a person; sealed ones have one of their own."""
    not_mine = or_(Case.drafted_by_id.is_(None), Case.drafted_by_id != viewer.staff_id)
    conditions: dict[Queue, Callable[[], ColumnElement[bool]]] = {
        Queue.TO_ACCEPT: lambda: Case.state == State.RECEIVED,
        Queue.TO_ASSIGN: lambda: Case.state == State.ACCEPTED,
        Queue.MY_UNIT: lambda: and_(is_open, _lies_with(viewer.unit_id)),
        Queue.BESIDE: lambda: and_(is_open, coordinates(viewer.unit_id or 0)),
        Queue.TO_APPROVE: lambda: and_(_may_be_approved(viewer), not_mine),
        Queue.TO_SIGN: lambda: Case.state == State.APPROVED,
        Queue.TO_TELL: _is_to_be_told,
        Queue.DISSATISFIED: left_dissatisfied,
        Queue.TO_PUBLISH: lambda: and_(_may_be_published(), not_mine),
        Queue.NAMED: lambda: and_(is_open, names_somebody),
        Queue.DUE_SOON: lambda: is_due_soon(horizon),
        Queue.OVERDUE: lambda: is_overdue(horizon),
        Queue.GROSSLY_OVERDUE: lambda: is_grossly_overdue(horizon),
        Queue.EXTENDED: lambda: and_(is_open, Case.extended_on.is_not(None)),
        Queue.WAITING: lambda: Case.state == State.NEEDS_INFO,
        Queue.ALL: true,
    }
    if queue is Queue.SEALED:
        return and_(Case.handler_id == viewer.staff_id, Case.purged_on.is_(None))
    return and_(Case.handler_id.is_(None), conditions[queue]())


def _lies_with(unit_id: int | None) -> ColumnElement[bool]:
    """Nothing lies with nobody: a person without a unit has no cases that wait for one."""
    return and_(unit_in_charge().is_not(None), unit_in_charge() == unit_id)


def _may_be_approved(viewer: Viewer) -> ColumnElement[bool]:
    """Leave a reply that was reopened to those above the unit."""
    above = true() if May.SEE_ALL_UNITS in viewer.may else Case.times_reopened == 0
    return and_(Case.state == State.DRAFTED, above)


def _is_to_be_told() -> ColumnElement[bool]:
    return and_(~is_open, Case.reply_by != ReplyBy.CODE, Case.told_on.is_(None))


def _may_be_published() -> ColumnElement[bool]:
    """Say that an answer can go public: agreed to, not shown yet, and not taken down once.

    What was taken down does not come back by itself; the case page still offers it.
    """
    return and_(
        Case.state == State.ANSWERED,
        Case.may_publish,
        Case.published_at.is_(None),
        ~taken_down(),
    )


def queue_counts(session: Session, viewer: Viewer, horizon: Horizon) -> dict[Queue, int]:
    """Count every queue of a person in one statement."""
    counted = [
        func.count(Case.id).filter(in_queue(queue, viewer, horizon)).label(queue) for queue in Queue
    ]
    row = session.execute(select(*counted).where(visible(viewer))).one()
    return {queue: row[number] for number, queue in enumerate(Queue)}


@dataclass(frozen=True)
class QueueRow:
    """One line of a queue; `opening` is the start of the story, empty when it was erased."""

    case: Case
    opening: str
    unit_name: str | None
    village_name: str | None
    officer_name: str | None


class DueLine(NamedTuple):
    """An open case by its reference, the day it is due and the unit that has it."""

    reference: str
    due_on: date
    unit: str | None


@dataclass(frozen=True)
class QueuePage:
    """A page of a queue; `number` is the one shown, the last if one beyond it was asked for."""

    rows: Sequence[QueueRow]
    total: int
    number: int
    pages: int


def queue_page(
    session: Session, viewer: Viewer, narrowing: Narrowing, horizon: Horizon
) -> QueuePage:
    """Return one page of a narrowed queue: open cases by their next day, then the closed ones."""
    wanted = _wanted(viewer, narrowing, horizon)
    total = session.scalar(select(func.count(Case.id)).where(*wanted)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, narrowing.page), pages)
    query = (
        _LINES.where(*wanted)
        .order_by(
            case((is_open, 0), else_=1),
            case((is_open, next_due)).asc().nulls_last(),
            Case.received_at.desc(),
            Case.id.desc(),
        )
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    rows = [QueueRow(row[0], row[1] or "", *row[2:]) for row in session.execute(query)]
    return QueuePage(rows, total, number, pages)


def due_lines(session: Session, viewer: Viewer) -> Sequence[DueLine]:
    """Return the next day of every open case a person sees, and nothing about its sender."""
    query = (
        select(Case.reference, next_due, Unit.name)
        .outerjoin(Unit, Unit.id == Case.unit_id)
        .where(visible(viewer), is_open, next_due.is_not(None))
        .order_by(next_due, Case.id)
    )
    return [DueLine(*row) for row in session.execute(query)]


_LINES = (
    select(
        Case, func.substr(CaseText.body, 1, OPENING), Unit.name, Village.name, Staff.display_name
    )
    .outerjoin(CaseText, and_(CaseText.case_id == Case.id, CaseText.part == TextPart.STORY))
    .outerjoin(Unit, Unit.id == Case.unit_id)
    .outerjoin(Village, Village.id == Case.village_id)
    .outerjoin(Staff, Staff.id == Case.officer_id)
)


def _wanted(
    viewer: Viewer, narrowing: Narrowing, horizon: Horizon
) -> Sequence[ColumnElement[bool]]:
    conditions = [visible(viewer), in_queue(narrowing.queue, viewer, horizon)]
    if narrowing.unit_id is not None:
        conditions.append(Case.unit_id == narrowing.unit_id)
    if narrowing.state is not None:
        conditions.append(Case.state == narrowing.state)
    if narrowing.kind is not None:
        conditions.append(Case.kind == narrowing.kind)
    if narrowing.subject is not None:
        conditions.append(Case.subject == narrowing.subject)
    if words := fold(narrowing.words).split()[:MOST_WORDS]:
        conditions.append(Case.id.in_(_cases_with(viewer.authority_id, words)))
    return conditions


def _cases_with(authority_id: int, words: Sequence[str]) -> Select[int]:
    hits = (CaseSearch.folded.contains(word, autoescape=True) for word in words)
    return select(CaseSearch.case_id).where(CaseSearch.authority_id == authority_id, *hits)

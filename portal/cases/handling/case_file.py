"""Everything a case page shows, read at once for a person who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.calendar.days import WorkCalendar
from portal.calendar.stages import Limits
from portal.calendar.store import limits_in_force, load_calendar
from portal.cases.deadline import Deadline, answer_promised, classification_promised, explain
from portal.cases.events import facts_of
from portal.cases.handling import store
from portal.cases.handling.store import Names
from portal.cases.handling.triage import transfer_promise
from portal.cases.handling.visibility import Viewer, is_only_beside
from portal.cases.intake.promises import Promise
from portal.cases.judging import possible
from portal.cases.kinds import Action, State, TextPart
from portal.cases.lanes.explaining import Explanation, explanation_of
from portal.cases.lanes.store import Part, parts_of
from portal.cases.merging.merging import Kin, kin_of
from portal.cases.models import Case, CaseEvent, CaseText
from portal.cases.replies.points.point import Point
from portal.cases.replies.points.reading import latest_points
from portal.cases.store import events_of, texts_of
from portal.errors import NotFoundError
from portal.files.models import Attachment
from portal.files.store import attachments_of
from portal.offices.models import Staff
from portal.people.models import Erasure
from portal.people.store import erasures_of, has_contact

# Who else an event names, beside whoever acted.
NAMED = ("handler_id", "for", "officer_id")


@dataclass(frozen=True)
class Letter:
    """What stands beside a case: an explanation asked for, cases of one letter or one matter."""

    explanation: Explanation | None
    parts: Sequence[Part]
    kin: Kin


@dataclass(frozen=True)
class CaseFile:
    """A case with its events, texts, files and the names of everyone on it."""

    case: Case
    names: Names
    events: Sequence[CaseEvent]
    texts: Mapping[int, CaseText]
    people: Mapping[int, Staff]
    unit_names: Mapping[int, str]
    attachments: Sequence[Attachment]
    has_contact: bool
    erasures: Sequence[Erasure]
    calendar: WorkCalendar
    limits: Limits
    deadline: Deadline | None
    transfer: Promise | None
    actions: frozenset[Action]
    letter: Letter

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of the last answer written; none of one in one piece."""
        return latest_points(self.events, {id_: text.body for id_, text in self.texts.items()})

    @property
    def story(self) -> str:
        """The sender's words; empty when they were erased."""
        return next((t.body for t in self.texts.values() if t.part == TextPart.STORY), "")

    def latest(self, part: TextPart) -> str:
        """Return the last text of a part, empty if there is none."""
        return next((t.body for t in reversed(list(self.texts.values())) if t.part == part), "")


def open_case_file(
    session: Session, viewer: Viewer, reference: str, now: datetime | None = None
) -> CaseFile:
    """Return the file of a case by its printed reference, or raise `NotFoundError`.

    With `now` the acts are those that are open today: some end with the day promised.
    """
    case = store.visible_case_by_reference(session, viewer, reference)
    if case is None:
        raise NotFoundError(reference=reference)
    events = events_of(session, case.id)
    calendar = load_calendar(session, case.authority_id)
    return CaseFile(
        case=case,
        names=store.names_on(session, case),
        events=events,
        texts={text.id: text for text in texts_of(session, case.id)},
        people=store.people(session, case.authority_id, _acting(case, events)),
        unit_names=store.unit_names(session, case.authority_id),
        attachments=attachments_of(session, case.id),
        has_contact=has_contact(session, case.id) and not is_only_beside(viewer, case),
        erasures=erasures_of(session, case.id),
        calendar=calendar,
        limits=limits_in_force(session, case.authority_id, calendar.version),
        deadline=_deadline(session, case, events, calendar),
        transfer=transfer_promise(session, case),
        actions=possible(facts_of(case), viewer.as_actor(), now),
        letter=_letter(session, viewer, case, events),
    )


def _letter(session: Session, viewer: Viewer, case: Case, events: Sequence[CaseEvent]) -> Letter:
    explanation = explanation_of(session, case) if case.explaining_unit_id else None
    return Letter(explanation, parts_of(session, case), kin_of(session, viewer, case, events))


def _acting(case: Case, events: Sequence[CaseEvent]) -> set[int]:
    kept = {event.data.get(name) for event in events for name in NAMED}
    staff = {event.actor_id for event in events} | kept | {case.officer_id, case.named_staff_id}
    return {member for member in staff if member is not None}


def _deadline(
    session: Session, case: Case, events: Sequence[CaseEvent], calendar: WorkCalendar
) -> Deadline | None:
    """Explain the day of the next duty: first to say whether it is accepted, then to answer."""
    facts = facts_of(case)
    promised = classification_promised(facts, events) if facts.state is State.RECEIVED else None
    promised = promised or answer_promised(facts, events)
    return explain(session, case.authority_id, promised, calendar) if promised else None

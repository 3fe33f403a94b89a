"""A case as a console page shows it: ready values, so that templates only place them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.calendar.stages import stands_still
from portal.cases.deadline import Deadline
from portal.cases.events import facts_of
from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.queues.headlines import headline
from portal.cases.kinds import (
    Action,
    CaseKind,
    Channel,
    ReplyBy,
    SenderKind,
    State,
    Subject,
    TextPart,
)
from portal.cases.lanes.explaining import Explanation
from portal.cases.lanes.store import Part
from portal.cases.merging.merging import Kin
from portal.cases.replies.lateness import reason_text_id
from portal.cases.replies.points.point import Point
from portal.files.staging import FROM_SENDER
from portal.web.case_words import SENDER_KINDS, STATE_TONES, STATES
from portal.web.console.case_notes import Notes, notes_of
from portal.web.console.case_papers import FileLink, Papers, file_links, papers
from portal.web.console.doors import Door, doors
from portal.web.console.timeline import Step, steps, whom
from portal.web.console.tombstones import erased
from portal.web.console.words import CHANNELS, KINDS, REPLY_BY, SUBJECTS
from portal.web.deadlines import Chip, DayRow, Span, chip, day_rows, rule_sentence, why_sentence
from portal.web.i18n import lang, short_date

Row = tuple[LazyString, str]


@dataclass(frozen=True)
class DeadlineView:
    """The day that counts now: what is owed by it, how it stands, and why it is that day."""

    owed: LazyString
    chip: Chip
    days: list[DayRow]
    source: str
    note: LazyString | str


class Reach(NamedTuple):
    """Whether the sender can be reached, and given a new code."""

    is_known: bool
    may_reissue: bool


@dataclass(frozen=True)
class LaneView:
    """Who reads a case, and what its lane asks for: an explanation, other cases beside it."""

    is_public: bool
    is_sealed: bool
    owes_explanation: bool
    explanation: Explanation | None
    parts: Sequence[Part]
    kin: Kin
    may_unrelate: bool
    may_merge: bool


@dataclass(frozen=True)
class CaseView:
    """Plain values of one case for its pages."""

    reference: str
    title: str
    kind: LazyString
    received_on: date
    state: LazyString
    tone: str
    story: str
    files: list[FileLink]
    erased: list[str]
    rows: list[Row]
    deadline: DeadlineView | None
    transfer: DeadlineView | None
    steps: list[Step]
    notes: Notes
    reply: str
    points: tuple[Point, ...]
    late_reason: str
    doors: list[Door]
    contact: Reach
    lane: LaneView
    papers: Papers

    @property
    def lesser_doors(self) -> list[Door]:
        """What can be done beside the one step that is expected."""
        return [door for door in self.doors if door.kind != "primary"]

    @property
    def url(self) -> str:
        return url_for("case.show", reference=self.reference)


def case_view(file: CaseFile, today: date) -> CaseView:
    """Return what pages show of a case to someone who may see it."""
    case, state = file.case, State(file.case.state)
    return CaseView(
        reference=case.reference,
        title=_title(file),
        kind=KINDS[CaseKind(case.kind)],
        received_on=case.received_on,
        state=STATES[state],
        tone=STATE_TONES[state],
        story=file.story,
        files=file_links(file, FROM_SENDER),
        erased=[erased(one) for one in file.erasures],
        rows=_rows(file),
        deadline=_deadline(file, state, today),
        transfer=_transfer(file, state, today),
        steps=steps(file, today),
        notes=notes_of(file),
        reply=file.latest(TextPart.REPLY),
        points=file.points,
        late_reason=_late_reason(file),
        doors=doors(file),
        contact=Reach(file.has_contact, Action.REISSUE_CODE in file.actions),
        lane=_lane(file, state),
        papers=papers(file),
    )


def _title(file: CaseFile) -> str:
    """Return the line that stands for the story; that of a sealed case stays off title bars."""
    reference: str = file.case.reference
    return reference if file.case.handler_id else headline(file.story) or reference


def _lane(file: CaseFile, state: State) -> LaneView:
    facts, letter = facts_of(file.case), file.letter
    owes = state.is_open and facts.owes_explanation
    is_public = facts.published_at is not None
    return LaneView(
        is_public=is_public,
        is_sealed=facts.is_sealed,
        owes_explanation=owes,
        explanation=letter.explanation,
        parts=letter.parts,
        kin=letter.kin,
        may_unrelate=Action.UNRELATE in file.actions,
        may_merge=Action.MERGE in file.actions,
    )


def _late_reason(file: CaseFile) -> str:
    reason = file.texts.get(reason_text_id(file.events) or 0)
    return reason.body if reason else ""


def _rows(file: CaseFile) -> list[Row]:
    case = file.case
    officer = file.people.get(case.officer_id or 0)
    rows: list[Row] = [
        (_l("Subject"), str(SUBJECTS[Subject(case.subject)]) if case.subject else ""),
        (_l("Procedure"), file.names.procedure or ""),
        (_l("Sender"), _sender(file)),
        (_l("Wants to be answered by"), str(REPLY_BY[ReplyBy(case.reply_by)])),
        (_l("Where it happened"), ", ".join(p for p in (case.place, file.names.village) if p)),
        (_l("Came in by"), ", ".join(p for p in (_channel(case.channel), file.names.point) if p)),
        (_l("It is about"), whom(file, facts_of(case).named)),
        (_unit_label(file), file.names.unit or ""),
        (_l("Officer"), officer.display_name if officer else ""),
        (_l("Coordinating units"), _beside(file)),
        (_l("Answer promised by"), _promised(file)),
        (_l("May be published"), str(_("Yes") if case.may_publish else _("No"))),
        (_l("Sent on to"), case.sent_to),
        (_l("Signed document"), _document(file)),
    ]
    return [row for row in rows if row[1]]


def _beside(file: CaseFile) -> str:
    beside = facts_of(file.case).coordinating
    return ", ".join(name for id_, name in file.unit_names.items() if id_ in beside)


def _unit_label(file: CaseFile) -> LazyString:
    in_charge = facts_of(file.case).unit_in_charge is not None
    return _l("Responsible unit") if in_charge else _l("Unit that had it before")


def _sender(file: CaseFile) -> str:
    kind = SENDER_KINDS[SenderKind(file.case.sender_kind)]
    name = _("without a name") if file.case.is_anonymous else _("named")
    return f"{kind}, {name}"


def _channel(channel: str) -> str:
    return str(CHANNELS[Channel(channel)])


def _promised(file: CaseFile) -> str:
    """Return the day of the answer while the chip still shows the day to accept by."""
    return short_date(file.case.due_on) if file.case.state == State.RECEIVED else ""


def _document(file: CaseFile) -> str:
    case = file.case
    if not case.document_number:
        return ""
    signer = f"{case.signing_form} {case.document_signer}".strip()
    return f"{case.document_number}, {short_date(case.document_on)}, {signer}"


def _deadline(file: CaseFile, state: State, today: date) -> DeadlineView | None:
    known = file.deadline
    if known is None:
        return None
    span = Span(known.starts_on, known.on, file.case.finished_on, file.case.paused_on)
    return DeadlineView(
        owed=_l("Accept or not by") if state is State.RECEIVED else _l("Answer by"),
        chip=chip(file.calendar, span, today, lang(), file.limits),
        days=day_rows(known.counted, lang()) if known.counted else [],
        source=why_sentence(known, lang()),
        note=_deadline_note(file, known),
    )


def _deadline_note(file: CaseFile, known: Deadline) -> LazyString | str:
    if stands_still(file.case.paused_on, known.on):
        return _l("The clock goes on the day after the sender’s answer; the day then moves along.")
    return _l("The calendar has changed since; the day promised stays.") if known.is_kept else ""


def _transfer(file: CaseFile, state: State, today: date) -> DeadlineView | None:
    """Return by when feedback on a regulation must have been forwarded, while it still can be."""
    can_still_go = {State.RECEIVED, State.NEEDS_INFO, State.ACCEPTED, State.ASSIGNED}
    # A term that ran from receipt says nothing of a case that was answered and reopened.
    if file.transfer is None or state not in can_still_go or file.case.times_reopened:
        return None
    counted = file.transfer.due
    return DeadlineView(
        owed=_l("Forward by, if another office decides"),
        chip=chip(file.calendar, Span(counted.received_on, counted.due_on), today, lang()),
        days=day_rows(counted, lang()),
        source=rule_sentence(file.transfer.rule, lang()),
        note="",
    )

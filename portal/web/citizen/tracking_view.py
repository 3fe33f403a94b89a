"""A case as its sender sees it: where it stands, until when, what was done and what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.calendar.stages import stands_still
from portal.cases.deadline import (
    Promised,
    answer_promised,
    classification_promised,
    explain,
)
from portal.cases.facts import CaseFacts
from portal.cases.kinds import Action, CaseKind, State, TextPart
from portal.cases.lanes.store import Part, parts_of
from portal.cases.models import Case
from portal.cases.replies.lateness import late_reason
from portal.files.store import attachments_of
from portal.web.case_words import STATE_TONES, STATES
from portal.web.citizen.tracking_look import Look, latest_text_of, text_of
from portal.web.citizen.tracking_steps import ShownStep, steps
from portal.web.deadlines import Chip, DayRow, Span, chip, day_rows, why_sentence

ANSWERING = frozenset(
    {
        *(Action.SIGN, Action.ANSWER_AT_ONCE, Action.ANSWER_LIGHTLY, Action.THANK),
        Action.ANSWER_TOGETHER,
    }
)


@dataclass(frozen=True)
class Deadline:
    """The date that counts now and why; `is_kept` if the calendar would give another one now."""

    lead: str
    chip: Chip
    days: list[DayRow]
    source: str
    is_kept: bool


@dataclass(frozen=True)
class Tracked:
    """Plain values of a case for its sender's page."""

    reference: str
    facts: CaseFacts
    state: str
    tone: str
    unit: str
    story: str
    place: str
    files: int
    question: str
    reply: str
    late_reason: str
    public_story: str
    public_reply: str
    deadline: Deadline | None
    steps: list[ShownStep]
    parts: Sequence[Part]

    @property
    def is_answered(self) -> bool:
        return self.facts.state is State.ANSWERED

    @property
    def may_rate(self) -> bool:
        asked = self.is_answered and self.facts.is_satisfied is None
        # Whoever praised was thanked: there is no answer to be satisfied with.
        return asked and self.facts.kind is not CaseKind.PRAISE

    @property
    def may_reopen(self) -> bool:
        return not self.facts.times_reopened

    @property
    def may_reopen_later(self) -> bool:
        """Whoever was not satisfied and did not ask at once may still ask, once."""
        return self.is_answered and self.facts.is_satisfied is False and self.may_reopen


def tracked(session: Session, case: Case, now: datetime, lang: str) -> Tracked:
    """Return everything the sender may see of a case."""
    look = Look(session, case, now, lang)
    facts = look.facts
    is_public = facts.published_at is not None
    return Tracked(
        reference=case.reference,
        facts=facts,
        state=str(STATES[facts.state]),
        tone=STATE_TONES[facts.state],
        unit=look.unit if facts.state is not State.FORWARDED else "",
        story=latest_text_of(look, TextPart.STORY),
        place=case.place,
        files=len(attachments_of(session, case.id)),
        question=latest_text_of(look, TextPart.QUESTION) if facts.state is State.NEEDS_INFO else "",
        reply=_sent_reply(look),
        late_reason=late_reason(session, case) if facts.state is State.ANSWERED else "",
        public_story=latest_text_of(look, TextPart.PUBLIC_STORY) if is_public else "",
        public_reply=latest_text_of(look, TextPart.PUBLIC_REPLY) if is_public else "",
        deadline=_deadline(look),
        steps=steps(look),
        parts=parts_of(session, case),
    )


def _sent_reply(look: Look) -> str:
    """Return the last reply that left the office; a draft of a second one is not yet told."""
    written = sent = ""
    for event in look.events:
        written = text_of(look, event, TextPart.REPLY) or written
        if event.action in ANSWERING:
            sent = written
    return sent


def _deadline(look: Look) -> Deadline | None:
    facts = look.facts
    promised = (
        classification_promised(facts, look.events) if facts.state is State.RECEIVED else None
    )
    if promised:
        lead = _("You will know whether it is accepted by:")
        return _explained(look, str(lead), promised)
    promised = answer_promised(facts, look.events)
    if promised is None or facts.state in {State.NOT_ACCEPTED, State.FORWARDED}:
        return None
    return _explained(look, str(_lead(facts)), promised)


def _lead(facts: CaseFacts) -> str:
    if facts.finished_on:
        return str(_("The answer was due by:"))
    if stands_still(facts.paused_on, facts.due_on):
        return str(_("The day of the answer moves along until you have answered; so far it is:"))
    return str(_("You will be answered by:"))


def _explained(look: Look, lead: str, promised: Promised) -> Deadline:
    known = explain(look.session, look.case.authority_id, promised, look.calendar)
    span = Span(known.starts_on, known.on, look.facts.finished_on, look.facts.paused_on)
    return Deadline(
        lead=lead,
        chip=chip(look.calendar, span, look.today, look.lang),
        days=day_rows(known.counted, look.lang) if known.counted else [],
        source=why_sentence(known, look.lang),
        is_kept=known.is_kept,
    )

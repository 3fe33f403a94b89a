"""A case as its sender sees it: where it stands, until when, what was done and what is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import RuleCode
from portal.calendar.store import load_calendar
from portal.calendar.terms import working_days_between
from portal.cases.events import facts_of
from portal.cases.intake.promises import promise
from portal.cases.kinds import Action, ReplyBy, State, TextPart
from portal.cases.models import Case, CaseEvent
from portal.cases.projection import CaseFacts
from portal.cases.replies.lateness import late_reason
from portal.cases.store import events_of, texts_of
from portal.clock import local_day
from portal.files.store import attachments_of
from portal.offices.models import Unit
from portal.offices.store import owned
from portal.web.case_words import ACTIONS, STATE_TONES, STATES, WAYS
from portal.web.deadlines import Chip, DayRow, Span, chip, day_rows, rule_sentence
from portal.web.i18n import short_date
from portal.words.translate import weekday_date

YOU, DESK, LEADERS = _l("You"), _l("Reception desk"), _l("Leaders of the commune")

# What the sender sees of each act: by whom (None = the unit in charge) and which of its texts.
# Notes, drafts and their corrections are the office's own.
SHOWN: dict[Action, tuple[LazyString | None, TextPart | None]] = {
    Action.SUBMIT: (YOU, None),
    Action.ACCEPT: (DESK, None),
    Action.ASK: (None, TextPart.QUESTION),
    Action.SUPPLY: (YOU, TextPart.SUPPLEMENT),
    Action.RESUME: (None, TextPart.REASON),
    Action.NOT_ACCEPT: (DESK, TextPart.REASON),
    Action.FORWARD: (DESK, TextPart.REASON),
    Action.ASSIGN: (LEADERS, None),
    Action.SIGN: (LEADERS, None),
    Action.ANSWER_AT_ONCE: (DESK, None),
    Action.TELL: (DESK, None),
    Action.PUBLISH: (LEADERS, None),
    Action.UNPUBLISH: (LEADERS, None),
    Action.RATE_REPLY: (YOU, TextPart.REPLY_COMMENT),
    Action.REOPEN: (YOU, None),
    Action.REISSUE_CODE: (DESK, None),
}


@dataclass(frozen=True)
class ShownStep:
    """One line of the timeline."""

    title: str
    who: str
    at: str
    took: str
    note: str
    tone: str
    waited: int


@dataclass(frozen=True)
class Deadline:
    """The date that counts now and why; `days` is empty when the calendar has changed since."""

    lead: str
    chip: Chip
    days: list[DayRow]
    source: str


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

    @property
    def is_answered(self) -> bool:
        return self.facts.state is State.ANSWERED

    @property
    def may_rate(self) -> bool:
        return self.is_answered and self.facts.is_satisfied is None

    @property
    def may_reopen(self) -> bool:
        return not self.facts.times_reopened

    @property
    def may_reopen_later(self) -> bool:
        """Whoever was not satisfied and did not ask at once may still ask, once."""
        return self.is_answered and self.facts.is_satisfied is False and self.may_reopen


class _Look:
    """Gathers what one page needs while its session is open."""

    def __init__(self, session: Session, case: Case, now: datetime, lang: str) -> None:
        self.session, self.case, self.lang = session, case, lang
        self.facts = facts_of(case)
        self.today = local_day(now)
        self.calendar = load_calendar(session, case.authority_id)
        self.events = events_of(session, case.id)
        self.bodies = {text.id: text.body for text in texts_of(session, case.id)}
        self.unit = self.unit_name(self.facts.unit_id) if self.facts.unit_id else ""

    def unit_name(self, unit_id: int) -> str:
        return owned(self.session, Unit, self.case.authority_id, unit_id).name


def tracked(session: Session, case: Case, now: datetime, lang: str) -> Tracked:
    """Return everything the sender may see of a case."""
    look = _Look(session, case, now, lang)
    facts = look.facts
    is_public = facts.published_at is not None
    return Tracked(
        reference=case.reference,
        facts=facts,
        state=str(STATES[facts.state]),
        tone=STATE_TONES[facts.state],
        unit=look.unit,
        story=_latest(look, TextPart.STORY),
        place=case.place,
        files=len(attachments_of(session, case.id)),
        question=_latest(look, TextPart.QUESTION) if facts.state is State.NEEDS_INFO else "",
        reply=_sent_reply(look),
        late_reason=late_reason(session, case) if facts.state is State.ANSWERED else "",
        public_story=_latest(look, TextPart.PUBLIC_STORY) if is_public else "",
        public_reply=_latest(look, TextPart.PUBLIC_REPLY) if is_public else "",
        deadline=_deadline(look),
        steps=_steps(look),
    )


def _text(look: _Look, event: CaseEvent, part: TextPart) -> str:
    kept: dict[str, Any] = event.data.get("texts", {}).get(part.value, {})
    return look.bodies.get(kept.get("id", 0), "")


def _latest(look: _Look, part: TextPart) -> str:
    said = [_text(look, event, part) for event in look.events]
    return next((body for body in reversed(said) if body), "")


def _sent_reply(look: _Look) -> str:
    """Return the last reply that left the office; a draft of a second one is not yet told."""
    written = sent = ""
    for event in look.events:
        written = _text(look, event, TextPart.REPLY) or written
        if event.action in {Action.SIGN, Action.ANSWER_AT_ONCE}:
            sent = written
    return sent


def _steps(look: _Look) -> list[ShownStep]:
    steps: list[ShownStep] = []
    previous: date | None = None
    for event in look.events:
        if event.action in SHOWN:
            day = local_day(event.at)
            steps.append(_step(look, event, _waited(look.calendar, previous, day)))
            previous = day
    if look.facts.state.is_open and previous:
        steps.append(_pending(look, _waited(look.calendar, previous, look.today)))
    return steps


def _step(look: _Look, event: CaseEvent, waited: int) -> ShownStep:
    action = Action(event.action)
    who, part = SHOWN[action]
    return ShownStep(
        title=_title(look, event),
        who=str(DESK if who is YOU and event.actor_id else who or look.unit or DESK),
        at=weekday_date(local_day(event.at), look.lang),
        took=_took(waited),
        note=_note(look, event, part),
        tone="soon" if action in {Action.ASK, Action.REOPEN} else "done",
        waited=waited,
    )


def _note(look: _Look, event: CaseEvent, part: TextPart | None) -> str:
    words = _text(look, event, part) if part else ""
    if event.action == Action.NOT_ACCEPT:
        where = _("Where to turn: %(address)s", address=event.data["sent_to"])
        return f"{words}\n{where}"
    return words


def _title(look: _Look, event: CaseEvent) -> str:
    action, data = Action(event.action), event.data
    if action is Action.ASSIGN:
        return str(_("Given to %(unit)s", unit=look.unit_name(data["unit_id"])))
    if action is Action.FORWARD:
        return str(_("Forwarded to %(receiver)s", receiver=data["sent_to"]))
    if action is Action.SIGN:
        day = short_date(date.fromisoformat(data["document_on"]))
        number = data["document_number"]
        return str(_("Answered by document %(number)s of %(day)s", number=number, day=day))
    return str(_words_between(event))


def _words_between(event: CaseEvent) -> str | LazyString:
    """Return the title of a step of the talk between sender and office."""
    action, data = Action(event.action), event.data
    if action is Action.SUPPLY and event.actor_id:
        return _("Your answer by telephone or at the counter was written down")
    if action is Action.TELL:
        return WAYS[ReplyBy(data["way"])]
    if action is Action.RATE_REPLY:
        return _("Satisfied with the reply") if data["is_satisfied"] else _("Not satisfied")
    return ACTIONS[action]


def _pending(look: _Look, waited: int) -> ShownStep:
    took = ngettext("%(num)d working day so far", "%(num)d working days so far", waited)
    who = YOU if look.facts.state is State.NEEDS_INFO else look.unit or DESK
    return ShownStep(
        title=str(STATES[look.facts.state]),
        who=str(who),
        at="",
        took=took if waited else "",
        note="",
        tone="waiting",
        waited=waited,
    )


def _waited(calendar: WorkCalendar, previous: date | None, day: date) -> int:
    try:
        return working_days_between(calendar, previous, day) if previous else 0
    except CalendarMissingError:
        return 0


def _took(waited: int) -> str:
    return str(ngettext("%(num)d working day", "%(num)d working days", waited)) if waited else ""


def _deadline(look: _Look) -> Deadline | None:
    facts = look.facts
    if facts.state is State.RECEIVED and facts.classify_due_on:
        lead = _("You will know whether it is accepted by:")
        return _explained(look, str(lead), RuleCode.CLASSIFY, facts.classify_due_on)
    if facts.due_on is None or facts.state in {State.NOT_ACCEPTED, State.FORWARDED}:
        return None
    lead = _("The answer was due by:") if facts.finished_on else _("You will be answered by:")
    return _explained(look, str(lead), RuleCode.REPLY_OWN, facts.due_on)


def _explained(look: _Look, lead: str, code: RuleCode, due_on: date) -> Deadline:
    facts = look.facts
    reopened = [event.at for event in look.events if event.action == Action.REOPEN]
    is_reply = code is RuleCode.REPLY_OWN
    start = local_day(reopened[-1]) if is_reply and reopened else facts.received_on
    finished_on = facts.finished_on if is_reply else None
    shown = chip(look.calendar, Span(start, due_on, finished_on), look.today, look.lang)
    made = promise(look.session, look.case.authority_id, code, start)
    if made is None or made.due.due_on != due_on:
        kept = _("The calendar has changed since; the day promised stays.")
        return Deadline(lead, shown, [], str(kept))
    return Deadline(lead, shown, day_rows(made.due, look.lang), rule_sentence(made.rule, look.lang))

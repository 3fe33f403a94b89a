"""The steps of a case as its sender reads them: by roles, with what was said and the waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.terms import working_days_between
from portal.cases.kinds import Action, ReplyBy, State, TextPart
from portal.cases.models import CaseEvent
from portal.clock import local_day
from portal.web.case_words import ACTIONS, STATES, WAYS
from portal.web.citizen.tracking_look import Look, text_of
from portal.web.i18n import short_date
from portal.web.moved_days import moved_days, moved_title
from portal.words.translate import weekday_date

YOU, DESK, LEADERS = _l("You"), _l("Reception desk"), _l("Leaders of the commune")
COMMUNE = _l("The commune")

# What the sender sees of each act: by whom (None = the unit then in charge) and which of its texts.
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
    # Whose matter it is, is settled among colleagues.
    Action.GIVE_BACK: (COMMUNE, None),
    Action.EXTEND: (LEADERS, TextPart.REASON),
    Action.RECOMPUTE: (COMMUNE, None),
    Action.SIGN: (LEADERS, None),
    Action.ANSWER_AT_ONCE: (DESK, None),
    Action.TELL: (DESK, None),
    Action.PUBLISH: (LEADERS, None),
    Action.UNPUBLISH: (LEADERS, None),
    Action.RATE_REPLY: (YOU, TextPart.REPLY_COMMENT),
    Action.REOPEN: (YOU, None),
    Action.REISSUE_CODE: (DESK, None),
    Action.RECLASSIFY: (DESK, TextPart.REASON),
    Action.ANSWER_LIGHTLY: (None, None),
    Action.THANK: (DESK, None),
    # That it was asked for and given; the words are the unit's own, the answer says what follows.
    Action.ASK_EXPLANATION: (COMMUNE, None),
    Action.EXPLAIN: (COMMUNE, None),
    Action.SPLIT: (DESK, None),
    Action.CLOSE_UNSATISFIED: (LEADERS, TextPart.REASON),
    Action.CLOSE_UNCONFIRMED: (COMMUNE, None),
    Action.NAME: (COMMUNE, None),
    # Which other petition it is, is nobody's business but the office's.
    Action.MERGE: (DESK, None),
    Action.UNMERGE: (DESK, None),
    Action.ANSWER_TOGETHER: (None, None),
    Action.DISPATCH: (DESK, None),
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


def steps(look: Look) -> list[ShownStep]:
    """Return what was done, oldest first, and what is still waited for."""
    found: list[ShownStep] = []
    previous: date | None = None
    unit = ""
    for event in look.events:
        if event.action == Action.ASSIGN:
            unit = look.unit_name(event.data["unit_id"])
        if event.action in SHOWN:
            day = local_day(event.at)
            found.append(_step(look, event, unit, _waited(look.calendar, previous, day)))
            previous = day
    if look.facts.state.is_open and previous:
        found.append(_pending(look, _waited(look.calendar, previous, look.today)))
    return found


def _step(look: Look, event: CaseEvent, unit: str, waited: int) -> ShownStep:
    action = Action(event.action)
    who, part = SHOWN[action]
    return ShownStep(
        title=_title(look, event),
        who=str(DESK if who is YOU and event.actor_id else who or unit or DESK),
        at=weekday_date(local_day(event.at), look.lang),
        took=_took(waited),
        note=_note(look, event, part),
        tone="soon" if action in {Action.ASK, Action.REOPEN} else "done",
        waited=waited,
    )


def _note(look: Look, event: CaseEvent, part: TextPart | None) -> str:
    words = text_of(look, event, part) if part else ""
    if event.action in {Action.NOT_ACCEPT, Action.CLOSE_UNSATISFIED}:
        where = _("Where to turn: %(address)s", address=event.data["sent_to"])
        return f"{words}\n{where}"
    return words


def _title(look: Look, event: CaseEvent) -> str:
    action, data = Action(event.action), event.data
    if action is Action.ASSIGN:
        return str(_("Given to %(unit)s", unit=look.unit_name(data["unit_id"])))
    if action is Action.FORWARD:
        return str(_("Forwarded to %(receiver)s", receiver=data["sent_to"]))
    if action is Action.SIGN:
        day = short_date(date.fromisoformat(data["document_on"]))
        number = data["document_number"]
        return str(_("Answered by document %(number)s of %(day)s", number=number, day=day))
    if action in {Action.EXTEND, Action.RECOMPUTE}:
        return moved_title(data)
    if action is Action.RECLASSIFY:
        return ": ".join(part for part in (str(ACTIONS[action]), moved_days(data)) if part)
    return str(_words_between(event))


def _words_between(event: CaseEvent) -> str | LazyString:
    """Return the title of a step of the talk between sender and office."""
    action, data = Action(event.action), event.data
    if action is Action.SUPPLY and event.actor_id:
        return _("Your answer by telephone or at the counter was written down")
    if action is Action.GIVE_BACK:
        return _("The right unit is being found")
    if action is Action.TELL:
        return WAYS[ReplyBy(data["way"])]
    if action is Action.RATE_REPLY:
        return _("Satisfied with the reply") if data["is_satisfied"] else _("Not satisfied")
    return _words_aside(action, data)


def _words_aside(action: Action, data: Mapping[str, Any]) -> str | LazyString:
    """Return the title of a step beside the usual way."""
    if action is Action.DISPATCH:
        day, number = date.fromisoformat(data["document_on"]), data["document_number"]
        return _("Sent with slip %(number)s of %(day)s", number=number, day=short_date(day))
    if action is Action.MERGE:
        return _("Handled together with another petition on the matter; your code stays yours")
    return ACTIONS[action]


def _pending(look: Look, waited: int) -> ShownStep:
    took = ngettext("%(num)d working day so far", "%(num)d working days so far", waited)
    title, who = _awaited(look)
    return ShownStep(
        title=str(title),
        who=str(who),
        at="",
        took=took if waited else "",
        note="",
        tone="waiting",
        waited=waited,
    )


def _awaited(look: Look) -> tuple[LazyString | str, LazyString | str]:
    """Return what is waited for, and of whom."""
    facts = look.facts
    if facts.state is State.NEEDS_INFO:
        return STATES[facts.state], YOU
    if facts.times_reopened and facts.unit_in_charge is None:
        return _("A leader looks at it again and decides who handles it"), LEADERS
    return STATES[facts.state], look.unit or DESK


def _waited(calendar: WorkCalendar, previous: date | None, day: date) -> int:
    try:
        return working_days_between(calendar, previous, day) if previous else 0
    except CalendarMissingError:
        return 0


def _took(waited: int) -> str:
    return str(ngettext("%(num)d working day", "%(num)d working days", waited)) if waited else ""

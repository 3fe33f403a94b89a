"""The timeline of a case for staff: who did what in which role, and how long it waited before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.terms import working_days_between
from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.outcomes import Refusal
from portal.cases.kinds import Action, CaseKind, ReplyBy, State, Subject, TextPart
from portal.cases.models import CaseEvent
from portal.cases.named import Named
from portal.clock import local_day
from portal.web.admin.messages import ROLES
from portal.web.case_words import ACTIONS, STATES, WAYS
from portal.web.console.words import KINDS, REFUSALS, SUBJECTS
from portal.web.i18n import date_time, short_date
from portal.web.moved_days import moved_days

Data = Mapping[str, Any]

WAITING = frozenset({Action.ASK, Action.GIVE_BACK, Action.RETURN, Action.REOPEN, Action.UNPUBLISH})
# The story and the last reply stand on the page; the draft of a copy is for the publisher.
ELSEWHERE = (TextPart.STORY, TextPart.PREVIEW, TextPart.REPLY)


@dataclass(frozen=True)
class Step:
    """One line of the timeline; `waited` are working days since the line before."""

    title: str
    who: str
    at: str
    took: str
    note: str
    tone: str
    waited: int


def steps(file: CaseFile, today: date) -> list[Step]:
    """Return every step but the notes, oldest first, and the one still waited for."""
    found: list[Step] = []
    elsewhere = _shown_elsewhere(file)
    previous: date | None = None
    for event in file.events:
        if event.action != Action.NOTE:
            day = local_day(event.at)
            found.append(_step(file, event, _waited(file.calendar, previous, day), elsewhere))
            previous = day
    state = State(file.case.state)
    if state.is_open and previous:
        found.append(_pending(file, state, _waited(file.calendar, previous, today)))
    return found


def news(file: CaseFile, since: int) -> list[Step]:
    """Return everything from an event on, notes too, with all its words."""
    return [_step(file, event, 0, frozenset()) for event in file.events[since:]]


def who_did(file: CaseFile, event: CaseEvent) -> str:
    """Return the name and roles of whoever acted; a citizen is the sender."""
    if event.action == Action.CLOSE_UNCONFIRMED:
        return str(_("The portal, by the commune’s own rule"))
    if event.actor_id is None:
        return str(_("The sender"))
    staff = file.people[event.actor_id]
    roles = ", ".join(str(ROLES[role]) for role in sorted(staff.roles))
    name = f"{staff.display_name} ({roles})" if roles else staff.display_name
    away = file.people.get(event.data.get("for", 0))
    return str(_("%(name)s for %(away)s", name=name, away=away.display_name)) if away else name


def words_of(file: CaseFile, event: CaseEvent, without: frozenset[int] = frozenset()) -> str:
    """Return what was written with a step; erased texts and those named are left out."""
    kept: dict[str, dict[str, Any]] = event.data.get("texts", {})
    ids = sorted({text["id"] for part, text in kept.items() if part != TextPart.POINTS} - without)
    return "\n\n".join(file.texts[id_].body for id_ in ids if id_ in file.texts)


def _shown_elsewhere(file: CaseFile) -> frozenset[int]:
    """Return the texts that have a place of their own."""
    newest = {text.part: text.id for text in file.texts.values()}
    return frozenset(newest[part] for part in ELSEWHERE if part in newest)


def _step(file: CaseFile, event: CaseEvent, waited: int, without: frozenset[int]) -> Step:
    action = Action(event.action)
    return Step(
        title=_title(file, action, event.data),
        who=who_did(file, event),
        at=date_time(event.at),
        took=_took(waited),
        note=words_of(file, event, without),
        tone="soon" if action in WAITING else "done",
        waited=waited,
    )


def _title(file: CaseFile, action: Action, data: Data) -> str:
    title, detail = str(ACTIONS[action]), _DETAILS.get(action, _nothing)(file, data)
    return f"{title}: {detail}" if detail else title


def _nothing(_file: CaseFile, _data: Data) -> str:
    return ""


def _lane(_file: CaseFile, data: Data) -> str:
    kind = KINDS[CaseKind(data["kind"])] if data.get("kind") else ""
    subject = SUBJECTS[Subject(data["subject"])] if data.get("subject") else ""
    return ", ".join(str(part) for part in (kind, subject) if part)


def _unit_and_day(file: CaseFile, data: Data) -> str:
    unit = file.unit_names.get(data["unit_id"], "")
    due_on = short_date(date.fromisoformat(data["due_on"]))
    return str(_("%(unit)s, due %(day)s", unit=unit, day=due_on))


def _refusal(_file: CaseFile, data: Data) -> str:
    outcome = data["outcome"]
    return next((str(REFUSALS[refusal]) for refusal in Refusal if refusal == outcome), outcome)


def _receiver(_file: CaseFile, data: Data) -> str:
    return str(data["sent_to"])


def _document(_file: CaseFile, data: Data) -> str:
    day = short_date(date.fromisoformat(data["document_on"]))
    signer = f"{data.get('signing_form', '')} {data['document_signer']}".strip()
    return f"{data['document_number']}, {day}, {signer}"


def _way(_file: CaseFile, data: Data) -> str:
    return str(WAYS[ReplyBy(data["way"])])


def _judgement(_file: CaseFile, data: Data) -> str:
    return str(_("satisfied") if data["is_satisfied"] else _("not satisfied"))


def _day_moved(_file: CaseFile, data: Data) -> str:
    return moved_days(data)


def _asked_unit(file: CaseFile, data: Data) -> str:
    return file.unit_names.get(data["explaining_unit_id"], "")


def _new_lane(file: CaseFile, data: Data) -> str:
    return "; ".join(part for part in (_lane(file, data), moved_days(data)) if part)


def _part(_file: CaseFile, data: Data) -> str:
    return str(data["into"])


def _passed_on(file: CaseFile, data: Data) -> str:
    return file.unit_names.get(data["unit_id"], "")


def _other_case(_file: CaseFile, data: Data) -> str:
    return next(str(data[name]) for name in ("other", "into", "follower", "with") if name in data)


def _taken_over(file: CaseFile, data: Data) -> str:
    officer = file.people.get(data.get("officer_id", 0))
    unit = file.unit_names.get(data.get("unit_id", 0), "")
    return ", ".join(part for part in (unit, officer.display_name if officer else "") if part)


def _kept_by(file: CaseFile, data: Data) -> str:
    keeper = file.people.get(data["handler_id"])
    kind = str(KINDS[CaseKind(data["kind"])]) if "kind" in data else ""
    return ", ".join(part for part in (kind, keeper.display_name if keeper else "") if part)


def _pending(file: CaseFile, state: State, waited: int) -> Step:
    took = ngettext("%(num)d working day so far", "%(num)d working days so far", waited)
    took = took if waited else ""
    return Step(str(STATES[state]), _awaited(file, state), "", took, "", "waiting", waited)


def _awaited(file: CaseFile, state: State) -> str:
    """Return who has the next step: the sender, the unit in charge, or whoever finds one."""
    if state is State.NEEDS_INFO:
        return str(_("The sender"))
    if state is State.ACCEPTED:
        return str(_("Leaders of the commune")) if file.case.times_reopened else ""
    return file.names.unit or ""


def _waited(calendar: WorkCalendar, previous: date | None, day: date) -> int:
    if previous is None:
        return 0
    try:
        return working_days_between(calendar, previous, day)
    except CalendarMissingError:
        return 0


def _took(waited: int) -> str:
    return str(ngettext("%(num)d working day", "%(num)d working days", waited)) if waited else ""


def whom(file: CaseFile, named: Named) -> str:
    """Return the person and the unit a case names; empty for neither."""
    person = file.people.get(named.staff_id or 0)
    unit = file.unit_names.get(named.unit_id or 0)
    return ", ".join(part for part in (person and person.display_name, unit) if part)


def _about(file: CaseFile, data: Data) -> str:
    return whom(file, Named.of(data)) or str(_("nobody of the office"))


_DETAILS: Mapping[Action, Callable[[CaseFile, Data], str]] = MappingProxyType(
    {
        Action.ACCEPT: _new_lane,
        Action.RECLASSIFY: _new_lane,
        Action.ASK_EXPLANATION: _asked_unit,
        Action.SPLIT: _part,
        Action.THANK: _passed_on,
        Action.SEAL: _kept_by,
        Action.ENTRUST: _kept_by,
        Action.HAND_OVER: _receiver,
        Action.NAME: _about,
        Action.ASSIGN: _unit_and_day,
        Action.FORWARD: _receiver,
        Action.CLOSE_UNSATISFIED: _receiver,
        Action.DIRECT: _unit_and_day,
        Action.NOT_ACCEPT: _refusal,
        Action.SIGN: _document,
        Action.DISPATCH: _document,
        Action.RELATE: _other_case,
        Action.UNRELATE: _other_case,
        Action.MERGE: _other_case,
        Action.GATHER: _other_case,
        Action.RELEASE: _other_case,
        Action.ANSWER_TOGETHER: _other_case,
        Action.TAKE_OVER: _taken_over,
        Action.TELL: _way,
        Action.RATE_REPLY: _judgement,
        Action.SUPPLY: _day_moved,
        Action.RESUME: _day_moved,
        Action.EXTEND: _day_moved,
        Action.RECOMPUTE: _day_moved,
    }
)

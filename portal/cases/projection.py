"""What the events of a case add up to: replayed, they give the case row's own columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Protocol

from portal.cases.kinds import Action, CaseKind, Channel, ReplyBy, SenderKind, State, Subject
from portal.clock import local_day


class Happening(Protocol):
    """An event as replay reads it; `data` is JSON, days are ISO texts, `to` is the state reached.

    The state is written down rather than derived, so that a later change of the workflow's table
    does not rewrite what happened under the old one.
    """

    @property
    def action(self) -> Action: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class CaseFacts:
    """The columns of `Case` that its events determine, by the same names."""

    kind: CaseKind
    subject: Subject | None
    sender_kind: SenderKind
    is_anonymous: bool
    reply_by: ReplyBy
    channel: Channel
    language: str
    may_publish: bool
    service_point_id: int | None
    village_id: int | None
    received_at: datetime
    received_on: date
    classify_due_on: date | None
    due_on: date | None
    due_rule: str
    calendar_version: int | None
    paused_on: date | None = None
    extended_on: date | None = None
    extended_days: int | None = None
    moved_on: date | None = None
    state: State = State.RECEIVED
    returns_to: State | None = None
    code_turn: int = 0
    unit_id: int | None = None
    unit_due_on: date | None = None
    officer_id: int | None = None
    drafted_by_id: int | None = None
    approved_by_id: int | None = None
    outcome: str = ""
    sent_to: str = ""
    accepted_on: date | None = None
    finished_on: date | None = None
    document_number: str = ""
    document_on: date | None = None
    document_signer: str = ""
    told_on: date | None = None
    published_at: datetime | None = None
    is_satisfied: bool | None = None
    times_reopened: int = 0

    @property
    def unit_in_charge(self) -> int | None:
        """The unit a case lies with; None while it waits to be given to one.

        `unit_id` then still names the one that answered it or gave it back, which may read on.
        """
        return None if State.ACCEPTED in {self.state, self.returns_to} else self.unit_id


Changes = dict[str, Any]


def project(facts: CaseFacts | None, event: Happening) -> CaseFacts:
    """Return the case after one more event; None is the case before its first, SUBMIT."""
    if facts is None:
        return _submitted(event)
    changed = replace(facts, state=State(event.data.get("to", facts.state)))
    change = _CHANGES.get(event.action)
    return replace(changed, **change(facts, event)) if change else changed


def _day(event: Happening, name: str) -> date | None:
    value = event.data.get(name)
    return date.fromisoformat(value) if value else None


def _submitted(event: Happening) -> CaseFacts:
    data = event.data
    return CaseFacts(
        kind=CaseKind(data["kind"]),
        subject=Subject(data["subject"]) if data.get("subject") else None,
        sender_kind=SenderKind(data["sender_kind"]),
        is_anonymous=data["is_anonymous"],
        reply_by=ReplyBy(data["reply_by"]),
        channel=Channel(data["channel"]),
        language=data["language"],
        may_publish=data["may_publish"],
        service_point_id=data.get("service_point_id"),
        village_id=data.get("village_id"),
        received_at=event.at,
        received_on=local_day(event.at),
        classify_due_on=_day(event, "classify_due_on"),
        due_on=_day(event, "due_on"),
        due_rule=data.get("due_rule", ""),
        calendar_version=data.get("calendar_version"),
        code_turn=data.get("code_turn", 0),
    )


def _due(event: Happening) -> Changes:
    return {
        "due_on": _day(event, "due_on"),
        "due_rule": event.data.get("due_rule", ""),
        "calendar_version": event.data.get("calendar_version"),
    }


def _accepted(facts: CaseFacts, event: Happening) -> Changes:
    return {
        "accepted_on": local_day(event.at),
        "subject": Subject(event.data["subject"]) if event.data.get("subject") else facts.subject,
        "kind": CaseKind(event.data.get("kind", facts.kind)),
    }


def _asked(facts: CaseFacts, event: Happening) -> Changes:
    return {"returns_to": facts.state, "paused_on": local_day(event.at)}


def _supplied(facts: CaseFacts, event: Happening) -> Changes:
    return {"returns_to": None, "paused_on": None, **_recounted(facts, event)}


def _recounted(facts: CaseFacts, event: Happening) -> Changes:
    """Return the days an event counted anew; those it does not name stay."""
    changes: Changes = {}
    if "classify_due_on" in event.data:
        changes["classify_due_on"] = _day(event, "classify_due_on")
    if "due_on" in event.data:
        changes |= _due(event)
        # A unit has until the day promised to the sender, also when that day moves.
        changes["unit_due_on"] = facts.unit_due_on and changes["due_on"]
    if changes:
        changes["calendar_version"] = event.data["calendar_version"]
    return changes


def _extended(facts: CaseFacts, event: Happening) -> Changes:
    return {
        **_recounted(facts, event),
        "extended_on": local_day(event.at),
        "extended_days": event.data["extended_days"],
    }


def _moved(facts: CaseFacts, event: Happening) -> Changes:
    return {**_recounted(facts, event), "moved_on": local_day(event.at)}


def _closed(facts: CaseFacts, event: Happening) -> Changes:
    return {
        "returns_to": None,
        "paused_on": None,
        "outcome": event.data.get("outcome", ""),
        "sent_to": event.data.get("sent_to", ""),
        "finished_on": local_day(event.at),
        "accepted_on": facts.accepted_on,
    }


def _assigned(facts: CaseFacts, event: Happening) -> Changes:
    moved_to_other_unit = event.data["unit_id"] != facts.unit_id
    changes = {
        "unit_id": event.data["unit_id"],
        "unit_due_on": _day(event, "due_on"),
        "officer_id": event.data.get(
            "officer_id", None if moved_to_other_unit else facts.officer_id
        ),
    }
    # Received in a year without a calendar: the day named at assignment is the first promise.
    return changes if facts.due_on else {**_due(event), **changes}


def _given_back(_facts: CaseFacts, _event: Happening) -> Changes:
    return {"unit_due_on": None, "officer_id": None}


def _drafted(_facts: CaseFacts, event: Happening) -> Changes:
    return {"drafted_by_id": event.actor_id}


def _returned(_facts: CaseFacts, _event: Happening) -> Changes:
    return {"drafted_by_id": None, "approved_by_id": None}


def _approved(_facts: CaseFacts, event: Happening) -> Changes:
    return {"approved_by_id": event.actor_id}


def _signed(_facts: CaseFacts, event: Happening) -> Changes:
    return {
        "document_number": event.data["document_number"],
        "document_on": _day(event, "document_on"),
        "document_signer": event.data["document_signer"],
        "finished_on": local_day(event.at),
    }


def _answered_at_once(facts: CaseFacts, event: Happening) -> Changes:
    return {
        "accepted_on": facts.accepted_on or local_day(event.at),
        "drafted_by_id": event.actor_id,
        "finished_on": local_day(event.at),
    }


def _published(_facts: CaseFacts, event: Happening) -> Changes:
    return {"published_at": event.at}


def _unpublished(_facts: CaseFacts, _event: Happening) -> Changes:
    return {"published_at": None}


def _rated(_facts: CaseFacts, event: Happening) -> Changes:
    return {"is_satisfied": event.data["is_satisfied"]}


def _told(_facts: CaseFacts, event: Happening) -> Changes:
    return {"told_on": local_day(event.at)}


def _reopened(facts: CaseFacts, event: Happening) -> Changes:
    return {
        **_due(event),
        "extended_on": None,
        "extended_days": None,
        "moved_on": None,
        "unit_due_on": None,
        "officer_id": None,
        "times_reopened": facts.times_reopened + 1,
        "is_satisfied": None,
        "finished_on": None,
        "drafted_by_id": None,
        "approved_by_id": None,
        "document_number": "",
        "document_on": None,
        "document_signer": "",
        "told_on": None,
        # The public copy told of an answer that no longer holds.
        "published_at": None,
    }


def _reissued(_facts: CaseFacts, event: Happening) -> Changes:
    return {"code_turn": event.data["code_turn"]}


_CHANGES: Mapping[Action, Callable[[CaseFacts, Happening], Changes]] = MappingProxyType(
    {
        Action.ACCEPT: _accepted,
        Action.ASK: _asked,
        Action.SUPPLY: _supplied,
        Action.RESUME: _supplied,
        Action.NOT_ACCEPT: _closed,
        Action.FORWARD: _closed,
        Action.ASSIGN: _assigned,
        Action.GIVE_BACK: _given_back,
        Action.DRAFT: _drafted,
        Action.RETURN: _returned,
        Action.APPROVE: _approved,
        Action.SIGN: _signed,
        Action.ANSWER_AT_ONCE: _answered_at_once,
        Action.PUBLISH: _published,
        Action.UNPUBLISH: _unpublished,
        Action.RATE_REPLY: _rated,
        Action.REOPEN: _reopened,
        Action.TELL: _told,
        Action.REISSUE_CODE: _reissued,
        Action.EXTEND: _extended,
        Action.RECOMPUTE: _moved,
    }
)

"""What the events of a case add up to: replayed, they give the case row's own columns."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from portal.cases.after_answer import concluded, rated, reopened, told
from portal.cases.changes import AMONG
from portal.cases.facts import CaseFacts, Happening, written_beside
from portal.cases.kinds import Action, CaseKind, Channel, ReplyBy, SenderKind, State, Subject
from portal.cases.named import Named
from portal.clock import local_day

Changes = dict[str, Any]
_NUMBERS = (
    *("service_point_id", "village_id", "calendar_version", "split_from_id"),
    *("named_unit_id", "named_staff_id"),
)


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
    numbers: dict[str, Any] = {name: data.get(name) for name in _NUMBERS}
    # A case split off from another came in when that one did: no clock gains time by it.
    came = data.get("received_at")
    received_at = datetime.fromisoformat(came) if came else event.at
    return CaseFacts(
        kind=CaseKind(data["kind"]),
        subject=Subject(data["subject"]) if data.get("subject") else None,
        sender_kind=SenderKind(data["sender_kind"]),
        is_anonymous=data["is_anonymous"],
        reply_by=ReplyBy(data["reply_by"]),
        channel=Channel(data["channel"]),
        language=data["language"],
        may_publish=data["may_publish"],
        received_at=received_at,
        received_on=local_day(received_at),
        classify_due_on=_day(event, "classify_due_on"),
        due_on=_day(event, "due_on"),
        due_rule=data.get("due_rule", ""),
        code_turn=data.get("code_turn", 0),
        **numbers,
    )


def _due(event: Happening) -> Changes:
    return {
        "due_on": _day(event, "due_on"),
        "due_rule": event.data.get("due_rule", ""),
        "calendar_version": event.data.get("calendar_version"),
    }


def _accepted(facts: CaseFacts, event: Happening) -> Changes:
    return {"accepted_on": local_day(event.at), **_reclassified(facts, event)}


def _reclassified(facts: CaseFacts, event: Happening) -> Changes:
    return {
        "subject": Subject(event.data["subject"]) if event.data.get("subject") else facts.subject,
        "kind": CaseKind(event.data.get("kind", facts.kind)),
        "procedure_id": event.data.get("procedure_id", facts.procedure_id),
        **_recounted(facts, event),
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
        "beside": written_beside(event.data.get("beside", ())),
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
        "signing_form": event.data.get("signing_form", ""),
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


def _answered_lightly(_facts: CaseFacts, event: Happening) -> Changes:
    return {"drafted_by_id": event.actor_id, "finished_on": local_day(event.at)}


def _thanked(facts: CaseFacts, event: Happening) -> Changes:
    return {**_answered_at_once(facts, event), "unit_id": event.data["unit_id"]}


def _sealed(_facts: CaseFacts, event: Happening) -> Changes:
    """Take everything off the case that would show it to others or run a petition's clock."""
    emptied = (
        *("subject", "service_point_id", "village_id", "unit_id", "unit_due_on", "officer_id"),
        *("classify_due_on", "due_on", "paused_on", "returns_to", "finished_on", "published_at"),
        *("explaining_unit_id", "explain_due_on", "extended_on", "extended_days", "moved_on"),
        "procedure_id",
    )
    return {
        **dict.fromkeys(emptied),
        "kind": CaseKind(event.data["kind"]),
        "handler_id": event.data["handler_id"],
        "sealed_on": local_day(event.at),
        "due_rule": "",
        "outcome": "",
        "sent_to": "",
        "beside": "",
    }


def _entrusted(_facts: CaseFacts, event: Happening) -> Changes:
    return {"handler_id": event.data["handler_id"]}


def _handed_over(_facts: CaseFacts, event: Happening) -> Changes:
    return {"sent_to": event.data["sent_to"], "finished_on": local_day(event.at)}


def _purged(_facts: CaseFacts, event: Happening) -> Changes:
    return {"purged_on": local_day(event.at)}


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
        Action.RATE_REPLY: rated,
        Action.REOPEN: reopened,
        Action.TELL: told,
        Action.REISSUE_CODE: _reissued,
        Action.EXTEND: _extended,
        Action.RECOMPUTE: _moved,
        Action.RECLASSIFY: _reclassified,
        Action.ANSWER_LIGHTLY: _answered_lightly,
        Action.THANK: _thanked,
        Action.SEAL: _sealed,
        Action.ENTRUST: _entrusted,
        Action.HAND_OVER: _handed_over,
        Action.PURGE: _purged,
        Action.CLOSE_UNSATISFIED: concluded,
        Action.CLOSE_UNCONFIRMED: concluded,
        Action.NAME: lambda facts, event: facts.naming(Named.of(event.data)),
        **AMONG,
    }
)

"""What acts among colleagues change: merging, passing on, explaining, sending a transfer slip."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from portal.cases.facts import CaseFacts, Happening, written_beside
from portal.cases.kinds import Action
from portal.clock import local_day

Changes = dict[str, Any]
TAKEN_OVER = ("unit_id", "explaining_unit_id")


def _day(event: Happening, name: str) -> date | None:
    value = event.data.get(name)
    return date.fromisoformat(value) if value else None


def _explanation_asked(_facts: CaseFacts, event: Happening) -> Changes:
    return {
        "explaining_unit_id": event.data["explaining_unit_id"],
        "explain_due_on": _day(event, "explain_due_on"),
        "explained_on": None,
    }


def _explained(_facts: CaseFacts, event: Happening) -> Changes:
    return {"explained_on": local_day(event.at)}


def _merged(facts: CaseFacts, event: Happening) -> Changes:
    unit_id = event.data["unit_id"]
    return {
        "merged_into_id": event.data["merged_into_id"],
        "unit_id": unit_id,
        "unit_due_on": facts.due_on,
        "officer_id": facts.officer_id if unit_id == facts.unit_id else None,
    }


def _unmerged(_facts: CaseFacts, _event: Happening) -> Changes:
    return {"merged_into_id": None}


def _gathered(facts: CaseFacts, _event: Happening) -> Changes:
    return {"followers": facts.followers + 1}


def _released(facts: CaseFacts, _event: Happening) -> Changes:
    return {"followers": facts.followers - 1}


def _answered_together(_facts: CaseFacts, event: Happening) -> Changes:
    """Take over who wrote and approved the answer: none of them publishes this one either."""
    return {
        "drafted_by_id": event.data["drafted_by_id"],
        "approved_by_id": event.data.get("approved_by_id"),
        "document_number": event.data.get("document_number", ""),
        "document_on": _day(event, "document_on"),
        "document_signer": event.data.get("document_signer", ""),
        "signing_form": event.data.get("signing_form", ""),
        "finished_on": local_day(event.at),
    }


def _taken_over(_facts: CaseFacts, event: Happening) -> Changes:
    changes: Changes = {name: event.data[name] for name in TAKEN_OVER if name in event.data}
    if "unit_id" in changes:
        changes["officer_id"] = event.data.get("officer_id")
    if "beside" in event.data:
        changes["beside"] = written_beside(event.data["beside"])
    return changes


def _dispatched(_facts: CaseFacts, event: Happening) -> Changes:
    return {
        "document_number": event.data["document_number"],
        "document_on": _day(event, "document_on"),
        "document_signer": event.data["document_signer"],
    }


AMONG: Mapping[Action, Callable[[CaseFacts, Happening], Changes]] = MappingProxyType(
    {
        Action.ASK_EXPLANATION: _explanation_asked,
        Action.EXPLAIN: _explained,
        Action.MERGE: _merged,
        Action.UNMERGE: _unmerged,
        Action.GATHER: _gathered,
        Action.RELEASE: _released,
        Action.ANSWER_TOGETHER: _answered_together,
        Action.TAKE_OVER: _taken_over,
        Action.DISPATCH: _dispatched,
    }
)

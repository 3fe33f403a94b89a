"""What happens to a case once it is answered: told, judged, opened again, or closed for good."""

from datetime import date
from typing import Any

from portal.cases.facts import CaseFacts, Happening
from portal.clock import local_day

Changes = dict[str, Any]


def rated(_facts: CaseFacts, event: Happening) -> Changes:
    # Whoever speaks after all is heard: a case closed for silence is no longer unconfirmed.
    return {"is_satisfied": event.data["is_satisfied"], "outcome": ""}


def told(_facts: CaseFacts, event: Happening) -> Changes:
    return {"told_on": local_day(event.at)}


def reopened(facts: CaseFacts, event: Happening) -> Changes:
    return {
        "due_on": date.fromisoformat(event.data["due_on"]) if event.data.get("due_on") else None,
        "due_rule": event.data.get("due_rule", ""),
        "calendar_version": event.data.get("calendar_version"),
        "extended_on": None,
        "extended_days": None,
        "moved_on": None,
        "unit_due_on": None,
        "officer_id": None,
        "times_reopened": facts.times_reopened + 1,
        "merged_into_id": None,
        "followers": 0,
        "is_satisfied": None,
        "finished_on": None,
        "drafted_by_id": None,
        "approved_by_id": None,
        "document_number": "",
        "document_on": None,
        "document_signer": "",
        "signing_form": "",
        "told_on": None,
        # The public copy told of an answer that no longer holds.
        "published_at": None,
    }


def concluded(_facts: CaseFacts, event: Happening) -> Changes:
    """Note how an answered case ended; what its sender said of it stays as it was."""
    return {"outcome": event.data["outcome"], "sent_to": event.data.get("sent_to", "")}

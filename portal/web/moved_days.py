"""What an event says of a day that moved: by an appointment, an answer, or the calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.cases.kinds import Action
from portal.web.case_words import ACTIONS
from portal.web.i18n import short_date


def moved_days(data: Mapping[str, Any]) -> str:
    """Name the old and the new day of the answer, else of acceptance; empty if none moved."""
    for name in ("due_on", "classify_due_on"):
        before, after = data.get(f"was_{name}"), data.get(name)
        if f"was_{name}" in data and after is not None and after != before:
            return _between(before, after)
    return ""


def moved_title(data: Mapping[str, Any]) -> str:
    """Say what moved the day of a case, from which day to which."""
    put_off = "extended_days" in data
    title = ACTIONS[Action.EXTEND if put_off else Action.RECOMPUTE]
    moved = moved_days(data)
    return f"{title}: {moved}" if moved else str(title)


def _between(before: str | None, after: str) -> str:
    new = short_date(date.fromisoformat(after))
    if before is None:
        return str(_("%(new)s, the first day promised", new=new))
    old = short_date(date.fromisoformat(before))
    return str(_("%(new)s instead of %(old)s", new=new, old=old))

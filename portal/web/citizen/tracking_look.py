"""What one page of a case needs, gathered while its session is open."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.calendar.store import load_calendar
from portal.cases.events import facts_of
from portal.cases.kinds import TextPart
from portal.cases.models import Case, CaseEvent
from portal.cases.store import events_of, texts_of
from portal.clock import local_day
from portal.offices.models import Unit
from portal.offices.store import owned


class Look:
    """A case, its events and texts, and the calendar, for its sender."""

    def __init__(self, session: Session, case: Case, now: datetime, lang: str) -> None:
        self.session, self.case, self.lang = session, case, lang
        self.facts = facts_of(case)
        self.today = local_day(now)
        self.calendar = load_calendar(session, case.authority_id)
        self.events = events_of(session, case.id)
        self.bodies = {text.id: text.body for text in texts_of(session, case.id)}
        unit_id = self.facts.unit_in_charge
        self.unit = self.unit_name(unit_id) if unit_id else ""

    def unit_name(self, unit_id: int) -> str:
        return owned(self.session, Unit, self.case.authority_id, unit_id).name


def text_of(look: Look, event: CaseEvent, part: TextPart) -> str:
    """Return what was written with a step, empty when it was erased."""
    kept: dict[str, Any] = event.data.get("texts", {}).get(part.value, {})
    return look.bodies.get(kept.get("id", 0), "")


def latest_text_of(look: Look, part: TextPart) -> str:
    """Return the last text of a part, empty if there is none."""
    said = [text_of(look, event, part) for event in look.events]
    return next((body for body in reversed(said) if body), "")

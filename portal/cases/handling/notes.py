"""Notes among colleagues; the citizen never reads them."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, take
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case


def add_note(session: Session, turn: Turn, note: str, *, now: datetime) -> Case:
    """Leave a note on an open case."""
    return take(session, turn, Action.NOTE, now=now, texts={TextPart.NOTE: written(note, "note")})

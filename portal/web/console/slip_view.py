"""A stack of slips as staff read it: counts in whole groups, its state in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.fieldwork.slips.counting import in_steps, is_over
from portal.fieldwork.slips.store import StackRow


class StackPhase(StrEnum):
    """Being handed out, only used any more, over, or revoked."""

    HANDING = "handing"
    OPEN = "open"
    OVER = "over"
    REVOKED = "revoked"


PHASES: Mapping[StackPhase, LazyString] = {
    StackPhase.HANDING: _l("to be handed out"),
    StackPhase.OPEN: _l("still opens"),
    StackPhase.OVER: _l("expired"),
    StackPhase.REVOKED: _l("taken out of use"),
}
TONES: Mapping[StackPhase, str] = {
    StackPhase.HANDING: "ok",
    StackPhase.OPEN: "soon",
    StackPhase.OVER: "done",
    StackPhase.REVOKED: "late",
}


@dataclass(frozen=True)
class StackLine:
    """One stack; `used` is at least so many, `unused` at most so many, None while it opens."""

    id: int
    survey: str
    place: str
    unit: str
    n: int
    handed: int | None
    handed_from: date
    handed_to: date
    valid_through: date
    term_source: str
    issued_at: datetime
    used: int
    unused: int | None
    phase: StackPhase

    @property
    def words(self) -> LazyString:
        return PHASES[self.phase]

    @property
    def tone(self) -> str:
        return TONES[self.phase]

    @property
    def can_print(self) -> bool:
        return self.phase is StackPhase.HANDING


def stack_line(row: StackRow, smallest_group: int, today: date) -> StackLine:
    """Return a stack as it may be shown: no count moves by fewer than the smallest group."""
    stack, used = row.stack, in_steps(row.spent, smallest_group)
    return StackLine(
        id=stack.id,
        survey=row.survey,
        place=row.place,
        unit=row.unit,
        n=stack.n,
        handed=stack.handed,
        handed_from=stack.handed_from,
        handed_to=stack.handed_to,
        valid_through=stack.valid_through,
        term_source=stack.term_source,
        issued_at=stack.issued_at,
        used=used,
        unused=stack.n - used if is_over(stack.valid_through, stack.revoked_at, today) else None,
        phase=_phase(row, today),
    )


def _phase(row: StackRow, today: date) -> StackPhase:
    if row.stack.revoked_at is not None:
        return StackPhase.REVOKED
    if is_over(row.stack.valid_through, None, today):
        return StackPhase.OVER
    return StackPhase.HANDING if today <= row.stack.handed_to else StackPhase.OPEN

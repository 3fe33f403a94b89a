"""What a change of the calendar may be, and how the log of changes writes it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.calendar.days import SATURDAY, DayCode, DayKind, DayName, DayStatus, SpecialDay
from portal.calendar.rules import Rule
from portal.errors import InvalidInputError

LONGEST_NAME = 120
LONGEST_DECISION = 200
LONGEST_SOURCE = 300
SWAP_CODES = frozenset({DayCode.SWAP_OFF, DayCode.SWAP_WORKED})


class DayTwiceError(InvalidInputError):
    """A year lists one day more than once; `data["day"]` says which, as day/month/year."""

    def __init__(self, day: date) -> None:
        super().__init__(lines="twice")
        self.data["day"] = f"{day:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Swap:
    """A weekday off for which a rest day is worked, by one decision.

    `worked_name` is the name of the day worked where it has one of its own.
    """

    off: date
    worked: date
    name: DayName
    decision: str
    status: DayStatus = DayStatus.OFFICIAL
    worked_name: DayName | None = None

    def halves(self) -> tuple[SpecialDay, SpecialDay]:
        shared = (self.decision, self.status)
        other = self.worked_name or self.name
        return (
            SpecialDay(self.off, DayKind.REST, DayCode.SWAP_OFF, self.name, *shared, self.worked),
            SpecialDay(self.worked, DayKind.WORKED, DayCode.SWAP_WORKED, other, *shared, self.off),
        )


def refuse_twice(days: Iterable[SpecialDay]) -> None:
    """Raise DayTwiceError for the first day that is listed more than once."""
    seen: set[date] = set()
    for special in days:
        if special.day in seen:
            raise DayTwiceError(special.day)
        seen.add(special.day)


def refuse_unfit(special: SpecialDay) -> None:
    """Refuse a single day that has no name or decision, or is half of a swap."""
    refuse_nameless(special.name, special.decision)
    if special.code in SWAP_CODES or special.swaps_with:
        raise InvalidInputError(code="is_swap")
    if special.kind is not DayKind.REST:
        raise InvalidInputError(kind="not_rest")


def refuse_unfit_swap(swap: Swap) -> None:
    refuse_nameless(swap.name, swap.decision)
    if swap.off.weekday() >= SATURDAY:
        raise InvalidInputError(off="not_a_weekday")
    if swap.worked.weekday() != SATURDAY:
        raise InvalidInputError(worked="not_a_saturday")


def refuse_nameless(name: DayName, decision: str) -> None:
    if not name.vi.strip():
        raise InvalidInputError(name_vi="required")
    if max(len(name.vi), len(name.en)) > LONGEST_NAME:
        raise InvalidInputError(name_vi="too_long")
    if not decision.strip():
        raise InvalidInputError(decision="required")
    if len(decision) > LONGEST_DECISION:
        raise InvalidInputError(decision="too_long")


def tidy_source(source: str) -> str:
    """Return a legal source without blanks around it, or empty; InvalidInputError if too long."""
    tidy = source.strip()
    if len(tidy) > LONGEST_SOURCE:
        raise InvalidInputError(source="too_long")
    return tidy


def refuse_broken_swap(in_force: SpecialDay, new: SpecialDay) -> None:
    """Refuse to overwrite half of a swap in force: the other half would stand alone."""
    if in_force.swaps_with not in {None, new.swaps_with}:
        raise InvalidInputError(day="part_of_swap")


def plain(special: SpecialDay) -> dict[str, str | None]:
    return {
        "day": special.day.isoformat(),
        "kind": special.kind,
        "code": special.code,
        "name_vi": special.name.vi,
        "decision": special.decision,
        "status": special.status,
        "swaps_with": special.swaps_with.isoformat() if special.swaps_with else None,
    }


def plain_term(term_rule: Rule) -> dict[str, str | int]:
    term = term_rule.term
    return {"days": term.days, "unit": term.unit, "source": term_rule.source}

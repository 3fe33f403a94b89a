"""Which cases of a register a figure of petitions counts: as many lines as the figure says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from portal.cases.registers.entries import Entry
from portal.cases.registers.standing import Standing
from portal.errors import NotFoundError

ANSWERED = frozenset(
    {Standing.ANSWERED_IN_TIME, Standing.ANSWERED_LATE, Standing.ANSWERED_WITHOUT_DUE}
)
OPEN = frozenset({Standing.OPEN_IN_TIME, Standing.OPEN_OVERDUE})

Test = Callable[[Entry, date], bool]


def _stood(standing: Standing) -> Test:
    return lambda entry, _from_on: entry.standing == standing


# By the codes of their definitions; each is the condition of `cases.registers.store` on one line.
TESTS: Mapping[str, Test] = {
    "carried_over": lambda entry, from_on: entry.received_on < from_on,
    "received": lambda entry, from_on: entry.received_on >= from_on,
    "to_handle": lambda _entry, _from_on: True,
    **{standing.value: _stood(standing) for standing in Standing},
    "extended": lambda entry, _from_on: bool(entry.is_extended),
    "published": lambda entry, _from_on: entry.is_published,
    "in_time_share": lambda entry, _from_on: (
        entry.standing in ANSWERED or entry.standing == Standing.OPEN_OVERDUE
    ),
}


def listed(entries: Sequence[Entry], figure: str, from_on: date) -> list[Entry]:
    """Return the petitions behind a figure of a period that begins on a day.

    Behind a share stand all it is a share of. Raises `NotFoundError` for a code that counts none.
    """
    test = TESTS.get(figure)
    if test is None:
        raise NotFoundError(figure=figure)
    return [one for one in entries if one.kind.is_petition and test(one, from_on)]

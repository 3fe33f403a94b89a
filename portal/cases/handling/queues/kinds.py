"""The queues of the console: who has them, and how a person narrows one down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import CaseKind, State, Subject
from portal.offices.permissions import May

PAGE_SIZE = 50


class Queue(StrEnum):
    """A kind of work that waits for somebody."""

    TO_ACCEPT = "to_accept"
    TO_ASSIGN = "to_assign"
    MY_UNIT = "my_unit"
    BESIDE = "beside"
    TO_APPROVE = "to_approve"
    TO_SIGN = "to_sign"
    TO_TELL = "to_tell"
    DISSATISFIED = "dissatisfied"
    TO_PUBLISH = "to_publish"
    NAMED = "named"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    GROSSLY_OVERDUE = "grossly_overdue"
    EXTENDED = "extended"
    WAITING = "waiting"
    SEALED = "sealed"
    ALL = "all"


# Whoever may see cases has a queue that is not listed here.
_NEEDS: Mapping[Queue, frozenset[May]] = MappingProxyType(
    {
        Queue.TO_ACCEPT: frozenset({May.TRIAGE}),
        # The desk, too: it forwards or answers at once what turns out to need no unit.
        Queue.TO_ASSIGN: frozenset({May.ASSIGN, May.TRIAGE}),
        Queue.TO_APPROVE: frozenset({May.APPROVE}),
        Queue.TO_SIGN: frozenset({May.RECORD_SIGNED}),
        Queue.TO_TELL: frozenset({May.TRIAGE, May.RECORD_SIGNED, May.HANDLE}),
        Queue.DISSATISFIED: frozenset({May.APPROVE, May.HANDLE}),
        Queue.TO_PUBLISH: frozenset({May.PUBLISH}),
        # What names somebody may have left nobody at the desk or in the unit who can see it.
        Queue.NAMED: frozenset({May.LEAD}),
        Queue.SEALED: frozenset({May.KEEP_SEALED}),
    }
)


@dataclass(frozen=True)
class Horizon:
    """Today, the last day that counts as soon, and the day before which a delay is gross."""

    today: date
    soon_until: date
    gross_before: date | None = None


@dataclass(frozen=True)
class Narrowing:
    """What a person asked for; everything left out means all. Pages count from 1."""

    queue: Queue = Queue.ALL
    words: str = ""
    unit_id: int | None = None
    state: State | None = None
    kind: CaseKind | None = None
    subject: Subject | None = None
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        """Say whether anything but words and a queue was asked for."""
        return bool(self.unit_id or self.state or self.kind or self.subject)


def queues_of(viewer: Viewer) -> tuple[Queue, ...]:
    """Return the queues a person has, in the order in which a day is worked."""
    if May.SEE_CASES not in viewer.may:
        return ()
    return tuple(queue for queue in Queue if _has(viewer, queue))


def _has(viewer: Viewer, queue: Queue) -> bool:
    if queue in {Queue.MY_UNIT, Queue.BESIDE}:
        return viewer.unit_id is not None
    return queue not in _NEEDS or bool(_NEEDS[queue] & viewer.may)

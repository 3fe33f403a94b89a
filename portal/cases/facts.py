"""What the events of a case determine: the case row's own columns, as plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from portal.cases.kinds import (
    Action,
    CaseKind,
    Channel,
    ReplyBy,
    SenderKind,
    State,
    Subject,
)
from portal.cases.named import Named


def units_beside(written: str) -> frozenset[int]:
    """Return the units of a column like "|3|7|"."""
    return frozenset(int(unit) for unit in written.split("|") if unit)


def written_beside(units: Collection[int]) -> str:
    """Return units as the column holds them: `units_beside` the other way round."""
    return "".join(f"|{unit}" for unit in sorted(units)) + "|" if units else ""


class Happening(Protocol):
    """An event as replay reads it; `data` is JSON, days are ISO texts, `to` is the state reached.

    The state is written down rather than derived, so that a later change of the workflow's table
    does not rewrite what happened under the old one.
    """

    @property
    def action(self) -> Action: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class CaseFacts:
    """The columns of `Case` that its events determine, by the same names."""

    kind: CaseKind
    subject: Subject | None
    sender_kind: SenderKind
    is_anonymous: bool
    reply_by: ReplyBy
    channel: Channel
    language: str
    may_publish: bool
    service_point_id: int | None
    village_id: int | None
    received_at: datetime
    received_on: date
    classify_due_on: date | None
    due_on: date | None
    due_rule: str
    calendar_version: int | None
    paused_on: date | None = None
    extended_on: date | None = None
    extended_days: int | None = None
    moved_on: date | None = None
    state: State = State.RECEIVED
    returns_to: State | None = None
    code_turn: int = 0
    unit_id: int | None = None
    unit_due_on: date | None = None
    officer_id: int | None = None
    drafted_by_id: int | None = None
    approved_by_id: int | None = None
    outcome: str = ""
    sent_to: str = ""
    accepted_on: date | None = None
    finished_on: date | None = None
    document_number: str = ""
    document_on: date | None = None
    document_signer: str = ""
    signing_form: str = ""
    told_on: date | None = None
    published_at: datetime | None = None
    is_satisfied: bool | None = None
    times_reopened: int = 0
    procedure_id: int | None = None
    beside: str = ""
    merged_into_id: int | None = None
    followers: int = 0
    split_from_id: int | None = None
    explaining_unit_id: int | None = None
    explain_due_on: date | None = None
    explained_on: date | None = None
    handler_id: int | None = None
    sealed_on: date | None = None
    purged_on: date | None = None
    named_unit_id: int | None = None
    named_staff_id: int | None = None

    @property
    def unit_in_charge(self) -> int | None:
        """The unit a case lies with; None while it waits to be given to one.

        `unit_id` then still names the one that answered it or gave it back, which may read on.
        """
        return None if State.ACCEPTED in {self.state, self.returns_to} else self.unit_id

    @property
    def named(self) -> Named:
        """Whom the case is about, if it names a unit or a person of the commune."""
        return Named(self.named_unit_id, self.named_staff_id)

    def naming(self, named: Named) -> dict[str, Any]:
        """Return what changes once the case names these: what lies with them is taken away."""
        changes: dict[str, Any] = {"named_unit_id": named.unit_id, "named_staff_id": named.staff_id}
        if not self.lies_with(named):
            is_theirs = named.staff_id is not None and named.staff_id == self.officer_id
            return {**changes, "officer_id": None} if is_theirs else changes
        taken = ("unit_id", "unit_due_on", "officer_id", "drafted_by_id", "approved_by_id")
        returns_to = self.returns_to and State.ACCEPTED
        return {**changes, **dict.fromkeys(taken), "returns_to": returns_to}

    def lies_with(self, named: Named) -> bool:
        """Say whether an open case lies with the unit somebody is about to name."""
        is_in_charge = self.state.is_open and self.unit_in_charge is not None
        return is_in_charge and self.unit_in_charge == named.unit_id

    @property
    def coordinating(self) -> frozenset[int]:
        """The units beside the one in charge: they read and note, and never answer."""
        return units_beside(self.beside)

    @property
    def is_sealed(self) -> bool:
        """Whether only its handler reads the case, for good."""
        return self.handler_id is not None

    @property
    def owes_explanation(self) -> bool:
        """An answer about an administrative act waits for the unit concerned to explain it."""
        is_about_act = self.kind.is_petition and self.subject is Subject.ADMINISTRATIVE_ACT
        return is_about_act and self.explained_on is None

    @property
    def only_forwarded(self) -> bool:
        """A commune decides no regulation: it passes on what is said about one."""
        return self.kind.is_petition and self.subject is Subject.REGULATION

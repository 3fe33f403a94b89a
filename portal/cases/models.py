"""Tables of cases: the projection, its chained events, its erasable texts and its counters."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.kinds import (
    Action,
    CaseKind,
    Channel,
    ReplyBy,
    SenderKind,
    State,
    Subject,
    TextPart,
)
from portal.db import Base, UtcDateTime


class Case(Base):
    """The present of a case: a projection written with its events and equal to their replay."""

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("authority_id", "reference"),
        Index(None, "authority_id", "state"),
        Index(None, "authority_id", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    reference: Mapped[str] = mapped_column(String(24))
    version: Mapped[int] = mapped_column(default=0)

    submission_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    content_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    locator: Mapped[str] = mapped_column(String(8), unique=True)
    code_turn: Mapped[int] = mapped_column(default=0)
    secret_hash: Mapped[str] = mapped_column(String(200))

    kind: Mapped[CaseKind] = mapped_column(String(20))
    subject: Mapped[Subject | None] = mapped_column(String(30))
    sender_kind: Mapped[SenderKind] = mapped_column(String(20))
    is_anonymous: Mapped[bool]
    reply_by: Mapped[ReplyBy] = mapped_column(String(10))
    channel: Mapped[Channel] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(12), default="vi")
    may_publish: Mapped[bool] = mapped_column(default=False)
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_point.id"))
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"))
    place: Mapped[str] = mapped_column(String(200), default="")

    state: Mapped[State] = mapped_column(String(20))
    returns_to: Mapped[State | None] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_due_on: Mapped[date | None]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    outcome: Mapped[str] = mapped_column(String(30), default="")
    sent_to: Mapped[str] = mapped_column(String(200), default="")

    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_on: Mapped[date]
    classify_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_rule: Mapped[str] = mapped_column(String(40), default="")
    calendar_version: Mapped[int | None]
    paused_on: Mapped[date | None]
    extended_on: Mapped[date | None]
    extended_days: Mapped[int | None]
    moved_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    finished_on: Mapped[date | None]

    document_number: Mapped[str] = mapped_column(String(60), default="")
    document_on: Mapped[date | None]
    document_signer: Mapped[str] = mapped_column(String(120), default="")
    signing_form: Mapped[str] = mapped_column(String(4), default="", server_default="")
    told_on: Mapped[date | None]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_satisfied: Mapped[bool | None]
    times_reopened: Mapped[int] = mapped_column(default=0)

    procedure_id: Mapped[int | None] = mapped_column(ForeignKey("procedure.id"))
    # Coordinating units, as "|3|7|": one LIKE finds them on either database.
    beside: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    # The case whose answer is also the answer to this one; how many still wait for this one's.
    # No foreign key: it may be a younger case, which a backup puts back after this one. No case is
    # ever deleted, and doctor holds the column against the events.
    merged_into_id: Mapped[int | None] = mapped_column(index=True)
    followers: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    explaining_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    explain_due_on: Mapped[date | None]
    explained_on: Mapped[date | None]
    # Who alone reads a sealed case.
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sealed_on: Mapped[date | None]
    purged_on: Mapped[date | None]
    # Whom it is about; the line of both does not know of it (`portal.cases.named`).
    named_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    named_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class CaseEvent(Base):
    """One step: who, when, what, in codes and commitments; carries the hash of the one before.

    `seq` and the hash chain run through all cases of an authority.
    """

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("authority_id", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    seq: Mapped[int]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[Action] = mapped_column(String(20))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class EventChain(Base):
    """The head of an authority's chain of events; its row is the lock that orders them."""

    __tablename__ = "event_chain"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class CaseText(Base):
    """A text that may have to be erased; the event keeps only a salted commitment to it."""

    __tablename__ = "case_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    part: Mapped[TextPart] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseSearch(Base):
    """The words of a case without diacritics, for the staff's search."""

    __tablename__ = "case_search"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    folded: Mapped[str] = mapped_column(Text)


class ReferenceCounter(Base):
    """The last number given out on a local day; one upsert returns the next."""

    __tablename__ = "reference_counter"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    n: Mapped[int]


class CaseOpening(Base):
    """The last two days on which a case was opened with its code; read by its holder alone.

    Days, no moments and nothing about who: the holder sees whether somebody else has the code.
    """

    __tablename__ = "case_opening"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    last_on: Mapped[date]
    before_on: Mapped[date | None]

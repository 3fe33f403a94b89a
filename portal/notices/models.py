"""Tables of notices: the outbox, what people chose, and the commune's own hours and webhook."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.notices.kinds import Kind, Progress, Way


class Notice(Base):
    """One notice to one receiver, written in the transaction of what it tells.

    It names whom it is for, never an address: a member of staff, else the sender of the case, else
    the commune's webhook. `data` holds codes, references and days. `topic` says what it is about,
    so that the same thing is told once. `token` is the stable part of its Message-ID.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("authority_id", "topic"),
        Index(None, "progress", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    topic: Mapped[str] = mapped_column(String(120))
    kind: Mapped[Kind] = mapped_column(String(20))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    way: Mapped[Way] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(12))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    progress: Mapped[Progress] = mapped_column(String(10))
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    waits_since: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str] = mapped_column(String(32), default="")
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(30), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffMail(Base):
    """The sealed e-mail a member of staff gave, and the kinds they do not want to be told."""

    __tablename__ = "staff_mail"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(12))
    muted: Mapped[str] = mapped_column(String(200), default="")
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NoticeSetting(Base):
    """A commune's quiet hours with their source, its webhook, and whether it sends messages.

    The webhook's secret is derived from a key outside the database; a new turn makes a new one.
    """

    __tablename__ = "notice_setting"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    # As clocks show them, 19:00: the two databases and a backup have no time of day in common.
    quiet_from: Mapped[str] = mapped_column(String(5))
    quiet_until: Mapped[str] = mapped_column(String(5))
    source: Mapped[str] = mapped_column(String(300), default="")
    webhook_url: Mapped[str] = mapped_column(String(300), default="")
    webhook_turn: Mapped[int] = mapped_column(default=0)
    sends_messages: Mapped[bool] = mapped_column(default=False)

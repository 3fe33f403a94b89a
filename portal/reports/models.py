"""Tables of reporting periods, the figures kept when one was closed, and what was wrong in them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.reports.kinds import PeriodKind


class Period(Base):
    """A reporting period as the authority sets it; both ends belong to it."""

    __tablename__ = "period"
    __table_args__ = (
        UniqueConstraint("authority_id", "key"),
        CheckConstraint("from_on <= to_on", name="from_before_to"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    key: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[PeriodKind] = mapped_column(String(12), default=PeriodKind.OTHER)
    from_on: Mapped[date]
    to_on: Mapped[date]
    cutoff_on: Mapped[date]
    due_up_on: Mapped[date | None]
    due_down_on: Mapped[date | None]
    receiver: Mapped[str] = mapped_column(String(120), default="")


class PeriodSnapshot(Base):
    """The figures of a period as they stood when it was closed; written once, never changed.

    `data` holds the figures, `register` the lines of the register; `sha256` is of both. Nothing
    hidden is in them. Closed by nobody means by the portal itself, once the cut-off had passed.
    """

    __tablename__ = "period_snapshot"
    __table_args__ = (UniqueConstraint("period_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    register: Mapped[list[dict[str, Any]]] = mapped_column(JSON, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))


class PeriodErratum(Base):
    """A figure that was wrong when its period was closed: what it said, and what is right."""

    __tablename__ = "period_erratum"
    __table_args__ = (CheckConstraint("was <> is_now", name="changes_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("period_snapshot.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    figure: Mapped[str] = mapped_column(String(30))
    was: Mapped[int]
    is_now: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)

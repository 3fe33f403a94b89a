"""Tables of the working-day calendar and of the deadline rules, per authority.

Nothing in them is overwritten once it counts: a row says from which version of the calendar on it
holds (`since_version`), and a later row takes its place from a later version on. So every date can
be counted again as it was counted when it was promised.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime


class CalendarYear(Base):
    """A year whose days the authority has loaded; a year without a row is an error, not a guess."""

    __tablename__ = "calendar_year"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    since_version: Mapped[int]


class CalendarDay(Base):
    """A day that differs from its weekday, a rest day or a worked Saturday, as of one version."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("authority_id", "day", "since_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    day: Mapped[date]
    since_version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(30))
    name_vi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    decision: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[str] = mapped_column(String(12))
    swaps_with: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)


class CalendarVersion(Base):
    """One state of an authority's calendar; every due date names the version that made it."""

    __tablename__ = "calendar_version"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    change: Mapped[dict[str, Any]] = mapped_column(JSON)


class DeadlineRule(Base):
    """A term set by law or by the commune, with its source and the days it is valid."""

    __tablename__ = "deadline_rule"
    __table_args__ = (
        UniqueConstraint("authority_id", "code", "valid_from", "since_version"),
        CheckConstraint("days > 0", name="days_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    code: Mapped[str] = mapped_column(String(40))
    since_version: Mapped[int]
    name_vi: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    days: Mapped[int]
    unit: Mapped[str] = mapped_column(String(10))
    scope: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

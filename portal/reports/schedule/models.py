"""The table of days on which periods become public."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.reports.schedule.kinds import Way


class Publication(Base):
    """What was fixed for one period; one without a line becomes public as soon as it is final."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("period_id"),
        CheckConstraint("(way = 'on_day') = (public_on IS NOT NULL)", name="day_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id", ondelete="CASCADE"))
    way: Mapped[Way] = mapped_column(String(10))
    public_on: Mapped[date | None]
    fixed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    fixed_at: Mapped[datetime] = mapped_column(UtcDateTime)

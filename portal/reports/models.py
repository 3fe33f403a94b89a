"""The table of reporting periods."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


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
    from_on: Mapped[date]
    to_on: Mapped[date]
    cutoff_on: Mapped[date]
    due_up_on: Mapped[date | None]
    due_down_on: Mapped[date | None]
    receiver: Mapped[str] = mapped_column(String(120), default="")

"""Tables of words beside numbers; nothing is overwritten, the latest version is in force."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.offices.kinds import Role


class FigureNote(Base):
    """One version of what the chairperson says beside a figure; empty words take it back.

    `figure` is the code of a definition; `unit_id` None means the whole commune's.
    """

    __tablename__ = "figure_note"
    __table_args__ = (Index(None, "authority_id", "period_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    figure: Mapped[str] = mapped_column(String(30))
    words: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(String(30))
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CounterReply(Base):
    """One version of what a unit's head replies to the figure of one of its counters."""

    __tablename__ = "counter_reply"
    __table_args__ = (Index(None, "authority_id", "period_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id", ondelete="CASCADE"))
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

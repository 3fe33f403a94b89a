"""Figures entered by hand; a row is never rewritten, a later one takes its place."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.reports.byhand.kinds import HandState

WAITING, IN_FORCE = (
    text(f"state = '{one.value}'") for one in (HandState.WAITING, HandState.IN_FORCE)
)


class HandFigure(Base):
    """A figure of a period by its code, the document it was taken from, and who looked at both."""

    __tablename__ = "hand_figure"
    __table_args__ = (
        CheckConstraint("value >= 0", name="value_not_negative"),
        CheckConstraint("checked_by_id <> entered_by_id", name="checked_by_another"),
        CheckConstraint("state <> 'in_force' OR checked_by_id IS NOT NULL", name="checked_first"),
        Index(
            "uq_hand_figure_waiting",
            "period_id",
            "figure",
            unique=True,
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index(
            "uq_hand_figure_in_force",
            "period_id",
            "figure",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    figure: Mapped[str] = mapped_column(String(30))
    value: Mapped[int]
    document: Mapped[str] = mapped_column(String(80))
    document_on: Mapped[date]
    state: Mapped[HandState] = mapped_column(String(10))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

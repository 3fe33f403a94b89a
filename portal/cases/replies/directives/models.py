"""The table of leaders' directives; their words lie among the texts of the case."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime


class Directive(Base):
    """A task of a unit; `text_id` and `done_text_id` point to words that can be erased."""

    __tablename__ = "directive"
    __table_args__ = (
        Index(None, "authority_id", "unit_id"),
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", "done_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    text_id: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    due_on: Mapped[date]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    done_text_id: Mapped[int | None]

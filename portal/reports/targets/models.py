"""The table of targets."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.reports.targets.kinds import TargetMethod, TargetObject

OF_THE_WHOLE = text("unit_id IS NULL")
LONGEST_SOURCE = 300


class Target(Base):
    """How many of 100 people an authority wants satisfied, from a day on until a later one.

    `unit_id` says whose figure it is read beside; None is the whole commune's. `source` is the
    authority's own decision or plan, never another's.
    """

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent_of_a_hundred"),
        CheckConstraint("source <> ''", name="source_named"),
        UniqueConstraint("authority_id", "object", "unit_id", "method", "valid_from"),
        # NULL equals nothing in a unique constraint, so those of the whole need their own index.
        Index(
            "uq_target_of_the_whole",
            "authority_id",
            "object",
            "method",
            "valid_from",
            unique=True,
            sqlite_where=OF_THE_WHOLE,
            postgresql_where=OF_THE_WHOLE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    object: Mapped[TargetObject] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    method: Mapped[TargetMethod] = mapped_column(String(60))
    percent: Mapped[int]
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    valid_from: Mapped[date]

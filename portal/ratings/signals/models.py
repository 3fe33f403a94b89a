"""Tables of signals and of the matters the chairperson verifies; none of them names a day."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.ratings.models import WITHOUT_ORDER


class RoundKind(StrEnum):
    """What is done once for each of its times."""

    HALF_MONTH = "half_month"
    WEEK = "week"


class MatterState(StrEnum):
    """Whether the chairperson still has to conclude."""

    OPEN = "open"
    CONCLUDED = "concluded"


class DaySignal(Base):
    """What stood out at a place on `days` days of half a month, or over all of it (then 0).

    The days themselves are not kept: a day and a counter are few enough people to be guessed.
    """

    __tablename__ = "day_signal"
    __table_args__ = (Index(None, "authority_id", "half_month_on"), WITHOUT_ORDER)

    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"), primary_key=True)
    half_month_on: Mapped[date] = mapped_column(primary_key=True)
    signal: Mapped[str] = mapped_column(String(20), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    days: Mapped[int]


class SignalRound(Base):
    """Half months that were judged and weeks in which matters were released, each once."""

    __tablename__ = "signal_round"
    __table_args__ = (WITHOUT_ORDER,)

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    kind: Mapped[RoundKind] = mapped_column(String(10), primary_key=True)
    begun_on: Mapped[date] = mapped_column(primary_key=True)


class Matter(Base):
    """Answers about harassment or extra payment that the chairperson verifies and concludes.

    Released on a Monday with all that were counted since the Monday before; `unit_id` is None
    where too few of them are of one unit to name it.
    """

    __tablename__ = "matter"
    __table_args__ = (
        CheckConstraint("n > 0", name="n_positive"),
        CheckConstraint(
            "(state = 'concluded') = (concluded_at IS NOT NULL)", name="concluded_once"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    subject: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    n: Mapped[int]
    released_on: Mapped[date]
    due_on: Mapped[date | None]
    state: Mapped[MatterState] = mapped_column(String(10), default=MatterState.OPEN)
    conclusion: Mapped[str] = mapped_column(Text, default="")
    concluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    concluded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MatterSeen(Base):
    """How many such answers of a unit have been released, so that each is released once."""

    __tablename__ = "matter_seen"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(String(20), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    n: Mapped[int]

"""The table of tablets; what was rated on one lies among all other sealed ratings."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, UtcDateTime
from portal.offices.models import ServicePoint


class Kiosk(Base):
    """A tablet at a service point; its link is kept as a keyed digest.

    `languages` are codes with blanks between them. `seen_on` is the last day it sent anything, no
    moment. `moved` counts ratings of days whose period was closed, counted on the day they came.
    """

    __tablename__ = "kiosk"
    __table_args__ = (
        CheckConstraint("interval_seconds > 0", name="interval_positive"),
        CheckConstraint("moved >= 0", name="moved_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"))
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    languages: Mapped[str] = mapped_column(String(60))
    interval_seconds: Mapped[int]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_on: Mapped[date | None]
    moved: Mapped[int] = mapped_column(default=0, server_default="0")
    point: Mapped[ServicePoint] = relationship(lazy="joined", innerjoin=True)

"""The table of routing rules."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.kinds import Subject
from portal.db import Base, UtcDateTime


class RoutingRule(Base):
    """One rule: what a case must be like, and the unit it then goes to, with those beside it.

    What is None or empty asks for nothing; of several words one is enough.
    """

    __tablename__ = "routing_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    position: Mapped[int]
    subject: Mapped[Subject | None] = mapped_column(String(30))
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_point.id"))
    procedure_id: Mapped[int | None] = mapped_column(ForeignKey("procedure.id"))
    field: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[list[str]] = mapped_column(JSON)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    beside: Mapped[list[int]] = mapped_column(JSON)
    valid_from: Mapped[date]
    is_active: Mapped[bool] = mapped_column(default=True)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

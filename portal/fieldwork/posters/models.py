"""The table of printed posters; of visits it keeps one day, the last, and nothing else."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, UtcDateTime
from portal.fieldwork.posters.kinds import PosterState, RevokeReason
from portal.offices.models import ServicePoint, Staff


class Poster(Base):
    """One printed poster or sheet of stickers, known by its number in the commune.

    `printed_name` is the place as it stands on the paper. `seen_on` is the last day on which
    anybody came by it: enough to tell a poster nobody sees, and too little to tell who came.
    """

    __tablename__ = "poster"
    __table_args__ = (
        UniqueConstraint("authority_id", "number"),
        CheckConstraint("(paper = 'notice') = (service_point_id IS NULL)", name="place_of_notice"),
        CheckConstraint("(revoked_at IS NULL) = (reason IS NULL)", name="revoked_with_reason"),
        CheckConstraint("(posted_on IS NULL) = (posted_by_id IS NULL)", name="posted_by_whom"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_point.id"), index=True)
    number: Mapped[int]
    batch: Mapped[str] = mapped_column(String(12), index=True)
    paper: Mapped[str] = mapped_column(String(10))
    second: Mapped[str] = mapped_column(String(10))
    printed_name: Mapped[str] = mapped_column(String(120))
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    posted_on: Mapped[date | None]
    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    spot: Mapped[str] = mapped_column(String(200), default="")
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    seen_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[RevokeReason | None] = mapped_column(String(12))

    point: Mapped[ServicePoint | None] = relationship()
    posted_by: Mapped[Staff | None] = relationship(foreign_keys=[posted_by_id])

    @property
    def state(self) -> PosterState:
        if self.revoked_at is not None:
            return PosterState.REVOKED
        return PosterState.PRINTED if self.posted_on is None else PosterState.HANGING

    @property
    def shows_old_name(self) -> bool:
        """Whether the place has been given another name since."""
        return self.point is not None and self.point.name != self.printed_name

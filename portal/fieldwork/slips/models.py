"""Tables of one-time slips, cut so that a spent code proves only that it was spent.

A slip keeps whether it was spent, never when, by which form or with which answers. Whether it may
still be used is judged by its claim, which is written alone and forgotten after some days; see
`portal.fieldwork.slips.settling` for what becomes of the order in which claims came.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime

WITHOUT_ORDER = {"sqlite_with_rowid": False}


class SlipStack(Base):
    """Slips printed together for one survey at one counter.

    They are handed out from a day to a day and open up to and including `valid_through`, by a term
    whose source is kept. `handed` is how many were handed out, once somebody has said so. `spent`
    is None while the slips are kept, then how many were spent, rounded down to whole groups.
    """

    __tablename__ = "slip_stack"
    __table_args__ = (
        CheckConstraint("n > 0", name="n_positive"),
        CheckConstraint("handed BETWEEN 0 AND n", name="handed_within"),
        CheckConstraint("handed_from <= handed_to", name="from_before_to"),
        CheckConstraint("handed_to <= valid_through", name="handed_before_over"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"))
    seed: Mapped[bytes] = mapped_column(LargeBinary(16))
    n: Mapped[int]
    handed_from: Mapped[date]
    handed_to: Mapped[date]
    valid_through: Mapped[date]
    term_source: Mapped[str] = mapped_column(String(200))
    handed: Mapped[int | None]
    spent: Mapped[int | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Slip(Base):
    """One slip, by the keyed digest of its code; `is_spent` follows its claim after a while."""

    __tablename__ = "slip"
    __table_args__ = (WITHOUT_ORDER,)

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    stack_id: Mapped[int] = mapped_column(ForeignKey("slip_stack.id"), index=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    is_spent: Mapped[bool]


class SlipClaim(Base):
    """Proof that a form took a slip, so that the same form may be sent again; soon forgotten.

    Not bound to its slip by a foreign key: PostgreSQL would mark the slip's row (`xmax`) with the
    transaction that claimed it.
    """

    __tablename__ = "slip_claim"
    __table_args__ = (WITHOUT_ORDER,)

    slip_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    claim: Mapped[bytes] = mapped_column(LargeBinary(32))
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    forget_on: Mapped[date]

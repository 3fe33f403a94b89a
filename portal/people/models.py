"""Tables of personal data: the sealed contact of a sender, who opened it, what was erased."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime


class Contact(Base):
    """Name, address and ways to reach a sender, sealed with a key outside the database."""

    __tablename__ = "contact"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    # No more mail: the sender asked for none, or the address takes none.
    mail_stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mail_failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ContactReading(Base):
    """One opening of a contact, with its purpose."""

    __tablename__ = "contact_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    purpose: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Erasure(Base):
    """The tombstone of personal data: what of a case was erased, when, and after how many days.

    It holds no word of what it stands for; `source` says who set the period.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    what: Mapped[str] = mapped_column(String(12))
    n: Mapped[int]
    days: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    erased_on: Mapped[date]

"""The table of attachments; the bytes lie encrypted on the shelf."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime

SHELVED = ("attachment", "clip")
"""Tables whose rows have a `key` of the shelf: the files of cases, and recordings of questions."""


class Attachment(Base):
    """A cleaned file, staged by submission until its case exists; never its original name."""

    __tablename__ = "attachment"
    # Two uploads of one submission at once must not make a fourth file.
    __table_args__ = (UniqueConstraint("staged_for", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    staged_for: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    origin: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(32), unique=True)
    media_type: Mapped[str] = mapped_column(String(40))
    extension: Mapped[str] = mapped_column(String(5))
    size_bytes: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    position: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

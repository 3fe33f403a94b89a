"""The tags of an authority; which comment has which lies in the comment's own row."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

LONGEST_TAG = 60


class CommentTag(Base):
    """A word the house sorts comments by; one that is put away stays on what it was put on."""

    __tablename__ = "comment_tag"
    __table_args__ = (
        UniqueConstraint("authority_id", "name"),
        CheckConstraint("name <> ''", name="named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_TAG))
    is_active: Mapped[bool] = mapped_column(default=True)

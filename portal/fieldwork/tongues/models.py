"""Tables of the languages: packs and recordings, which are only added to, and their mark."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.fieldwork.tongues.kinds import Standing

IS_OPEN = text("state = 'open'")
OPENED = "(state = 'waiting') OR (state = 'withdrawn') OR (judged_by_id IS NOT NULL)"
BY_ANOTHER = "judged_by_id <> added_by_id"


class Said:
    """What packs and recordings have in common; `note` says who that knows the language agreed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    tongue: Mapped[str] = mapped_column(String(35))
    state: Mapped[Standing] = mapped_column(String(10), default=Standing.WAITING)
    note: Mapped[str] = mapped_column(String(300), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    judged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class TonguePack(Said, Base):
    """One version of a content pack as its file was; `name` is what its speakers call it."""

    __tablename__ = "tongue_pack"
    __table_args__ = (
        CheckConstraint(BY_ANOTHER, name="judged_by_another"),
        CheckConstraint(OPENED, name="open_once_judged"),
        Unique("authority_id", "questionnaire_id", "tongue", "version"),
        Index(
            "uq_tongue_pack_open",
            "authority_id",
            "questionnaire_id",
            "tongue",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    toml: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class Clip(Said, Base):
    """A recording of one question or scale (`item`); the sound lies sealed on the shelf."""

    __tablename__ = "clip"
    __table_args__ = (
        CheckConstraint(BY_ANOTHER, name="judged_by_another"),
        CheckConstraint(OPENED, name="open_once_judged"),
        Index(
            "uq_clip_open",
            "authority_id",
            "questionnaire_id",
            "tongue",
            "item",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index(None, "authority_id", "questionnaire_id", "tongue"),
    )

    item: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(32), unique=True)
    media_type: Mapped[str] = mapped_column(String(40))
    extension: Mapped[str] = mapped_column(String(5))
    size_bytes: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))


class Speech(Base):
    """Changes at random with everything opened or withdrawn: what was kept by it is outdated."""

    __tablename__ = "speech"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(16))

"""Tables of ratings, cut so that nobody can join a person, a minute and an answer.

The names of the four detached tables share no key: a response keeps its place and day, a visit
and a comment only the unit and half a month. Random ids are the only key and, on SQLite, the only
order (`WITHOUT ROWID`), so the order of arrival is stored nowhere.
"""

import os
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

WITHOUT_ORDER = {"sqlite_with_rowid": False}


def random_id() -> bytes:
    return os.urandom(16)


class Submission(Base):
    """Proof that a submission id was spent, and with which content; forgotten after some days."""

    __tablename__ = "submission"
    __table_args__ = (WITHOUT_ORDER,)

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    content_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    forget_on: Mapped[date]


class Envelope(Base):
    """Sealed answers that wait until enough others of the same place can move with them."""

    __tablename__ = "envelope"
    __table_args__ = (Index(None, "authority_id", "service_point_id"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"))
    given_on: Mapped[date]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Response(Base):
    """The levels one person gave, at a place and on a day; never when, how or by whom."""

    __tablename__ = "response"
    __table_args__ = (Index(None, "authority_id", "given_on"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"))
    given_on: Mapped[date]
    channel: Mapped[str] = mapped_column(String(12))
    flag: Mapped[str] = mapped_column(String(20), default="")
    levels: Mapped[dict[str, Any]] = mapped_column(JSON)


class Visit(Base):
    """What one person came for, detached from what they answered."""

    __tablename__ = "visit"
    __table_args__ = (Index(None, "authority_id", "half_month_on"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    half_month_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(String(20))
    procedure_id: Mapped[int | None] = mapped_column(ForeignKey("procedure.id"))


class Comment(Base):
    """What one person wrote, detached from the levels and from the visit."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "authority_id", "half_month_on"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    half_month_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)


class Tally(Base):
    """How many responses of a place and day gave a level; question `*` counts responses."""

    __tablename__ = "tally"
    __table_args__ = (
        CheckConstraint("n >= 0", name="n_not_negative"),
        Index(None, "authority_id", "given_on"),
        WITHOUT_ORDER,
    )

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"), primary_key=True)
    given_on: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(12), primary_key=True)
    flag: Mapped[str] = mapped_column(String(20), primary_key=True)
    question: Mapped[str] = mapped_column(String(30), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    n: Mapped[int]

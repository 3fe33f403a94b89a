"""Tables of ratings, cut so that nobody can join a person, a minute and an answer.

The detached tables share no key: a response keeps its place and day; a visit, an answer about the
person and a text keep only the unit and half a month. Random ids are the only key and, on SQLite,
the only order (`WITHOUT ROWID`), so the order of arrival is stored nowhere.
"""

import os
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from surveys.scale import LEVELS, NOT_APPLICABLE

WITHOUT_ORDER = {"sqlite_with_rowid": False}
# The longest name of something counted: a code of 40, a dot, and a row of a matrix of 40.
QUESTION_LETTERS = 81
ANSWER_LETTERS = 40
# Columns of counts: of "does not concern me" (or of responses themselves), and of levels 1 to 5.
LEVEL_COUNTS = tuple(f"n{level}" for level in (NOT_APPLICABLE, *LEVELS))


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
    """What one person answered, at a place and on a day; never when, how or by whom.

    `levels` are of five; `answers` has all else that is counted, as tokens in a list for each
    question. Words and answers about the person lie apart.
    """

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
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Visit(Base):
    """What one person came for, detached from what they answered."""

    __tablename__ = "visit"
    __table_args__ = (Index(None, "authority_id", "half_month_on"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    half_month_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(String(ANSWER_LETTERS))
    procedure_id: Mapped[int | None] = mapped_column(ForeignKey("procedure.id"))


class Profile(Base):
    """One answer one person gave about themselves, detached from all else they answered.

    Each answer is a row of its own: sex, age and work together may be one person of a village.
    """

    __tablename__ = "profile"
    __table_args__ = (Index(None, "authority_id", "half_month_on"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    half_month_on: Mapped[date]
    question: Mapped[str] = mapped_column(String(QUESTION_LETTERS))
    answer: Mapped[str] = mapped_column(String(ANSWER_LETTERS))


class Comment(Base):
    """One text one person wrote below a question, detached from all else they answered.

    `tags` are ids of the house's own words for what it is about. They lie in the row and not
    beside it, because a row is lifted and written anew with every batch of its half month.
    """

    __tablename__ = "comment"
    __table_args__ = (Index(None, "authority_id", "half_month_on"), WITHOUT_ORDER)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, default=random_id)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    half_month_on: Mapped[date]
    question: Mapped[str] = mapped_column(String(QUESTION_LETTERS))
    text: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")


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
    question: Mapped[str] = mapped_column(String(QUESTION_LETTERS), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    n: Mapped[int]


class HalfTally(Base):
    """The same counts by half months, of which every period is made: what periods are read from.

    Its key is in the order in which a period is looked up; all levels of a question are one row.
    """

    __tablename__ = "half_tally"
    __table_args__ = (
        CheckConstraint(" AND ".join(f"{n} >= 0" for n in LEVEL_COUNTS), name="n_not_negative"),
        WITHOUT_ORDER,
    )

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    half_month_on: Mapped[date] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(QUESTION_LETTERS), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(12), primary_key=True)
    flag: Mapped[str] = mapped_column(String(20), primary_key=True)
    n0: Mapped[int]
    n1: Mapped[int]
    n2: Mapped[int]
    n3: Mapped[int]
    n4: Mapped[int]
    n5: Mapped[int]


class AnswerTally(Base):
    """How many responses of a place and day gave an answer other than one of five levels.

    Answer `*` counts those who answered the question at all. A number is its own answer, so that
    sum and spread can be made of the counts.
    """

    __tablename__ = "answer_tally"
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
    question: Mapped[str] = mapped_column(String(QUESTION_LETTERS), primary_key=True)
    answer: Mapped[str] = mapped_column(String(ANSWER_LETTERS), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    n: Mapped[int]

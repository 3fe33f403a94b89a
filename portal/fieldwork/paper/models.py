"""Tables of paper: batches, sheets while they are typed, the rule and the errors of typing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.fieldwork.paper.kinds import Channel, SheetState


class PaperBatch(Base):
    """Sheets printed together; numbers run on within a survey, so one number is one sheet.

    `service_point_id` is the place printed on them, None if it is left to be written by hand.
    """

    __tablename__ = "paper_batch"
    __table_args__ = (
        Unique("survey_id", "number"),
        CheckConstraint("first_number <= last_number", name="first_before_last"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    first_number: Mapped[int]
    last_number: Mapped[int]
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_point.id"))
    language: Mapped[str] = mapped_column(String(12))
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    printed_on: Mapped[date]


class PaperSheet(Base):
    """A sheet that is being typed; once done only its number is left, and that it was entered.

    `first_sealed` and `second_sealed` are what each person typed, sealed with a key outside the
    database; they go the moment the answers are handed in.
    """

    __tablename__ = "paper_sheet"
    __table_args__ = (
        Unique("survey_id", "number"),
        CheckConstraint("second_by_id <> first_by_id", name="second_by_another"),
        CheckConstraint("(state = 'done') = (first_sealed IS NULL)", name="sealed_until_done"),
        CheckConstraint("(state = 'differs') = (second_sealed IS NOT NULL)", name="two_differ"),
        CheckConstraint("(state = 'done') = (given_on IS NULL)", name="forgotten_when_done"),
        Index(None, "authority_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    state: Mapped[SheetState] = mapped_column(String(8))
    channel: Mapped[Channel | None] = mapped_column(String(12))
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_point.id"))
    given_on: Mapped[date | None]
    entered_on: Mapped[date | None]
    first_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    first_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    second_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class PaperRule(Base):
    """Of how many sheets of a survey one is typed twice, and why not all; no row means all."""

    __tablename__ = "paper_rule"
    __table_args__ = (
        CheckConstraint("one_in >= 1", name="one_in_positive"),
        CheckConstraint("one_in = 1 OR reason <> ''", name="fewer_has_reason"),
    )

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    one_in: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PaperAccuracy(Base):
    """How often a field of a survey was typed twice, and how often the two differed."""

    __tablename__ = "paper_accuracy"
    __table_args__ = (CheckConstraint("differed <= compared", name="differed_of_compared"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(100), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    compared: Mapped[int]
    differed: Mapped[int]

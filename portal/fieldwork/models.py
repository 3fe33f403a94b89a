"""Tables of the field: the questionnaires as they were asked, and the surveys that ask them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.fieldwork.kinds import Scope, ServedSource, SurveyKind, SurveyState

BUILT_IN = text("authority_id IS NULL")


class Questionnaire(Base):
    """The text of one version of an instrument; once here it never changes.

    `authority_id` is None for a built-in one. `digest` is the SHA-256 of `toml`; the text names
    its code and version, so one owner never has the same text twice.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (
        Unique("authority_id", "code", "version"),
        # NULL equals nothing in a unique constraint, so built-in ones need an index of their own.
        Index(
            "uq_questionnaire_builtin",
            "code",
            "version",
            unique=True,
            sqlite_where=BUILT_IN,
            postgresql_where=BUILT_IN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id"))
    code: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    toml: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Survey(Base):
    """A questionnaire asked at places of an authority, once a second person has approved it.

    Open from `opens_at` up to but not at `closes_at`; None means until further notice. `unit_id`
    is the unit it is asked in, or the one that owns the chosen points. `languages` are codes with
    blanks between them. `version` counts the changes of the draft. The people are None where the
    command line founded the commune.
    """

    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint("approved_by_id <> created_by_id", name="approved_by_another"),
        CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved_once"),
        CheckConstraint("scope <> 'unit' OR unit_id IS NOT NULL", name="unit_named"),
        CheckConstraint("scope <> 'authority' OR unit_id IS NULL", name="whole_without_unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[SurveyKind] = mapped_column(String(10))
    scope: Mapped[Scope] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    languages: Mapped[str] = mapped_column(String(60))
    co_organiser: Mapped[str] = mapped_column(String(200), default="")
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[SurveyState] = mapped_column(String(10), default=SurveyState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(String(1000), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SurveyPoint(Base):
    """A service point that a survey of chosen points is asked at."""

    __tablename__ = "survey_point"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))


class Served(Base):
    """How many people a counter served from a day up to and including a day, and who says so."""

    __tablename__ = "served"
    __table_args__ = (
        CheckConstraint("n >= 0", name="n_not_negative"),
        CheckConstraint("from_on <= to_on", name="from_before_to"),
    )

    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"), primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    to_on: Mapped[date] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    n: Mapped[int]
    source: Mapped[ServedSource] = mapped_column(String(10), server_default=ServedSource.ENTERED)


class Incident(Base):
    """What went wrong on a day at one counter or everywhere: read beside a bad figure.

    Hours are local and written "09:30", both or neither.
    """

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("from_time < to_time", name="from_before_to"),
        Index(None, "authority_id", "on_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    on_day: Mapped[date]
    from_time: Mapped[str | None] = mapped_column(String(5))
    to_time: Mapped[str | None] = mapped_column(String(5))
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_point.id"))
    words: Mapped[str] = mapped_column(String(300))
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)

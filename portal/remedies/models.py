"""Tables of remedial plans; what happened to them is only ever added to, never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime
from portal.remedies.kinds import MeasureState, Occasion, StepKind

WHOLE_COMMUNE = text("unit_id IS NULL")


class RemedyPlan(Base):
    """A plan and what it answers to; `document_no` is the number of the paper that found it."""

    __tablename__ = "remedy_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    occasion: Mapped[Occasion] = mapped_column(String(10))
    occasion_on: Mapped[date]
    document_no: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RemedyFinding(Base):
    """What was found wrong, and why it is so."""

    __tablename__ = "remedy_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("remedy_plan.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)


class RemedyFigure(Base):
    """A figure behind a finding as it stood when it was put there; never one that is hidden.

    `code` is that of its definition. A share is `was_part` of `was_of`; a count has no `was_of`.
    `unit_id` None is the whole commune. The period is named by its key: a period may be removed.
    """

    __tablename__ = "remedy_figure"
    __table_args__ = (
        Unique("finding_id", "period_key", "code", "unit_id"),
        # NULL equals nothing in a unique constraint, so the whole commune needs its own index.
        Index(
            "uq_remedy_figure_whole",
            "finding_id",
            "period_key",
            "code",
            unique=True,
            sqlite_where=WHOLE_COMMUNE,
            postgresql_where=WHOLE_COMMUNE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    finding_id: Mapped[int] = mapped_column(ForeignKey("remedy_finding.id"))
    period_key: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(30))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    was_part: Mapped[int]
    was_of: Mapped[int | None]
    linked_on: Mapped[date]


class RemedyCase(Base):
    """A case behind a finding; read only by those who may see the case."""

    __tablename__ = "remedy_case"

    finding_id: Mapped[int] = mapped_column(ForeignKey("remedy_finding.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))


class RemedyMeasure(Base):
    """What is done about a finding, by whom and until when.

    `staff_id` None leaves it to the head of the unit. `moves` counts how often the date was moved
    in this `round`; a re-check that finds no effect begins the next round with a new date.
    """

    __tablename__ = "remedy_measure"
    __table_args__ = (
        CheckConstraint("rechecked_by_id <> done_by_id", name="rechecked_by_another"),
        CheckConstraint("rechecked_by_id <> staff_id", name="rechecked_by_no_owner"),
        CheckConstraint(
            "(state IN ('done', 'effective')) = (done_at IS NOT NULL)", name="done_once"
        ),
        CheckConstraint(
            "(state = 'effective') = (rechecked_at IS NOT NULL)", name="effective_once"
        ),
        Index(None, "authority_id", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    finding_id: Mapped[int] = mapped_column(ForeignKey("remedy_finding.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    due_on: Mapped[date]
    state: Mapped[MeasureState] = mapped_column(String(10), default=MeasureState.PLANNED)
    moves: Mapped[int] = mapped_column(default=0)
    round: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rechecked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    rechecked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)


class RemedyStep(Base):
    """One thing that happened to a plan, or to a measure of it: who, when, in which words.

    `words` of a change are what was said before it. `data` holds the figures a re-check saw.
    """

    __tablename__ = "remedy_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("remedy_plan.id"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("remedy_measure.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[StepKind] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text, default="")
    was_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

"""The table of files whose answers were taken over, sealed while a person still looks at them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class AnswerFile(Base):
    """One file by its keyed digest, so that none is counted twice.

    `sealed` holds the file until its answers are taken over; then the survey they went to stands
    in its place.
    """

    __tablename__ = "answer_file"
    __table_args__ = (
        Unique("authority_id", "digest"),
        CheckConstraint("(sealed IS NULL) = (survey_id IS NOT NULL)", name="sealed_until_taken"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_point.id"))
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    brought_on: Mapped[date]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"))

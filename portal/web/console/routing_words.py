"""Rules of routing in words: what a rule asks of a case, and by what it fits one."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.cases.routing.matching import Conditions, Fit
from portal.offices.models import Procedure, ServicePoint
from portal.web.console.words import SUBJECTS


def fit_reasons(session: Session, fit: Fit) -> list[str]:
    """Return by what a rule fits a case: only words that the story has are quoted."""
    asked = fit.rule.conditions
    narrowed = Conditions(
        asked.subject, asked.service_point_id, asked.procedure_id, asked.field, fit.words
    )
    return list(asks(session, narrowed))


def asks(session: Session, asked: Conditions) -> Iterator[str]:
    """Yield what a rule asks of a case, one sentence each; places and procedures by name."""
    if asked.subject is not None:
        yield _("it is about %(subject)s", subject=str(SUBJECTS[asked.subject]).lower())
    if asked.service_point_id is not None:
        point = session.get_one(ServicePoint, asked.service_point_id)
        yield _("it was sent from %(place)s", place=point.name)
    if asked.procedure_id is not None:
        procedure = session.get_one(Procedure, asked.procedure_id)
        yield _("it is about the procedure %(procedure)s", procedure=procedure.name)
    if asked.field:
        yield _("its procedure is of the field %(field)s", field=asked.field)
    if asked.words:
        yield _("it mentions %(words)s", words=", ".join(f"“{word}”" for word in asked.words))

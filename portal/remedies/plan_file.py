"""Everything a plan shows, read at once: page, print view and paper are made of this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.cases.models import Case
from portal.remedies import store
from portal.remedies.figures import Bookshelf, ThenAndNow
from portal.remedies.kinds import MeasureState
from portal.remedies.models import RemedyFinding, RemedyPlan
from portal.remedies.steps_store import StepLine, steps_of_plan
from portal.remedies.store import MeasureLine


@dataclass(frozen=True)
class ShownFigure:
    """A figure behind a finding, then and now; `unit` None is the whole commune."""

    id: int
    code: str
    unit: str | None
    compared: ThenAndNow


@dataclass(frozen=True)
class FindingFile:
    """A finding with what stands behind it and what is done about it."""

    finding: RemedyFinding
    figures: Sequence[ShownFigure]
    cases: Sequence[Case]
    measures: Sequence[MeasureLine]


@dataclass(frozen=True)
class PlanFile:
    """A plan, its findings, and what happened to it, the oldest first."""

    plan: RemedyPlan
    findings: Sequence[FindingFile]
    steps: Sequence[StepLine]

    @property
    def measures(self) -> list[MeasureLine]:
        return [line for found in self.findings for line in found.measures]

    @property
    def effective(self) -> int:
        return sum(line.measure.state == MeasureState.EFFECTIVE for line in self.measures)


def open_plan(session: Session, viewer: Viewer, plan_id: int, today: date) -> PlanFile:
    """Return a plan of the viewer's authority, or raise `NotFoundError`.

    Cases are among it as far as the viewer may see them.
    """
    plan = store.of(session, RemedyPlan, viewer.authority_id, plan_id)
    figures = shown_figures(session, viewer.authority_id, plan_id, today)
    cases = store.cases_of(session, viewer, plan_id)
    measures: dict[int, list[MeasureLine]] = {}
    for line in store.measures_of_plan(session, plan):
        measures.setdefault(line.finding.id, []).append(line)
    findings = [
        FindingFile(one, figures.get(one.id, ()), cases.get(one.id, ()), measures.get(one.id, ()))
        for one in store.findings_of(session, plan)
    ]
    return PlanFile(plan, findings, steps_of_plan(session, plan_id))


def shown_figures(
    session: Session, authority_id: int, plan_id: int, today: date
) -> Mapping[int, Sequence[ShownFigure]]:
    """Return the figures behind each finding of a plan; a period is read once for all of them."""
    shelf = Bookshelf(session, authority_id, today)
    found: dict[int, list[ShownFigure]] = {}
    for figure, unit in store.figures_of(session, plan_id):
        shown = ShownFigure(figure.id, figure.code, unit, shelf.compared(figure))
        found.setdefault(figure.finding_id, []).append(shown)
    return found

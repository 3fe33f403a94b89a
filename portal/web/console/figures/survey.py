"""Each survey of a period for itself: its levels and all its other answers."""

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from portal.offices.permissions import May
from portal.ratings.breakdown.store import surveys_asked
from portal.ratings.breakdown.surveys import Days, SurveyResults, survey_results
from portal.reports.store import kept_of
from portal.reports.targets.judging import Judged, judge
from portal.reports.targets.kinds import TargetMethod
from portal.reports.targets.store import in_force
from portal.web.console.figures.answers_view import answer_rows
from portal.web.console.figures.questions_view import FactorRow, criterion_rows
from portal.web.console.figures.reading import Picked, picked
from portal.web.console.figures.targets_view import target_lines
from portal.web.console.results_view import period_links
from portal.web.i18n import lang
from portal.web.result_rows import group_row
from portal.web.security import staff_may
from portal.web.session import database, signed_in

bp = Blueprint("survey_results", __name__)


@bp.get("/console/ket-qua/phieu")
@staff_may(May.SEE_RESULTS)
def index() -> str:
    """List the surveys asked in a period."""
    authority_id = signed_in().authority_id
    with database().reading() as session:
        chosen = picked(session, authority_id, request.args.get("ky"))
        found = surveys_asked(session, authority_id, *chosen.days)
    return render_template(
        "console/results_surveys.html",
        picked=chosen,
        links=period_links(chosen.choice),
        surveys=found,
        may=signed_in().may,
    )


@bp.get("/console/ket-qua/phieu/<int:survey_id>")
@staff_may(May.SEE_RESULTS)
def show(survey_id: int) -> str:
    authority_id = signed_in().authority_id
    with database().reading() as session:
        chosen = picked(session, authority_id, request.args.get("ky"))
        days = Days(*chosen.days, chosen.period.is_final, _kept(session, chosen.row.id))
        found = survey_results(session, authority_id, survey_id, days)
        targets = in_force(session, authority_id, chosen.period.to_on)
    judged = [judge(one, found.total.overall, _method(found)) for one in targets]
    return _page(chosen, found, [one for one in judged if one.target.unit_id is None])


def _kept(session: Session, period_id: int) -> int | None:
    """Return how many ratings a closed period kept; None if hidden, or not closed."""
    data = kept_of(session, [period_id]).get(period_id)
    responses = data["ratings"]["total"]["responses"] if data else None
    return int(responses) if responses is not None else None


def _method(found: SurveyResults) -> TargetMethod:
    return TargetMethod.SAMPLE if found.is_sample else TargetMethod.WALK_UP


def _page(chosen: Picked, found: SurveyResults, judged: list[Judged]) -> str:
    language = found.instrument.language_for(lang())
    return render_template(
        "console/results_survey.html",
        picked=chosen,
        links=period_links(chosen.choice),
        found=found,
        title=found.instrument.title(language),
        total=group_row(found.survey.title, found.total),
        targets=target_lines(judged) if found.is_sample else [],
        units=[group_row(unit.name, unit) for unit in found.units],
        factors=[FactorRow(one.factor.text(language), one) for one in found.factors],
        criteria=criterion_rows(found.instrument, found.total),
        answers=answer_rows(found.answers, found.instrument),
        people=answer_rows(found.people, found.instrument),
        may=signed_in().may,
    )

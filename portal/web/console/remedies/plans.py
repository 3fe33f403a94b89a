"""Remedial plans: the list, one plan, its head, its print view and its official paper."""

import io
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.remedies import store
from portal.remedies.kinds import Occasion
from portal.remedies.labels import OCCASIONS
from portal.remedies.models import RemedyPlan
from portal.remedies.papers.paper import PlanPaper, write_plan
from portal.remedies.plan_file import PlanFile, open_plan
from portal.remedies.planning import PlanDraft, change_plan, make_plan
from portal.reports.labels import period_name
from portal.reports.periods import period
from portal.web.console.remedies.forms import ChangePlanForm, PlanForm
from portal.web.console.remedies.keeping import blueprint, kept
from portal.web.console.remedies.view import Desk, figure_rows, measure_views, step_views
from portal.web.console.viewing import viewer
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.translate import say

bp = blueprint("remedies")
Answer = Response | tuple[str, int]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/console/khac-phuc")
@staff_may(May.SEE_REMEDIES)
def index() -> str:
    today = local_day(request_now())
    with database().reading() as session:
        found = store.plan_lines(session, signed_in().authority_id, today)
    occasions = {one.value: say(lang(), words) for one, words in OCCASIONS.items()}
    return render_template(
        "console/remedies/index.html", plans=found, occasions=occasions, may=signed_in().may
    )


@bp.get("/console/khac-phuc/<int:plan_id>")
@staff_may(May.SEE_REMEDIES)
def show(plan_id: int) -> str:
    return _page("console/remedies/plan.html", plan_id)


@bp.get("/console/khac-phuc/<int:plan_id>/in")
@staff_may(May.SEE_REMEDIES)
def printed(plan_id: int) -> str:
    return _page("console/remedies/print.html", plan_id)


@bp.get("/console/khac-phuc/<int:plan_id>/ke-hoach.docx")
@staff_may(May.SEE_REMEDIES)
def paper(plan_id: int) -> Response:
    """Return the plan in official form, a draft to be checked and signed."""
    now, file = request_now(), io.BytesIO()
    with database().reading() as session:
        found = open_plan(session, viewer(), plan_id, local_day(now))
        authority = authority_by_id(session, signed_in().authority_id)
    write_plan(PlanPaper(found, authority, lang(), now), file)
    file.seek(0)
    name = f"{authority.slug}_ke-hoach-khac-phuc_{plan_id}.docx"
    answer = send_file(file, mimetype=WORD, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/console/khac-phuc/moi", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def add() -> Answer:
    form = PlanForm().offer()
    plan = kept(form, lambda s: make_plan(s, viewer(), _draft(form), now=request_now()))
    if plan is not None:
        flash(_("The plan is begun. Write down what was found."), "success")
        return redirect(url_for("remedies.show", plan_id=plan.id), code=303)
    if request.method == "GET":
        with database().reading() as session:
            _begin(session, form)
    return _form(form, None)


@bp.route("/console/khac-phuc/<int:plan_id>/sua", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def edit(plan_id: int) -> Answer:
    with database().reading() as session:
        plan = store.of(session, RemedyPlan, signed_in().authority_id, plan_id)
    form = ChangePlanForm(obj=plan).offer()

    def step(session: Session) -> RemedyPlan:
        seen = form.version.data
        return change_plan(session, viewer(), plan_id, seen, _draft(form), now=request_now())

    if kept(form, step):
        flash(_("The change is kept."), "success")
        return redirect(url_for("remedies.show", plan_id=plan_id), code=303)
    return _form(form, plan_id)


def _page(template: str, plan_id: int) -> str:
    now = request_now()
    with database().reading() as session:
        file = open_plan(session, viewer(), plan_id, local_day(now))
        desk = Desk.of(session, signed_in().authority_id, local_day(now))
    return render_template(
        template,
        plan=file.plan,
        occasion=say(lang(), OCCASIONS[Occasion(file.plan.occasion)]),
        findings=_findings(file, desk),
        steps=step_views(file.steps, names_measure=True),
        counts=(len(file.measures), file.effective),
        may=signed_in().may,
        printed_at=now,
    )


def _findings(file: PlanFile, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "id": found.finding.id,
            "words": found.finding.words,
            "cause": found.finding.cause,
            "figures": figure_rows(found.figures),
            "cases": [case.reference for case in found.cases],
            "measures": measure_views(found.measures, desk),
        }
        for found in file.findings
    ]


def _form(form: PlanForm, plan_id: int | None) -> tuple[str, int]:
    html = render_template("console/remedies/plan_form.html", form=form, plan_id=plan_id)
    return html, 422 if form.errors else 200


def _draft(form: PlanForm) -> PlanDraft:
    return PlanDraft(
        form.title.data, form.occasion.data, form.occasion_on.data, form.document_no.data
    )


def _begin(session: Session, form: PlanForm) -> None:
    """Fill in what the page of results has handed over: the period that was read there."""
    key = request.args.get("ky")
    if key is None:
        form.occasion_on.data = local_day(request_now())
        return
    row = period(session, signed_in().authority_id, key)
    form.occasion.data = Occasion.PERIOD
    form.occasion_on.data = min(row.cutoff_on, local_day(request_now()))
    name = period_name(row.key, row.name, lang())
    form.title.data = _("What %(period)s showed", period=name)

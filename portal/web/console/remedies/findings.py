"""Findings of a plan: written down, reworded, with figures and cases behind them."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.offices.permissions import May
from portal.offices.store import units_of
from portal.remedies import store
from portal.remedies.figures import Bookshelf
from portal.remedies.linking import (
    FigureLink,
    link_case,
    link_figure,
    unlink_case,
    unlink_figure,
)
from portal.remedies.models import RemedyCase, RemedyFigure, RemedyFinding, RemedyPlan
from portal.remedies.planning import (
    FindingDraft,
    add_finding,
    change_finding,
    remove_finding,
)
from portal.web.console.remedies.forms import CaseForm, ChangeFindingForm, FigureForm, FindingForm
from portal.web.console.remedies.keeping import blueprint, kept
from portal.web.console.viewing import viewer
from portal.web.forms import StaffForm
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = blueprint("remedy_findings")
Answer = Response | tuple[str, int]
FINDING = "/console/khac-phuc/phat-hien/<int:finding_id>"


@bp.route("/console/khac-phuc/<int:plan_id>/phat-hien", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def add(plan_id: int) -> Answer:
    with database().reading() as session:
        store.of(session, RemedyPlan, signed_in().authority_id, plan_id)
    form = FindingForm()

    def step(session: Session) -> RemedyFinding:
        return add_finding(session, viewer(), plan_id, _draft(form), now=request_now())

    if kept(form, step):
        flash(_("The finding is written down. Now say what is done about it."), "success")
        return _to_plan(plan_id)
    return _form(form, plan_id, _("Write down a finding"))


@bp.route(f"{FINDING}/sua", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def edit(finding_id: int) -> Answer:
    finding = _finding(finding_id)
    form = ChangeFindingForm(obj=finding)

    def step(session: Session) -> RemedyFinding:
        seen = form.version.data
        return change_finding(session, viewer(), finding_id, seen, _draft(form), now=request_now())

    if kept(form, step):
        flash(_("The change is kept."), "success")
        return _to_plan(finding.plan_id)
    return _form(form, finding.plan_id, _("Reword the finding"))


@bp.post(f"{FINDING}/bo")
@staff_may(May.PLAN_REMEDIES)
def remove(finding_id: int) -> Response:
    with database().writing() as session:
        plan_id = remove_finding(session, viewer(), finding_id, now=request_now())
    flash(_("The finding is removed."), "success")
    return _to_plan(plan_id)


@bp.route(f"{FINDING}/so-lieu", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def add_figure(finding_id: int) -> Answer:
    finding, form = _finding(finding_id), FigureForm()
    with database().reading() as session:
        shelf = Bookshelf(session, signed_in().authority_id, local_day(request_now()))
        form.offer(shelf, units_of(session, signed_in().authority_id))

    def step(session: Session) -> RemedyFigure:
        unit_id = row_id(form.unit.data) if form.unit.data else None
        link = FigureLink(form.period.data, form.code.data, unit_id)
        return link_figure(session, viewer(), finding_id, link, now=request_now())

    if kept(form, step):
        return _to_plan(finding.plan_id)
    return _form(form, finding.plan_id, _("Put a figure behind the finding"), finding.words)


@bp.post(f"{FINDING}/so-lieu/<int:figure_id>/bo")
@staff_may(May.PLAN_REMEDIES)
def remove_figure(finding_id: int, figure_id: int) -> Response:
    with database().writing() as session:
        plan_id = unlink_figure(session, viewer(), finding_id, figure_id, now=request_now())
    return _to_plan(plan_id)


@bp.route(f"{FINDING}/vu-viec", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def add_case(finding_id: int) -> Answer:
    finding, form = _finding(finding_id), CaseForm()

    def step(session: Session) -> RemedyCase:
        return link_case(session, viewer(), finding_id, form.reference.data, now=request_now())

    if kept(form, step):
        return _to_plan(finding.plan_id)
    return _form(form, finding.plan_id, _("Put a case behind the finding"), finding.words)


@bp.post(f"{FINDING}/vu-viec/<reference>/bo")
@staff_may(May.PLAN_REMEDIES)
def remove_case(finding_id: int, reference: str) -> Response:
    with database().writing() as session:
        plan_id = unlink_case(session, viewer(), finding_id, reference, now=request_now())
    return _to_plan(plan_id)


def _draft(form: FindingForm) -> FindingDraft:
    return FindingDraft(form.words.data, form.cause.data)


def _finding(finding_id: int) -> RemedyFinding:
    with database().reading() as session:
        return store.of(session, RemedyFinding, signed_in().authority_id, finding_id)


def _to_plan(plan_id: int) -> Response:
    return redirect(url_for("remedies.show", plan_id=plan_id), code=303)


def _form(form: StaffForm, plan_id: int, title: str, about: str = "") -> tuple[str, int]:
    html = render_template(
        "console/remedies/form.html",
        form=form,
        title=title,
        about=about,
        back=url_for("remedies.show", plan_id=plan_id),
        button=_("Keep"),
    )
    return html, 422 if form.errors else 200

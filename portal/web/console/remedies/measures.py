"""Measures: the register with its files, and setting one."""

import tempfile

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.offices.permissions import May
from portal.remedies import store
from portal.remedies.kinds import Listing
from portal.remedies.models import RemedyFinding, RemedyMeasure
from portal.remedies.plan_file import shown_figures
from portal.remedies.planning import MeasureDraft, add_measure
from portal.remedies.rules import move_rule
from portal.remedies.steps_store import steps_of_measure
from portal.web.console.remedies.forms import MeasureForm
from portal.web.console.remedies.keeping import blueprint, kept, warn_of_rest_day
from portal.web.console.remedies.view import (
    Desk,
    doors,
    figure_rows,
    measure_view,
    measure_views,
    step_views,
)
from portal.web.console.remedies.words import LISTINGS
from portal.web.console.viewing import viewer
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = blueprint("remedy_measures")
Answer = Response | tuple[str, int]


@bp.get("/console/khac-phuc/bien-phap")
@staff_may(May.SEE_REMEDIES)
def index() -> str:
    """List measures: those under way, one's own, the late ones, or others by a link."""
    today, who = local_day(request_now()), viewer()
    chosen = _listing()
    with database().reading() as session:
        counts = store.count_measures(session, who, today, list(LISTINGS))
        condition = store.listed(chosen, who, today)
        lines = store.measure_lines(session, who.authority_id, condition)
        desk = Desk.of(session, who.authority_id, today)
    tabs = [(LISTINGS[one], one.value, one == chosen, n) for one, n in counts.items()]
    return render_template(
        "console/remedies/measures.html", measures=measure_views(lines, desk), tabs=tabs
    )


@bp.get("/console/khac-phuc/bien-phap.<ending>")
@staff_may(May.SEE_REMEDIES)
def register(ending: str) -> Response:
    """Return every measure as XLSX or CSV."""
    from portal.remedies.papers.files import (  # noqa: PLC0415 pandas is slow to load for every other page
        ENDINGS,
        write_register,
    )

    if ending not in ENDINGS:
        raise NotFound
    today, who = local_day(request_now()), viewer()
    with database().reading() as session:
        condition = store.listed(Listing.ALL, who, today)
        lines = store.measure_lines(session, who.authority_id, condition)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it once it is sent
    write_register(file, lines, ending, today, lang())
    file.seek(0)
    name = f"bien-phap-khac-phuc_{today}.{ending}"
    answer = send_file(file, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/console/khac-phuc/bien-phap/<int:measure_id>")
@staff_may(May.SEE_REMEDIES)
def show(measure_id: int) -> str:
    today, who = local_day(request_now()), viewer()
    with database().reading() as session:
        line = store.measure_line(session, who.authority_id, measure_id)
        figures = shown_figures(session, who.authority_id, line.plan.id, today)
        desk = Desk.of(session, who.authority_id, today)
        steps = steps_of_measure(session, measure_id)
    return render_template(
        "console/remedies/measure.html",
        measure=measure_view(line, desk),
        cause=line.finding.cause,
        figures=figure_rows(figures.get(line.finding.id, ())),
        doors=doors(who, line),
        steps=step_views(steps, names_measure=False),
        rule=(move_rule().times, move_rule().source(lang())),
    )


@bp.route("/console/khac-phuc/phat-hien/<int:finding_id>/bien-phap", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def add(finding_id: int) -> Answer:
    form = MeasureForm()
    with database().reading() as session:
        finding = store.of(session, RemedyFinding, signed_in().authority_id, finding_id)
        form.offer(session, signed_in().authority_id)

    def step(session: Session) -> RemedyMeasure:
        draft = MeasureDraft(form.words.data, *form.owner, form.due_on.data)
        measure = add_measure(session, viewer(), finding_id, draft, now=request_now())
        warn_of_rest_day(session, measure.due_on)
        return measure

    if kept(form, step):
        flash(_("The measure is set."), "success")
        return redirect(url_for("remedies.show", plan_id=finding.plan_id), code=303)
    html = render_template(
        "console/remedies/form.html",
        form=form,
        title=_("Set a measure"),
        about=finding.words,
        back=url_for("remedies.show", plan_id=finding.plan_id),
        button=_("Set the measure"),
    )
    return html, 422 if form.errors else 200


def _listing() -> Listing:
    asked = request.args.get("xem", "")
    return Listing(asked) if asked in set(Listing) else Listing.OPEN

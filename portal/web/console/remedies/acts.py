"""What is done to one measure, each by a page of its own with one form."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.offices.permissions import May
from portal.remedies import store
from portal.remedies.doing import Hand, finish, hand_over, move, note
from portal.remedies.models import RemedyMeasure
from portal.remedies.plan_file import shown_figures
from portal.remedies.rechecking import Judgement, recheck
from portal.web.console.remedies.forms import (
    FinishForm,
    HandForm,
    MoveForm,
    NoteForm,
    RecheckForm,
    SeenForm,
)
from portal.web.console.remedies.keeping import blueprint, kept, warn_of_rest_day
from portal.web.console.remedies.view import Desk, figure_rows, measure_view
from portal.web.console.viewing import viewer
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = blueprint("remedy_acts")
Answer = Response | tuple[str, int]
Step = Callable[[Session, Hand], RemedyMeasure]
MEASURE = "/console/khac-phuc/bien-phap/<int:measure_id>"


@dataclass(frozen=True)
class ActPage:
    """The words of one act."""

    title: LazyString
    button: LazyString
    done: LazyString


NOTE = ActPage(_l("Say how it goes"), _l("Keep"), _l("It is noted."))
FINISH = ActPage(
    _l("Report it done"),
    _l("Report it done"),
    _l("Reported. Somebody else looks whether it helped."),
)
MOVE = ActPage(
    _l("Set another day"), _l("Set the day"), _l("The new day is set; the old one is kept.")
)
HAND = ActPage(_l("Let somebody else answer"), _l("Give it to them"), _l("They answer for it now."))
RECHECK = ActPage(
    _l("Look whether it helped"), _l("Keep the judgement"), _l("The judgement is kept.")
)


@bp.route(f"{MEASURE}/tien-do", methods=["GET", "POST"])
@staff_may(May.SEE_REMEDIES)
def note_measure(measure_id: int) -> Answer:
    form = NoteForm()
    return _work(
        measure_id, NOTE, form, lambda s, h: note(s, h, form.words.data, now=request_now())
    )


@bp.route(f"{MEASURE}/xong", methods=["GET", "POST"])
@staff_may(May.SEE_REMEDIES)
def finish_measure(measure_id: int) -> Answer:
    form = FinishForm()
    return _work(
        measure_id, FINISH, form, lambda s, h: finish(s, h, form.words.data, now=request_now())
    )


@bp.route(f"{MEASURE}/doi-ngay", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def move_measure(measure_id: int) -> Answer:
    form = MoveForm()

    def step(session: Session, hand: Hand) -> RemedyMeasure:
        moved = move(session, hand, form.due_on.data, form.reason.data, now=request_now())
        warn_of_rest_day(session, form.due_on.data)
        return moved

    return _work(measure_id, MOVE, form, step)


@bp.route(f"{MEASURE}/ban-giao", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def hand_measure_over(measure_id: int) -> Answer:
    form = HandForm()
    with database().reading() as session:
        form.offer(session, signed_in().authority_id)
    return _work(
        measure_id,
        HAND,
        form,
        lambda s, h: hand_over(s, h, form.owner, form.reason.data, now=request_now()),
    )


@bp.route(f"{MEASURE}/kiem-tra-lai", methods=["GET", "POST"])
@staff_may(May.PLAN_REMEDIES)
def recheck_measure(measure_id: int) -> Answer:
    form = RecheckForm().offer()

    def step(session: Session, hand: Hand) -> RemedyMeasure:
        found = Judgement(form.outcome.data == "yes", form.words.data, form.due_on.data)
        judged = recheck(session, hand, found, now=request_now())
        if not found.is_effective:
            warn_of_rest_day(session, form.due_on.data)
        return judged

    return _work(measure_id, RECHECK, form, step)


def _work(measure_id: int, page: ActPage, form: SeenForm, step: Step) -> Answer:
    """Do the act, or show its form beside the measure and the figures behind it."""
    if kept(form, lambda s: step(s, Hand(viewer(), measure_id, form.version.data))):
        flash(str(page.done), "success")
        return redirect(url_for("remedy_measures.show", measure_id=measure_id), code=303)
    return _page(measure_id, page, form), 422 if form.errors else 200


def _page(measure_id: int, page: ActPage, form: SeenForm) -> str:
    today, authority_id = local_day(request_now()), signed_in().authority_id
    with database().reading() as session:
        line = store.measure_line(session, authority_id, measure_id)
        figures = shown_figures(session, authority_id, line.plan.id, today)
        desk = Desk.of(session, authority_id, today)
    measure = measure_view(line, desk)
    if not form.is_submitted():
        form.version.data = measure.version
    rows = figure_rows(figures.get(line.finding.id, ()))
    return render_template(
        "console/remedies/act.html", page=page, form=form, measure=measure, figures=rows
    )

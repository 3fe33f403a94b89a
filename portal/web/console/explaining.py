"""Giải trình: asked for by the desk, written by the unit concerned, both on paper if wanted."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.calendar.store import load_calendar
from portal.cases.handling.store import assignable_units
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action
from portal.cases.lanes.explaining import (
    Explanation,
    ask_explanation,
    asked_of,
    explain,
    explanation_of,
)
from portal.cases.lanes.store import cases_to_explain
from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, DomainError, NotFoundError
from portal.offices.permissions import May
from portal.web.console.case_view import case_view
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, load_file, open_desk, work
from portal.web.console.kept import keep_typing
from portal.web.console.lane_forms import AskExplanationForm, ExplainForm
from portal.web.console.viewing import viewer
from portal.web.deadlines import Chip, Span, chip, rule_sentence
from portal.web.errors import status_of
from portal.web.i18n import lang
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("explaining", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

MOST_LISTED = 200
ASK = ActPage(
    Action.ASK_EXPLANATION,
    title=_l("Ask the unit concerned to explain"),
    button=_l("Ask to explain"),
    done=_l("The unit has been asked. The answer can be written once it has explained."),
    intro=_l(
        "An answer about an administrative act waits until the unit that acted has explained it "
        "in writing."
    ),
)
DONE = _l("The explanation is in the case. Thank you.")


@dataclass(frozen=True)
class Asked:
    """One request to explain, as its unit sees it."""

    explanation: Explanation
    url: str
    due: Chip | None
    rule: str


@bp.route(f"{CASE}/ask-explanation", methods=BOTH)
@staff_may(May.SEE_CASES)
def ask(reference: str) -> Answer:
    """Ask a unit; the desk and the leaders may do so."""
    desk, form = open_desk(ASK, reference), AskExplanationForm()
    with database().reading() as session:
        form.offer(assignable_units(session, signed_in().authority_id))
    return work(
        desk,
        form,
        lambda s, turn: ask_explanation(
            s, turn, form.unit_id.data, form.request.data, now=request_now()
        ),
    )


@bp.get("/console/giai-trinh")
@staff_may(May.HANDLE)
def index() -> str:
    """List what this person’s unit is asked to explain."""
    with database().reading() as session:
        cases = cases_to_explain(session, viewer(), MOST_LISTED)
        found = [(case, explanation_of(session, case)) for case in cases]
        lines = [_asked(session, one) for _case, one in found if one]
    return render_template("console/explanations.html", lines=lines)


@bp.route("/console/giai-trinh/<reference>", methods=BOTH)
@staff_may(May.HANDLE)
def write(reference: str) -> Response | tuple[str, int]:
    """Show what is asked, and take the explanation."""
    form = ExplainForm()
    with database().reading() as session:
        case_id, found = asked_of(session, viewer(), reference)
        asked = _asked(session, found)
    if request.method == "GET":
        form.version.data = found.version
        return _page(asked, form, 200)
    if found.explained_on or not form.validate():
        return _page(asked, form, 409 if found.explained_on else 422)
    turn = Turn(viewer(), case_id, form.version.data)
    try:
        with database().writing() as session:
            explain(session, turn, form.words.data, now=request_now())
    except ChangedMeanwhileError as error:
        form.form_errors.append(sentence(error))
        form.version.raw_data = [str(found.version)]
        return _page(asked, form, 409)
    except NotFoundError:
        raise
    except DomainError as error:
        form.form_errors.append(sentence(error))
        return _page(asked, form, status_of(error))
    flash(str(DONE), "success")
    return redirect(url_for(".write", reference=reference), code=303)


@bp.get("/console/giai-trinh/<reference>/print")
@staff_may(May.HANDLE)
def slip(reference: str) -> str:
    """Show request and explanation on paper, for the unit that was asked."""
    with database().reading() as session:
        _case_id, found = asked_of(session, viewer(), reference)
        asked = _asked(session, found)
    return render_template("console/explanation_slip.html", asked=asked, back=asked.url)


@bp.get(f"{CASE}/explanation")
@staff_may(May.SEE_CASES)
def printed(reference: str) -> str:
    """Show request and explanation on paper, for whoever has the case."""
    file = load_file(reference)
    if file.letter.explanation is None:
        raise NotFoundError(reference=reference)
    with database().reading() as session:
        asked = _asked(session, file.letter.explanation)
    view = case_view(file, local_day(request_now()))
    return render_template("console/explanation_slip.html", asked=asked, back=view.url)


def _asked(session: Session, found: Explanation) -> Asked:
    calendar = load_calendar(session, signed_in().authority_id)
    due = None
    if found.due_on:
        span = Span(found.asked_on, found.due_on, found.explained_on)
        due = chip(calendar, span, local_day(request_now()), lang())
    rule = rule_sentence(found.term.rule, lang()) if found.term else ""
    return Asked(found, url_for("explaining.write", reference=found.reference), due, rule)


def _page(asked: Asked, form: ExplainForm, status: int) -> tuple[str, int]:
    words: LazyString = _l("Explain to the desk")
    return render_template("console/explain.html", asked=asked, form=form, title=words), status

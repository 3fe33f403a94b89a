"""Handing over all open work: chosen, looked at, and moved in one action."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectChoice, SelectField, SubmitField

from portal.cases.handling.store import assignable_units, officers
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.passing.handing_over import Holder, hand_over, open_work, print_of
from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.offices.permissions import May
from portal.web.case_words import STATES
from portal.web.console.desk import BOTH
from portal.web.console.messages import fault
from portal.web.console.viewing import viewer
from portal.web.forms import StaffForm
from portal.web.i18n import short_date
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("handing_over", __name__)

ROOT = "/console/ban-giao-viec"


class HandOverForm(StaffForm):
    """Whose work, and who gets it."""

    source = SelectField(_l("Work of"))
    target = SelectField(_l("Goes to"))
    seen = HiddenField()
    confirm = SubmitField(_l("Hand all of it over"))


@dataclass(frozen=True)
class Line:
    """One case that would be handed over."""

    reference: str
    state: str
    due: str


@bp.route(ROOT, methods=BOTH)
@staff_may(May.ASSIGN)
def index() -> Response | tuple[str, int]:
    """Show what would move; it moves when exactly that is confirmed."""
    with database().reading() as session:
        form, holders = _form(session)
        if request.method == "GET" or not form.validate():
            return _page(form, None, 422 if form.errors else 200)
        source, target = holders[form.source.data], holders[form.target.data]
        cases = open_work(session, viewer(), source)
        lines, seen = [_line(case) for case in cases], print_of(cases)
    if source == target:
        form.target.errors = [fault("target", "itself")]
        return _page(form, None, 422)
    if form.confirm.data and form.seen.data == seen and lines:
        return _moved(form, source, target, lines)
    form.seen.data = seen
    return _page(form, lines, 200)


def _moved(
    form: HandOverForm, source: Holder, target: Holder, lines: Sequence[Line]
) -> Response | tuple[str, int]:
    try:
        with database().writing() as session:
            moved = hand_over(
                session, viewer(), source, target, form.seen.data or "", now=request_now()
            )
    except InvalidInputError as error:
        form.target.errors = [fault("target", error.fields["target"])]
        return _page(form, lines, 422)
    except ChangedMeanwhileError as error:
        form.form_errors.append(sentence(error))
        return _page(form, None, 409)
    flash(ngettext("%(num)d case handed over.", "%(num)d cases handed over.", moved), "success")
    return redirect(url_for(".index"), code=303)


def _form(session: Session) -> tuple[HandOverForm, dict[str, Holder]]:
    """Return the form with every unit, each followed by its officers."""
    units = assignable_units(session, signed_in().authority_id)
    people = officers(session, signed_in().authority_id)
    holders: dict[str, Holder] = {}
    choices = []
    for unit in units:
        own = [
            (one.display_name, Holder(unit.id, one.id)) for one in people if one.unit_id == unit.id
        ]
        for name, holder in [("", Holder(unit.id)), *own]:
            holders[holder.code] = holder
            label = f"{unit.name} – {name}" if name else unit.name
            choices.append(SelectChoice(value=holder.code, label=label))
    form = HandOverForm()
    form.source.choices = form.target.choices = choices
    return form, holders


def _line(case: Case) -> Line:
    due = short_date(case.due_on) if case.due_on else ""
    return Line(case.reference, str(STATES[State(case.state)]), due)


def _page(form: HandOverForm, lines: Sequence[Line] | None, status: int) -> tuple[str, int]:
    return render_template("console/hands/handing_over.html", form=form, lines=lines), status

"""Targets: those set, those of others that can be adopted, and the form for one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal.clock import local_day
from portal.errors import ConstraintError, InvalidInputError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.offices.store import units_of
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.targets.models import LONGEST_SOURCE, Target
from portal.reports.targets.proposals import proposals
from portal.reports.targets.setting import Goal, set_target, take_back, target_of
from portal.reports.targets.store import targets_of
from portal.web.figure_words import METHODS, OBJECTS
from portal.web.forms import StaffForm, WholeNumber, tidy
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("targets", __name__)
WHOLE = 0
"""Stands for the whole commune among the units of the form."""
FAULTS: dict[str, LazyString] = {
    "out_of_range": _l("Write a whole number from 1 to 100."),
    "source": _l("Name the decision or plan of your own commune: number, day, who issued it."),
    "far_away": _l("This day is too long ago or too far ahead."),
}


class TargetForm(StaffForm):
    """What a target says and where it comes from."""

    object = SelectField(
        _l("With what people are to be satisfied"),
        choices=[SelectChoice(value=one.value, label=words) for one, words in OBJECTS.items()],
    )
    unit_id = SelectField(_l("Beside whose figure it is read"), coerce=int)
    method = SelectField(
        _l("How the figure is measured"),
        choices=[SelectChoice(value=one.value, label=words) for one, words in METHODS.items()],
    )
    percent = WholeNumber(_l("At least so many of 100"), validators=[InputRequired()])
    source = StringField(
        _l("Own decision or plan"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_SOURCE)],
    )
    valid_from = DateField(_l("Valid from"), validators=[InputRequired()])


@bp.get("/console/ket-qua/muc-tieu")
@staff_may(May.SEE_RESULTS)
def index() -> str:
    with database().reading() as session:
        found = targets_of(session, signed_in().authority_id)
    offered = [(number, one, say(lang(), one.seen)) for number, one in enumerate(proposals())]
    return render_template(
        "console/targets.html",
        targets=found,
        offered=offered,
        objects={one.value: words for one, words in OBJECTS.items()},
        methods={one.value: words for one, words in METHODS.items()},
        may=signed_in().may,
    )


@bp.route("/console/ket-qua/muc-tieu/moi", methods=["GET", "POST"])
@staff_may(May.SET_TARGETS)
def add() -> Response | tuple[str, int]:
    """Set a target; one that is adopted brings its numbers and never its source."""
    form = _offered(TargetForm(data=_adopted()))
    if form.validate_on_submit() and _is_set(form, None):
        return redirect(url_for("targets.index"), code=303)
    return _page(form, None)


@bp.route("/console/ket-qua/muc-tieu/<int:target_id>", methods=["GET", "POST"])
@staff_may(May.SET_TARGETS)
def edit(target_id: int) -> Response | tuple[str, int]:
    with database().reading() as session:
        target = target_of(session, signed_in().authority_id, target_id)
    form = _offered(TargetForm(data=_values(target)))
    if form.validate_on_submit() and _is_set(form, target_id):
        return redirect(url_for("targets.index"), code=303)
    return _page(form, target_id)


@bp.post("/console/ket-qua/muc-tieu/<int:target_id>/bo")
@staff_may(May.SET_TARGETS)
def remove(target_id: int) -> Response:
    with database().writing() as session:
        take_back(session, _actor(), target_id, now=request_now())
    flash(_("The target is taken back."), "success")
    return redirect(url_for("targets.index"), code=303)


def _adopted() -> dict[str, object]:
    """Return what a proposal brings, if the address names one."""
    number = request.args.get("mau", "")
    values: dict[str, object] = {"valid_from": local_day(request_now()), "unit_id": WHOLE}
    if number.isdecimal() and len(number) < 4 and int(number) < len(proposals()):
        one = proposals()[int(number)]
        values |= {"object": one.object, "percent": one.percent, "method": one.method}
    return values


def _values(target: Target) -> dict[str, object]:
    names = ("object", "method", "percent", "source", "valid_from")
    return {**{name: getattr(target, name) for name in names}, "unit_id": target.unit_id or WHOLE}


def _offered(form: TargetForm) -> TargetForm:
    with database().reading() as session:
        units = units_of(session, signed_in().authority_id, only_active=True)
        form.unit_id.choices = [
            SelectChoice(value=WHOLE, label=_("The whole commune")),
            *(SelectChoice(value=unit.id, label=unit.name) for unit in units),
        ]
    return form


def _is_set(form: TargetForm, target_id: int | None) -> bool:
    try:
        with database().writing() as session:
            _set(session, form, target_id)
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return False
    except ConstraintError:
        form.valid_from.errors = [_("There is already a target for this from the same day.")]
        return False
    flash(_("The target is set."), "success")
    return True


def _set(session: Session, form: TargetForm, target_id: int | None) -> None:
    goal = Goal(
        object=TargetObject(form.object.data),
        unit_id=form.unit_id.data or None,
        method=TargetMethod(form.method.data),
        percent=form.percent.data,
        source=form.source.data,
        valid_from=form.valid_from.data,
    )
    set_target(session, _actor(), goal, target_id=target_id, now=request_now())


def _page(form: TargetForm, target_id: int | None) -> tuple[str, int]:
    page = render_template("console/target.html", form=form, target_id=target_id)
    return page, 422 if form.errors else 200


def _actor() -> Actor:
    return Actor(signed_in().authority_id, signed_in().id)

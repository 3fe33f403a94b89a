"""Figures entered by hand: one person enters them with their document, another checks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.errors import InvalidInputError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.reports import periods
from portal.reports.byhand import store
from portal.reports.byhand.entering import (
    LONGEST_DOCUMENT,
    Source,
    check,
    enter,
    refuse,
    started_on,
)
from portal.reports.byhand.figures import FIGURES, HandDefinition
from portal.reports.byhand.kinds import Group, HandState
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.web.forms import StaffForm, WholeNumber, tidy
from portal.web.i18n import lang
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("by_hand", __name__)
GROUPS: Mapping[Group, LazyString] = {
    Group.FILES: _l("Procedure files (II.06a, 766)"),
    Group.NINE: _l("Nine indices"),
    Group.PETITIONS: _l("Petitions before the portal"),
    Group.RATINGS: _l("Ratings before the portal"),
}
FAULTS: Mapping[str, LazyString] = {
    "required": _l("This field is required."),
    "nothing_entered": _l("Enter at least one figure."),
    "in_the_future": _l("This day has not come yet."),
    "out_of_range": _l("This number is too small or too large."),
    "more_than_answers": _l("More people cannot be satisfied than answered."),
    "counted_here": _l("The portal counts this itself in this period."),
}


@dataclass(frozen=True)
class Row:
    """A figure as it was entered; `is_own` entries wait for somebody else."""

    id: int
    name: str
    value: int
    document: str
    document_on: Any
    entered_by: str
    checked_by: str
    state: HandState
    is_own: bool


class SourceForm(StaffForm):
    """The document a figure is taken from; the figures of a group are added to it."""

    document = StringField(
        _l("Number of the document"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_DOCUMENT)],
    )
    document_on = DateField(_l("Day of the document"), validators=[InputRequired()])


@bp.route("/console/ky-bao-cao/nhap-tay/<key>", methods=["GET", "POST"])
@staff_may(May.EXPORT)
def index(key: str) -> Response | tuple[str, int]:
    with database().reading() as session:
        row = periods.period(session, signed_in().authority_id, key)
        groups = _groups(session, row)
    chosen = next((one for one in groups if one == request.args.get("nhom")), groups[0])
    form = _form_of(chosen)()
    if form.validate_on_submit() and _is_entered(form, key, chosen):
        return redirect(url_for("by_hand.index", key=key, nhom=chosen), code=303)
    return _page(row, form, groups, chosen)


@bp.post("/console/ky-bao-cao/nhap-tay/<key>/kiem-tra")
@staff_may(May.EXPORT)
def judge(key: str) -> Response:
    """Put entries of somebody else in force, or refuse them."""
    ids = request.form.getlist("figure", type=row_id)
    if not ids:
        flash(_("Tick what you have compared with the document."), "error")
        return redirect(url_for("by_hand.index", key=key), code=303)
    is_refused = request.form.get("decision") == "refuse"
    with database().writing() as session:
        (refuse if is_refused else check)(session, _actor(), key, ids, now=request_now())
    words = _("Refused. Somebody enters them anew.") if is_refused else _("Checked and in force.")
    flash(words, "success")
    return redirect(url_for("by_hand.index", key=key), code=303)


def _groups(session: Session, row: Period) -> list[Group]:
    """Return what can be entered for a period: what the portal counts only before it began."""
    is_before = row.from_on < started_on(session, row.authority_id)
    return [group for group in GROUPS if is_before or not group.is_counted_here]


def _form_of(group: Group) -> type[SourceForm]:
    fields = {
        one.code: WholeNumber(
            say(lang(), one.name), validators=[Optional(), NumberRange(0, one.largest)]
        )
        for one in _of(group)
    }
    return type("FiguresForm", (SourceForm,), fields)


def _of(group: Group) -> list[HandDefinition]:
    return [one for one in FIGURES.values() if one.group is group]


def _is_entered(form: Any, key: str, group: Group) -> bool:
    found = {one.code: form[one.code].data for one in _of(group)}
    values = {code: value for code, value in found.items() if value is not None}
    source = Source(form.document.data, form.document_on.data)
    try:
        with database().writing() as session:
            entered = enter(session, _actor(), key, values, source, now=request_now())
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return False
    words = ngettext(
        "%(num)d figure entered. Somebody else has to check it.",
        "%(num)d figures entered. Somebody else has to check them.",
        entered,
    )
    flash(words, "success")
    return True


def _page(row: Period, form: Any, groups: list[Group], chosen: Group) -> tuple[str, int]:
    with database().reading() as session:
        rows = [_row(one) for one in store.rows_of(session, row.authority_id, [row.key])]
        began = started_on(session, row.authority_id)
    html = render_template(
        "console/by_hand.html",
        form=form,
        fields=[form[one.code] for one in _of(chosen)],
        key=row.key,
        name=period_name(row.key, row.name, lang()),
        groups=[(one.value, GROUPS[one]) for one in groups],
        chosen=chosen.value,
        began=began if row.from_on < began else None,
        waiting=[one for one in rows if one.state == HandState.WAITING],
        others=[one for one in rows if one.state != HandState.WAITING],
    )
    return html, 422 if form.errors else 200


def _row(found: store.HandRow) -> Row:
    one = found.figure
    return Row(
        one.id,
        say(lang(), FIGURES[one.figure].name),
        one.value,
        one.document,
        one.document_on,
        found.entered_by,
        found.checked_by or "",
        one.state,
        one.entered_by_id == signed_in().id,
    )


def _actor() -> Actor:
    return Actor(signed_in().authority_id, signed_in().id)

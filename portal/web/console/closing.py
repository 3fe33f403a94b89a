"""Closing a period by hand, and putting an erratum beside its figures."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.errors import InvalidInputError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.reports import periods, store
from portal.reports.closing import close
from portal.reports.correcting import Correction, correct, correctable
from portal.reports.definitions import DEFINITIONS
from portal.reports.errors import PeriodNotFoundError
from portal.reports.keeping import closed_of
from portal.reports.labels import period_name
from portal.web.closed_view import closed_view
from portal.web.forms import StaffForm, tidy
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("closing", __name__)
LONGEST_REASON = 500
FAULTS: Mapping[str, LazyString] = {
    "required": _l("Say in a sentence what was wrong."),
    "hidden": _l("This figure is not shown, so nothing of it can be corrected."),
    "out_of_range": _l("This number is too small or too large."),
    "same": _l("That is what it says already."),
    "too_small_a_change": _l(
        "A change by so few people could give one of them away: nobody may learn what a few said. "
        "Leave the figure as it is."
    ),
}


class ErratumForm(StaffForm):
    """What a figure should have been, and why it was not."""

    figure = SelectField(_l("Which figure"))
    is_now = IntegerField(_l("What is right"), validators=[InputRequired()])
    reason = TextAreaField(
        _l("Why it was wrong"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_REASON)],
    )


@bp.post("/console/ky-bao-cao/chot/<key>")
@staff_may(May.CLOSE_PERIODS)
def close_period(key: str) -> Response:
    """Move what still waits, and keep the figures for good."""
    is_kept = close(database(), config().keys, _actor(), key, now=request_now())
    words = _("The period is closed. Its figures no longer change.")
    flash(words if is_kept else _("This period was closed already."), "success")
    return redirect(url_for("results.index", ky=key), code=303)


@bp.route("/console/ky-bao-cao/dinh-chinh/<key>", methods=["GET", "POST"])
@staff_may(May.CLOSE_PERIODS)
def erratum(key: str) -> Response | tuple[str, int]:
    form = ErratumForm()
    with database().reading() as session:
        name, closed = _offer(session, form, key)
    if form.validate_on_submit() and _is_corrected(form, key):
        return redirect(url_for("results.index", ky=key), code=303)
    page = render_template("console/erratum.html", form=form, key=key, name=name, closed=closed)
    return page, 422 if form.errors else 200


def _offer(session: Session, form: ErratumForm, key: str) -> tuple[str, object]:
    authority_id = signed_in().authority_id
    row = periods.period(session, authority_id, key)
    snapshot = store.snapshot_of(session, authority_id, key)
    if snapshot is None:
        raise PeriodNotFoundError(key=key)
    form.figure.choices = [
        SelectChoice(value=code, label=f"{say(lang(), DEFINITIONS[code].name)} ({value})")
        for code, value in correctable(snapshot.data).items()
    ]
    name = period_name(row.key, row.name, lang())
    return name, closed_view(closed_of(session, snapshot))


def _is_corrected(form: ErratumForm, key: str) -> bool:
    correction = Correction(form.figure.data, form.is_now.data, form.reason.data)
    try:
        with database().writing() as session:
            correct(session, _actor(), key, correction, now=request_now())
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return False
    flash(_("The erratum stands beside the figures now."), "success")
    return True


def _actor() -> Actor:
    return Actor(signed_in().authority_id, signed_in().id)

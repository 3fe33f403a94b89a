"""Writing beside numbers: the chairperson's comment, a unit's reply about its counter."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField, TextAreaField

from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.permissions import May
from portal.offices.store import point_of, units_of
from portal.reports.definitions import DEFINITIONS
from portal.reports.voices.beside import notes_beside, replies_beside
from portal.reports.voices.writing import (
    LONGEST,
    OF_A_UNIT,
    OF_THE_WHOLE,
    Counter,
    Place,
    note,
    reply,
)
from portal.web.console.figures.reading import picked
from portal.web.forms import GraphemeLimit, StaffForm, tidy
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.web.voices_view import saying, sayings
from portal.words.translate import say

bp = Blueprint("voices", __name__)
FAULTS: dict[str, LazyString] = {
    "too_long": _l("This is too long."),
    "same": _l("That is what it says already."),
    "empty": _l("Write something first."),
    "unknown": _l("Choose a figure."),
}


class ReplyForm(StaffForm):
    """Words beside a number; empty takes back what stands there."""

    words = TextAreaField(_l("Comment"), filters=[tidy], validators=[GraphemeLimit(LONGEST)])


class NoteForm(ReplyForm):
    """Words, and beside which figure of whom."""

    figure = SelectField(_l("Beside which figure"))


@bp.route("/console/ket-qua/nhan-xet", methods=["GET", "POST"])
@staff_may(May.NOTE_FIGURES)
def write_note() -> Response | tuple[str, int]:
    """Put a comment beside a figure of a period."""
    authority_id = signed_in().authority_id
    form = NoteForm(data={"figure": request.args.get("so", "satisfied_share")})
    with database().reading() as session:
        chosen = picked(session, authority_id, request.args.get("ky"))
        form.figure.choices = _figures(session, authority_id)
        notes = notes_beside(session, authority_id, chosen.row.id)
    if form.validate_on_submit() and _is_noted(form, chosen.period.key):
        return redirect(url_for("results.index", ky=chosen.period.key), code=303)
    said = sayings(notes)
    page = render_template("console/figure_note.html", form=form, picked=chosen, said=said)
    return page, 422 if form.errors else 200


@bp.route("/console/ket-qua/quay/<int:point_id>", methods=["GET", "POST"])
@staff_may(May.REPLY_FOR_COUNTERS)
def write_reply(point_id: int) -> Response | tuple[str, int]:
    """Reply to the figure of a counter of one's own unit."""
    staff, form = signed_in(), ReplyForm()
    with database().reading() as session:
        chosen = picked(session, staff.authority_id, request.args.get("ky"))
        point = point_of(session, staff.authority_id, point_id)
        replies = replies_beside(session, staff.authority_id, chosen.row.id)
    if point.unit_id != staff.unit_id:
        raise NotAllowedError(point=point_id)
    if form.validate_on_submit() and _is_replied(
        form, Counter(chosen.period.key, point_id, staff.unit_id)
    ):
        address = url_for("unit_results.show", unit_id=point.unit_id, ky=chosen.period.key)
        return redirect(address, code=303)
    said = saying(replies.get(point_id))
    page = render_template(
        "console/counter_reply.html", form=form, picked=chosen, point=point, said=said
    )
    return page, 422 if form.errors else 200


def _figures(session: Session, authority_id: int) -> list[SelectChoice]:
    """Return every figure that can be commented on: of the whole, then of each unit."""
    whole = [
        SelectChoice(value=code, label=say(lang(), DEFINITIONS[code].name)) for code in OF_THE_WHOLE
    ]
    units = [
        SelectChoice(
            value=f"{code}:{unit.id}", label=f"{unit.name}: {say(lang(), DEFINITIONS[code].name)}"
        )
        for unit in units_of(session, authority_id, only_active=True)
        for code in OF_A_UNIT
    ]
    return [*whole, *units]


def _is_noted(form: NoteForm, key: str) -> bool:
    figure, _colon, unit = form.figure.data.partition(":")
    place = Place(key, figure, int(unit) if unit else None)
    # The chairperson alone may, so that is the role in which it is said.
    speaker = Role.CHAIRPERSON
    try:
        with database().writing() as session:
            note(session, _actor(), speaker, place, form.words.data, now=request_now())
    except InvalidInputError as error:
        return _is_refused(form, error)
    flash(_("The comment stands beside the figure, here and on the public page."), "success")
    return True


def _is_replied(form: ReplyForm, counter: Counter) -> bool:
    try:
        with database().writing() as session:
            reply(session, _actor(), counter, form.words.data, now=request_now())
    except InvalidInputError as error:
        return _is_refused(form, error)
    flash(_("The reply stands beside the figure."), "success")
    return True


def _is_refused(form: StaffForm, error: InvalidInputError) -> bool:
    for name, fault in error.fields.items():
        form[name].errors = [FAULTS[fault]]
    return False


def _actor() -> Actor:
    return Actor(signed_in().authority_id, signed_in().id)

"""What a change of the calendar does to open cases: shown first, then moved by one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal.calendar.rules import RuleCode
from portal.cases.acts import Actor
from portal.cases.handling.moving import Move, Moves, move_all, preview
from portal.errors import ChangedMeanwhileError
from portal.offices.permissions import May
from portal.web.admin.pages import SAVED, done, show
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.calendar import day_phrase
from portal.words.translate import short_date, weekday_date

bp = Blueprint("calendar_moves", __name__)

WHAT: dict[str, LazyString] = {
    "classify_due_on": _l("Accept or not by"),
    "due_on": _l("Answer by"),
}


class MoveForm(StaffForm):
    """The version of the calendar that was shown, and whether earlier days are wanted, too."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    with_earlier = BooleanField(_l("Also move the days that would come earlier"))


@dataclass(frozen=True)
class Line:
    """One day of one case: its reference, what is owed, the old and the new day, and why."""

    reference: str
    what: LazyString
    old: str
    new: str
    because: str


@bp.route("/admin/calendar/moves", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def index() -> Response | tuple[str, int]:
    """Show what would move; nothing does until the button is pressed."""
    form, staff = MoveForm(), signed_in()
    if form.validate_on_submit():
        return _move(form)
    with database().reading() as session:
        moves = preview(session, staff.authority_id, request_now())
        form.version.data = moves.version
        return show("admin/calendar_moves.html", form, **_shown(moves))


def after_change(endpoint: str, **values: Any) -> Response:
    """Say that a change is saved; lead to the open cases it would move, if there are any."""
    with database().reading() as session:
        moves = preview(session, signed_in().authority_id, request_now())
    if moves.is_empty:
        return done(endpoint, **values)
    return done("calendar_moves.index", SAVED)


def _move(form: MoveForm) -> Response:
    staff = signed_in()
    actor = Actor(staff.id, staff.unit_id, staff.may)
    try:
        with database().writing() as session:
            moved = move_all(
                session,
                staff.authority_id,
                actor,
                form.version.data,
                with_earlier=form.with_earlier.data,
                now=request_now(),
            )
    except ChangedMeanwhileError:
        flash(_("Somebody was quicker. Nothing was moved; please look at the list again."), "error")
    else:
        words = ngettext("%(num)d case has a new day.", "%(num)d cases have a new day.", moved)
        flash(words if moved else _("Nothing had to be moved."), "success")
    return redirect(url_for("calendar_moves.index"), code=303)


def _shown(moves: Moves) -> dict[str, Any]:
    return {
        "version": moves.version,
        "later": _lines(moves.later),
        "earlier": _lines(moves.earlier),
        "past": _lines(moves.past),
    }


def _lines(moves: Sequence[Move]) -> list[Line]:
    return [
        Line(
            move.case.reference,
            WHAT[move.clock.name],
            _day(move.old),
            _day(move.new),
            _because(move),
        )
        for move in moves
    ]


def _day(day: date | None) -> str:
    return weekday_date(day, lang()) if day else str(_("No day promised"))


def _because(move: Move) -> str:
    """Name the days that count otherwise now; without any it is a year or a term."""
    if move.because:
        named = (
            f"{short_date(day, lang())}: {day_phrase(reason, lang())}"
            for day, reason in move.because
        )
        return "; ".join(named)
    if move.old is None:
        return str(_("The calendar of the year has been opened"))
    if move.clock.code == RuleCode.CLASSIFY:
        return str(_("The term to accept is another"))
    return str(_("The term to answer is another"))

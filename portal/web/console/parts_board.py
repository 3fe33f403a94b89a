"""The board of units that have sent their part of a report, and judging what they sent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.reports import periods
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.unitparts.asked import text_parts
from portal.reports.unitparts.board import BoardRow, Mark, board
from portal.reports.unitparts.judging import LONGEST_NOTE, accept, send_back
from portal.reports.unitparts.kinds import PartState
from portal.reports.unitparts.turns import Turn
from portal.web.console.unit_parts import MARKS
from portal.web.forms import StaffForm, tidy
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("parts_board", __name__)
SENT = frozenset({Mark.SENT, Mark.SENT_LATE, Mark.ACCEPTED})


class SeenForm(StaffForm):
    """Accepting: the version that was read."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class BackForm(SeenForm):
    """Returning: what is missing."""

    note = TextAreaField(
        _l("What has to be changed"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_NOTE)],
    )


@dataclass(frozen=True)
class Line:
    """A unit on the board."""

    unit_id: int
    unit: str
    words: LazyString
    tone: str
    writer: str
    sent_at: datetime | None
    reminded_on: date | None
    is_written: bool


@bp.get("/console/ky-bao-cao/don-vi/<key>")
@staff_may(May.EXPORT)
def index(key: str) -> str:
    with database().reading() as session:
        row, rows = _board(session, key)
    lines = [_line(one) for one in rows]
    sent = sum(one.mark in SENT for one in rows)
    return render_template("console/parts_board.html", lines=lines, sent=sent, **_about(row))


@bp.get("/console/ky-bao-cao/don-vi/<key>/<int:unit_id>")
@staff_may(May.EXPORT)
def show(key: str, unit_id: int) -> str:
    return _page(key, unit_id, BackForm(formdata=None))


@bp.post("/console/ky-bao-cao/don-vi/<key>/<int:unit_id>/nhan")
@staff_may(May.CLOSE_PERIODS)
def accept_part(key: str, unit_id: int) -> Response | tuple[str, int]:
    form = SeenForm()
    if not form.validate_on_submit():
        return _page(key, unit_id, BackForm(formdata=None)), 422
    with database().writing() as session:
        accept(session, _turn(key, unit_id, form), now=request_now())
    flash(_("Accepted: it goes into the report with the unit’s name."), "success")
    return redirect(url_for("parts_board.index", key=key), code=303)


@bp.post("/console/ky-bao-cao/don-vi/<key>/<int:unit_id>/tra-lai")
@staff_may(May.CLOSE_PERIODS)
def return_part(key: str, unit_id: int) -> Response | tuple[str, int]:
    form = BackForm()
    if not form.validate_on_submit():
        return _page(key, unit_id, form), 422
    with database().writing() as session:
        send_back(session, _turn(key, unit_id, form), form.note.data, now=request_now())
    flash(_("Sent back to the unit with your words."), "success")
    return redirect(url_for("parts_board.index", key=key), code=303)


def _board(session: Session, key: str) -> tuple[Period, list[BoardRow]]:
    row = periods.period(session, signed_in().authority_id, key)
    return row, board(session, row, local_day(request_now()))


def _page(key: str, unit_id: int, form: BackForm) -> str:
    """Return the part of one unit; a draft nobody has sent is the unit's own business."""
    with database().reading() as session:
        row, rows = _board(session, key)
    found = next((one for one in rows if one.unit_id == unit_id), None)
    if found is None or found.part is None or found.part.sent_at is None:
        raise NotFoundError(unit=unit_id)
    part = found.part
    asked = [(say(lang(), one.name), part.texts.get(one.code, "")) for one in text_parts()]
    is_sent = part.state in {PartState.SENT, PartState.ACCEPTED}
    return render_template(
        "console/part.html",
        line=_line(found),
        part=part,
        texts=[pair for pair in asked if pair[1]] if is_sent else [],
        form=form,
        may_judge=May.CLOSE_PERIODS in signed_in().may,
        **_about(row),
    )


def _turn(key: str, unit_id: int, form: SeenForm) -> Turn:
    staff = signed_in()
    return Turn(Actor(staff.authority_id, staff.id), unit_id, key, form.seen.data)


def _about(row: Period) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": period_name(row.key, row.name, lang()),
        "due_on": row.due_down_on,
    }


def _line(one: BoardRow) -> Line:
    words, tone = MARKS[one.mark]
    part = one.part
    return Line(
        one.unit_id,
        one.unit,
        words,
        tone,
        one.writer,
        part.sent_at if part else None,
        part.reminded_on if part else None,
        part is not None and part.sent_at is not None,
    )

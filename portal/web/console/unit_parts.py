"""A unit's part of a report: its periods, writing, sending, and the reminder of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.reports import periods
from portal.reports import store as periods_store
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.unitparts import store
from portal.reports.unitparts.asked import text_parts
from portal.reports.unitparts.board import Mark, mark
from portal.reports.unitparts.kinds import WITH_UNIT
from portal.reports.unitparts.models import UnitPart
from portal.reports.unitparts.turns import NOTHING_YET, Turn
from portal.reports.unitparts.writing import keep
from portal.web.forms import GraphemeLimit, StaffForm, tidy
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("unit_parts", __name__)
LATELY = timedelta(days=45)
FAULTS: Mapping[str, LazyString] = {
    "required": _l("This field is required."),
    "too_long": _l("This is too long."),
}
MARKS: Mapping[Mark, tuple[LazyString, str]] = {
    Mark.ACCEPTED: (_l("accepted"), "done"),
    Mark.SENT: (_l("sent"), "ok"),
    Mark.SENT_LATE: (_l("sent late"), "soon"),
    Mark.RETURNED: (_l("sent back"), "soon"),
    Mark.WAITING: (_l("not sent yet"), "waiting"),
    Mark.OVERDUE: (_l("overdue"), "late"),
}


class _VersionForm(StaffForm):
    """What every form about a part carries: the version its writer has read."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


def _text(code: str, limit: int, name: str) -> TextAreaField:
    return TextAreaField(_l(name), name=code, filters=[tidy], validators=[GraphemeLimit(limit)])


PartForm: type[_VersionForm] = type(
    "PartForm",
    (_VersionForm,),
    {one.code: _text(one.code, one.limit, one.name) for one in text_parts()},
)


@dataclass(frozen=True)
class Reminder:
    """A part that is owed: of which period, until when, and whether that day has passed."""

    name: str
    key: str
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class PartLine:
    """A period with where the unit's part of it stands."""

    name: str
    key: str
    due_on: date | None
    words: LazyString
    tone: str


@bp.get("/console/phan-bao-cao")
@staff_may(May.HANDLE)
def index() -> str:
    """List the periods that have begun, with the state of the own unit's part."""
    unit_id, today = _unit(), local_day(request_now())
    with database().reading() as session:
        is_asked = store.asks(session, signed_in().authority_id, unit_id)
        found = periods_store.periods_of(session, signed_in().authority_id) if is_asked else []
        parts = store.parts_of_unit(session, unit_id)
        rows = [row for row in found if row.id in parts or _may_be_owed(row, today)]
        lines = [_line(row, parts.get(row.id), today) for row in rows]
    return render_template("console/unit_parts.html", lines=lines)


@bp.route("/console/phan-bao-cao/<key>", methods=["GET", "POST"])
@staff_may(May.HANDLE)
def write(key: str) -> Response | tuple[str, int]:
    unit_id = _unit()
    with database().reading() as session:
        row = periods.period(session, signed_in().authority_id, key)
        if not store.asks(session, row.authority_id, unit_id):
            raise NotFoundError(unit=unit_id)
        part = store.part_of(session, row.id, unit_id)
    form: Any = PartForm(data=_as_kept(part))
    if not form.validate_on_submit():
        return _page(row, form, 422 if form.errors else 200)
    try:
        return _kept(form, unit_id, key)
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return _page(row, form, 422)
    except ChangedMeanwhileError:
        # What a colleague wrote stands beside what was typed; sent again, the latter replaces it.
        return _page(row, form, 409, is_changed=True)


def reminders(session: Session) -> list[Reminder]:
    """Return what the unit of who is signed in was reminded of."""
    staff, today = signed_in(), local_day(request_now())
    if May.HANDLE not in staff.may or staff.unit_id is None:
        return []
    return [
        Reminder(
            period_name(row.key, row.name, lang()),
            row.key,
            row.due_down_on,
            row.due_down_on is not None and row.due_down_on < today,
        )
        for row, _part in store.owed_by(session, staff.unit_id)
    ]


def _may_be_owed(row: Period, today: date) -> bool:
    """Say whether a unit may want to write: the period runs or ended lately, or has a date."""
    return row.from_on <= today and (row.due_down_on is not None or row.to_on >= today - LATELY)


def _unit() -> int:
    unit_id = signed_in().unit_id
    if unit_id is None:
        raise NotFoundError(unit=None)
    return unit_id


def _as_kept(part: UnitPart | None) -> dict[str, Any]:
    if part is None:
        return {"seen": NOTHING_YET}
    return {"seen": part.version, **part.texts}


def _kept(form: Any, unit_id: int, key: str) -> Response:
    staff, is_sent = signed_in(), request.form.get("act") == "send"
    turn = Turn(Actor(staff.authority_id, staff.id), unit_id, key, form.seen.data)
    texts = {one.code: form[one.code].data for one in text_parts()}
    with database().writing() as session:
        keep(session, turn, texts, is_sent=is_sent, now=request_now())
    words = _("Sent to the coordinator.") if is_sent else _("The draft is kept.")
    flash(words, "success")
    return redirect(url_for("unit_parts.write", key=key), code=303)


def _page(row: Period, form: Any, status: int, *, is_changed: bool = False) -> tuple[str, int]:
    with database().reading() as session:
        part = store.part_of(session, row.id, _unit())
        writer = store.name_of_writer(session, part) if part else ""
    words, tone = MARKS[mark(part, row.due_down_on, local_day(request_now()))]
    if is_changed:
        form.seen.raw_data, form.seen.data = None, part.version if part else NOTHING_YET
    html = render_template(
        "console/unit_part.html",
        form=form,
        fields=[(form[one.code], one.limit, one.needed) for one in text_parts()],
        key=row.key,
        name=period_name(row.key, row.name, lang()),
        due_on=row.due_down_on,
        part=part,
        writer=writer,
        words=words,
        tone=tone,
        is_open=part is None or part.state in WITH_UNIT,
        is_changed=is_changed,
    )
    return html, status


def _line(row: Period, part: UnitPart | None, today: date) -> PartLine:
    words, tone = MARKS[mark(part, row.due_down_on, today)]
    return PartLine(period_name(row.key, row.name, lang()), row.key, row.due_down_on, words, tone)

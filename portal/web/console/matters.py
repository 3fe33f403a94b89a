"""Matters for the chairperson alone: what people said of harassment and extra payment."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.ratings.signals import store
from portal.ratings.signals.matters import LONGEST_CONCLUSION, conclude
from portal.ratings.signals.models import MatterState
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from surveys.concern import Concern
from surveys.disclosure import in_steps, shown

bp = Blueprint("matters", __name__)
SUBJECTS: dict[Concern, LazyString] = {
    Concern.HARASSMENT: _l("People said that somebody at the office made things hard for them"),
    Concern.EXTRA_PAYMENT: _l("People said that somebody had to pay more than the fee"),
}


@dataclass(frozen=True)
class MatterLine:
    """One matter; `how_many` is in steps and `unit` empty where few people are of one unit."""

    id: int
    subject: LazyString
    unit: str
    how_many: str
    released_on: date
    due_on: date | None
    is_open: bool
    is_late: bool
    conclusion: str
    concluded_by: str
    concluded_at: datetime | None


class ConclusionForm(StaffForm):
    """What was found out."""

    conclusion = TextAreaField(
        _l("What was verified, and what you conclude"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_CONCLUSION)],
    )


@bp.get("/console/xac-minh")
@staff_may(May.CONCLUDE_MATTERS)
def index() -> str:
    with database().reading() as session:
        lines = _lines(session)
    return render_template(
        "console/matters.html",
        waiting=[line for line in lines if line.is_open],
        concluded=[line for line in lines if not line.is_open],
    )


@bp.route("/console/xac-minh/<int:matter_id>", methods=["GET", "POST"])
@staff_may(May.CONCLUDE_MATTERS)
def one(matter_id: int) -> Response | tuple[str, int]:
    form = ConclusionForm()
    if form.validate_on_submit():
        staff = signed_in()
        actor = Actor(staff.authority_id, staff.id)
        with database().writing() as session:
            conclude(session, actor, matter_id, form.conclusion.data, now=request_now())
        flash(_("The conclusion is kept."), "success")
        return redirect(url_for("matters.index"), code=303)
    with database().reading() as session:
        line = next((line for line in _lines(session) if line.id == matter_id), None)
    if line is None:
        raise NotFoundError(matter=matter_id)
    page = render_template("console/matter.html", form=form, line=line, limit=LONGEST_CONCLUSION)
    return page, 422 if form.errors else 200


def _lines(session: Session) -> list[MatterLine]:
    authority_id = signed_in().authority_id
    smallest = authority_by_id(session, authority_id).smallest_group
    today = local_day(request_now())
    return [_line(row, smallest, today) for row in store.matters_of(session, authority_id)]


def _line(row: store.ListedMatter, smallest_group: int, today: date) -> MatterLine:
    matter = row.matter
    is_open = matter.state == MatterState.OPEN
    return MatterLine(
        id=matter.id,
        subject=SUBJECTS[Concern(matter.subject)],
        unit=row.unit or "",
        how_many=_how_many(matter.n, smallest_group),
        released_on=matter.released_on,
        due_on=matter.due_on,
        is_open=is_open,
        is_late=is_open and matter.due_on is not None and matter.due_on < today,
        conclusion=matter.conclusion,
        concluded_by=row.concluded_by or "",
        concluded_at=matter.concluded_at,
    )


def _how_many(n: int, smallest_group: int) -> str:
    """Say a number in steps: exact ones of each week could be subtracted from other figures."""
    if not shown(n, smallest_group):
        return str(_("fewer than %(num)d people", num=smallest_group))
    return str(_("at least %(num)d people", num=in_steps(n, smallest_group)))

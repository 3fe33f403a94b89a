"""Away, and who stands in: named by oneself, or by whoever manages accounts."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField, SelectChoice, SelectField

from portal.clock import local_day
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.events import Actor
from portal.offices.lending import may_stand_in
from portal.offices.models import Staff
from portal.offices.permissions import May
from portal.offices.staff_store import staff_of_authority
from portal.offices.standing_in import Absence, end, listed, name_stand_in
from portal.web.console.desk import BOTH
from portal.web.console.forms import NEEDED
from portal.web.console.kept import keep_typing
from portal.web.console.messages import fault
from portal.web.forms import StaffForm
from portal.web.i18n import short_date
from portal.web.security import any_staff
from portal.web.session import database, request_now, signed_in

bp = Blueprint("standing_in", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

ROOT = "/console/vang-mat"
NAMED = _l("Written down. On these days the stand-in finds the work in their own lists.")


class AbsenceForm(StaffForm):
    """Who is away, who stands in, and when."""

    staff_id = SelectField(_l("Who is away"), coerce=int)
    stand_in_id = SelectField(
        _l("Who stands in"),
        coerce=int,
        description=_l("Somebody of the same role, or one above or below it in the same unit."),
    )
    from_on = DateField(_l("From"), validators=[NEEDED])
    to_on = DateField(_l("To, this day included"), validators=[NEEDED])

    def offer(self, session: Session) -> None:
        """Offer oneself and who may stand in; whoever manages accounts chooses among all."""
        staff = staff_of_authority(session, signed_in().authority_id)
        people = [one for one in staff if one.is_active]
        everybody = [_choice(one) for one in people]
        if _for_others():
            self.staff_id.choices = self.stand_in_id.choices = everybody
            return
        me = next(one for one in people if one.id == signed_in().id)
        self.staff_id.choices = [_choice(me)]
        self.stand_in_id.choices = [
            _choice(one)
            for one in people
            if one is not me and not may_stand_in(me.roles, me.unit_id, one.roles, one.unit_id)
        ]


@dataclass(frozen=True)
class Line:
    """One absence of the list."""

    id: int
    away: str
    stand_in: str
    days: str
    may_end: bool


@bp.route(ROOT, methods=BOTH)
@any_staff
def index() -> Response | tuple[str, int]:
    """List who is away, and name a stand-in."""
    with database().reading() as session:
        form = AbsenceForm(staff_id=signed_in().id)
        form.offer(session)
        lines = _lines(session)
    if request.method == "GET":
        return _page(form, lines, 200)
    if not form.validate() or not _is_named(form):
        return _page(form, lines, 422)
    flash(str(NAMED), "success")
    return redirect(url_for(".index"), code=303)


@bp.post(f"{ROOT}/<int:row_id>/end")
@any_staff
def back(row_id: int) -> Response:
    """End it: whoever is back, whoever stood in, or whoever manages accounts."""
    whose = None if _for_others() else signed_in().id
    with database().writing() as session:
        end(session, _actor(), row_id, whose, now=request_now())
    return redirect(url_for(".index"), code=303)


def _choice(one: Staff) -> SelectChoice:
    name = f"{one.display_name} – {one.unit.name}" if one.unit else one.display_name
    return SelectChoice(value=one.id, label=name)


def _is_named(form: AbsenceForm) -> bool:
    wanted = Absence(form.staff_id.data, form.stand_in_id.data, form.from_on.data, form.to_on.data)
    try:
        with database().writing() as session:
            name_stand_in(session, _actor(), wanted, now=request_now())
    except InvalidInputError as error:
        for name, code in error.fields.items():
            form[name].errors = [fault(name, code)]
        return False
    return True


def _lines(session: Session) -> list[Line]:
    authority_id = signed_in().authority_id
    names = {one.id: one.display_name for one in staff_of_authority(session, authority_id)}
    return [
        Line(
            id=row.id,
            away=names[row.staff_id],
            stand_in=names[row.stand_in_id],
            days=f"{short_date(row.from_on)} – {short_date(row.to_on)}",
            may_end=_for_others() or signed_in().id in {row.staff_id, row.stand_in_id},
        )
        for row in listed(session, authority_id, request_now())
    ]


def _page(form: AbsenceForm, lines: list[Line], status: int) -> tuple[str, int]:
    today = local_day(request_now())
    page = render_template("console/hands/standing_in.html", form=form, lines=lines, today=today)
    return page, status


def _for_others() -> bool:
    return May.MANAGE_STAFF in signed_in().may


def _actor() -> Actor:
    return Actor(signed_in().authority_id, signed_in().id)

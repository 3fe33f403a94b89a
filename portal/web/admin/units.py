"""Units: list, add, rename, say what kind they are, take them out of use."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length

from portal.offices import store
from portal.offices.kinds import UnitKind
from portal.offices.models import Unit
from portal.offices.permissions import May
from portal.offices.places import add_unit, change_unit, use
from portal.web.admin.messages import UNIT_KIND_NOTES, UNIT_KINDS
from portal.web.admin.pages import actor, attempt, done, is_saved, show
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("units", __name__)


class UnitForm(StaffForm):
    """A unit's name and kind."""

    name = StringField(
        _l("Name of the unit"), filters=[tidy], validators=[InputRequired(), Length(max=120)]
    )
    kind = RadioField(
        _l("Kind"),
        coerce=UnitKind,
        default=UnitKind.INTERNAL,
        choices=[SelectChoice(value=kind.value, label=name) for kind, name in UNIT_KINDS.items()],
    )


@bp.route("/admin/units", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def index() -> Response | tuple[str, int]:
    form = UnitForm()
    if form.validate_on_submit() and is_saved(form, lambda session: _added(session, form)):
        return done("units.index")
    with database().reading() as session:
        units = store.units_of(session, signed_in().authority_id)
        return show("admin/units.html", form, units=units, kinds=UNIT_KINDS, notes=UNIT_KIND_NOTES)


@bp.route("/admin/units/<int:unit_id>", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def edit(unit_id: int) -> Response | tuple[str, int]:
    with database().reading() as session:
        unit = store.owned(session, Unit, signed_in().authority_id, unit_id)
        title = unit.name
        form = UnitForm(name=unit.name, kind=UnitKind(unit.kind))
    if form.validate_on_submit() and is_saved(
        form, lambda session: _changed(session, unit_id, form)
    ):
        return done("units.index")
    return show("admin/unit.html", form, title=title, notes=UNIT_KIND_NOTES)


@bp.post("/admin/units/<int:unit_id>/close")
@staff_may(May.SET_UP)
def close(unit_id: int) -> Response:
    return attempt(lambda session: _used(session, unit_id, is_active=False), "units.index")


@bp.post("/admin/units/<int:unit_id>/reopen")
@staff_may(May.SET_UP)
def reopen(unit_id: int) -> Response:
    return attempt(lambda session: _used(session, unit_id, is_active=True), "units.index")


def _added(session: Session, form: UnitForm) -> Unit:
    return add_unit(session, actor(), form.name.data, form.kind.data, now=request_now())


def _changed(session: Session, unit_id: int, form: UnitForm) -> Unit:
    name, kind = form.name.data, form.kind.data
    return change_unit(session, actor(), unit_id, name, kind, now=request_now())


def _used(session: Session, unit_id: int, *, is_active: bool) -> Unit:
    return use(session, actor(), Unit, unit_id, is_active=is_active, now=request_now())

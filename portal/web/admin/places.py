"""Places where QR codes hang: list, add, rename, take out of use."""

from flask import Blueprint, redirect, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal.codes import grouped
from portal.offices import store
from portal.offices.models import ServicePoint
from portal.offices.permissions import May
from portal.offices.places import add_point, revoke_point
from portal.ratings.moving import change_point
from portal.web.admin.pages import actor, attempt, done, is_saved, show
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("places", __name__)


class PointForm(StaffForm):
    """The name of a place and whose it is."""

    name = StringField(
        _l("Name of the place"), filters=[tidy], validators=[InputRequired(), Length(max=120)]
    )
    unit = SelectField(_l("Unit that serves here"), coerce=int)

    def offer(self, session: Session, point: ServicePoint | None = None) -> "PointForm":
        """Offer the units in use, and the one this place belongs to already."""
        self.unit.choices = [
            SelectChoice(value=unit.id, label=unit.name)
            for unit in store.units_of(session, signed_in().authority_id)
            if unit.is_active or (point is not None and unit.id == point.unit_id)
        ]
        return self


@bp.get("/admin/")
@staff_may(May.READ_POSTERS)
def start() -> Response:
    return redirect(url_for("places.index"), code=303)


@bp.get("/admin/places")
@staff_may(May.READ_POSTERS)
def index() -> tuple[str, int]:
    with database().reading() as session:
        return _listed(session, PointForm().offer(session))


@bp.post("/admin/places/new")
@staff_may(May.SET_UP)
def add() -> Response | tuple[str, int]:
    with database().reading() as session:
        form = PointForm().offer(session)
    if form.validate() and is_saved(form, lambda session: _added(session, form)):
        return done("places.index")
    with database().reading() as session:
        return _listed(session, form)


@bp.route("/admin/places/<int:point_id>", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def edit(point_id: int) -> Response | tuple[str, int]:
    with database().reading() as session:
        point = store.point_of(session, signed_in().authority_id, point_id)
        form = PointForm(name=point.name, unit=point.unit_id).offer(session, point)
    if form.validate_on_submit() and is_saved(
        form, lambda session: _changed(session, point_id, form)
    ):
        return done("places.index")
    with database().reading() as session:
        point = store.point_of(session, signed_in().authority_id, point_id)
        return show("admin/place.html", form, point=point, address=address_of(point.code))


@bp.post("/admin/places/<int:point_id>/revoke")
@staff_may(May.SET_UP)
def revoke(point_id: int) -> Response:
    return attempt(lambda session: _revoked(session, point_id, is_revoked=True), "places.index")


@bp.post("/admin/places/<int:point_id>/restore")
@staff_may(May.SET_UP)
def restore(point_id: int) -> Response:
    return attempt(lambda session: _revoked(session, point_id, is_revoked=False), "places.index")


def address_of(code: str) -> str:
    """Return what the QR code of a place says; never built from the Host header."""
    return f"{config().public_url}/q/{code}"


def _listed(session: Session, form: PointForm) -> tuple[str, int]:
    staff = signed_in()
    points = store.points_of(session, staff.authority_id)
    return show(
        "admin/places.html",
        form,
        points=[(point, grouped(point.code, 4)) for point in points],
        is_any_active=any(point.revoked_at is None for point in points),
        may_set_up=May.SET_UP in staff.may,
    )


def _added(session: Session, form: PointForm) -> ServicePoint:
    return add_point(session, actor(), form.unit.data, form.name.data, now=request_now())


def _changed(session: Session, point_id: int, form: PointForm) -> ServicePoint:
    unit_id, name = form.unit.data, form.name.data
    return change_point(session, actor(), point_id, unit_id, name, now=request_now())


def _revoked(session: Session, point_id: int, *, is_revoked: bool) -> ServicePoint:
    return revoke_point(session, actor(), point_id, is_revoked=is_revoked, now=request_now())

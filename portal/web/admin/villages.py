"""Villages (thôn, buôn, tổ dân phố): list, add, rename, take out of the lists."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.offices import store
from portal.offices.models import Village
from portal.offices.permissions import May
from portal.offices.places import add_village, rename_village, use
from portal.web.admin.pages import actor, attempt, done, is_saved, show
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("villages", __name__)


class VillageForm(StaffForm):
    """A village's name."""

    name = StringField(
        _l("Name of the village"), filters=[tidy], validators=[InputRequired(), Length(max=80)]
    )


@bp.route("/admin/villages", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def index() -> Response | tuple[str, int]:
    form = VillageForm()
    if form.validate_on_submit() and is_saved(form, lambda session: _added(session, form)):
        return done("villages.index")
    with database().reading() as session:
        villages = store.villages_of(session, signed_in().authority_id)
        return show("admin/villages.html", form, villages=villages)


@bp.route("/admin/villages/<int:village_id>", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def edit(village_id: int) -> Response | tuple[str, int]:
    with database().reading() as session:
        title = store.owned(session, Village, signed_in().authority_id, village_id).name
    form = VillageForm(name=title)
    if form.validate_on_submit() and is_saved(
        form, lambda session: _renamed(session, village_id, form)
    ):
        return done("villages.index")
    return show("admin/village.html", form, title=title)


@bp.post("/admin/villages/<int:village_id>/close")
@staff_may(May.SET_UP)
def close(village_id: int) -> Response:
    return attempt(lambda session: _used(session, village_id, is_active=False), "villages.index")


@bp.post("/admin/villages/<int:village_id>/reopen")
@staff_may(May.SET_UP)
def reopen(village_id: int) -> Response:
    return attempt(lambda session: _used(session, village_id, is_active=True), "villages.index")


def _added(session: Session, form: VillageForm) -> Village:
    return add_village(session, actor(), form.name.data, now=request_now())


def _renamed(session: Session, village_id: int, form: VillageForm) -> Village:
    return rename_village(session, actor(), village_id, form.name.data, now=request_now())


def _used(session: Session, village_id: int, *, is_active: bool) -> Village:
    return use(session, actor(), Village, village_id, is_active=is_active, now=request_now())

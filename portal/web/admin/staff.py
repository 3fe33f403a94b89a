"""Staff: list, open an account, change unit and roles, hand out a one-time link, close."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.offices import staff_store, store
from portal.offices.kinds import Role
from portal.offices.links import LIVES_FOR, make_link
from portal.offices.models import Staff
from portal.offices.permissions import May
from portal.offices.staffing import Person, change, deactivate, hire, reactivate
from portal.web.admin.messages import ROLE_NOTES, ROLES
from portal.web.admin.pages import actor, attempt, done, is_saved, show
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("staff", __name__)

NO_UNIT = 0
HIRED = _l("The account is open. Now make a link with which its owner sets a password.")


class PersonForm(StaffForm):
    """What an administrator says about a colleague."""

    display_name = StringField(
        _l("Full name"), filters=[tidy], validators=[InputRequired(), Length(max=120)]
    )
    unit = SelectField(_l("Unit"), coerce=int)
    roles = SelectMultipleField(
        _l("Roles"),
        coerce=Role,
        choices=[SelectChoice(value=role.value, label=name) for role, name in ROLES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired()],
    )

    def offer(self, session: Session, staff: Staff | None = None) -> None:
        """Offer the units in use, and the one this person belongs to already."""
        self.unit.choices = [SelectChoice(value=NO_UNIT, label=_l("No unit"))] + [
            SelectChoice(value=unit.id, label=unit.name)
            for unit in store.units_of(session, signed_in().authority_id)
            if unit.is_active or (staff is not None and unit.id == staff.unit_id)
        ]

    @property
    def person(self) -> Person:
        unit_id = self.unit.data or None
        return Person(self.display_name.data, unit_id, frozenset(self.roles.data))


class HireForm(PersonForm):
    """A colleague who is new here."""

    username = StringField(_l("Username"), filters=[tidy], validators=[InputRequired()])


@bp.get("/admin/staff")
@staff_may(May.MANAGE_STAFF)
def index() -> tuple[str, int]:
    with database().reading() as session:
        people = staff_store.staff_of_authority(session, signed_in().authority_id)
        return show("admin/staff.html", people=people, role_names=ROLES)


@bp.route("/admin/staff/new", methods=["GET", "POST"])
@staff_may(May.MANAGE_STAFF)
def add() -> Response | tuple[str, int]:
    form = HireForm()
    with database().reading() as session:
        form.offer(session)
    hired: list[int] = []
    if form.validate_on_submit() and is_saved(
        form, lambda session: hired.append(_hired(session, form).id), field="username"
    ):
        return done("staff.edit", HIRED, staff_id=hired[0])
    return show("admin/staff_new.html", form, notes=ROLE_NOTES)


@bp.route("/admin/staff/<int:staff_id>", methods=["GET", "POST"])
@staff_may(May.MANAGE_STAFF)
def edit(staff_id: int) -> Response | tuple[str, int]:
    with database().reading() as session:
        staff = staff_store.staff_of(session, signed_in().authority_id, staff_id)
        form = PersonForm(
            display_name=staff.display_name,
            unit=staff.unit_id or NO_UNIT,
            roles=sorted(staff.roles),
        )
        form.offer(session, staff)
    if form.validate_on_submit() and is_saved(
        form, lambda session: _changed(session, staff_id, form), field="roles"
    ):
        return done("staff.index")
    with database().reading() as session:
        staff = staff_store.staff_of(session, signed_in().authority_id, staff_id)
        return show("admin/staff_edit.html", form, staff=staff, notes=ROLE_NOTES)


@bp.post("/admin/staff/<int:staff_id>/link")
@staff_may(May.MANAGE_STAFF)
def link(staff_id: int) -> tuple[str, int]:
    """Show a new link once, in the answer itself: no cookie, log or address ever holds it."""
    with database().writing() as session:
        staff = staff_store.staff_of(session, signed_in().authority_id, staff_id)
        token = make_link(session, config().keys, actor(), staff_id, now=request_now())
        name, username = staff.display_name, staff.username
    return show(
        "admin/staff_link.html",
        name=name,
        username=username,
        address=f"{config().public_url}/mat-khau/{token}",
        ends_at=request_now() + LIVES_FOR,
    )


@bp.post("/admin/staff/<int:staff_id>/close")
@staff_may(May.MANAGE_STAFF)
def close(staff_id: int) -> Response:
    return attempt(
        lambda session: deactivate(session, actor(), staff_id, now=request_now()), "staff.index"
    )


@bp.post("/admin/staff/<int:staff_id>/reopen")
@staff_may(May.MANAGE_STAFF)
def reopen(staff_id: int) -> Response:
    return attempt(
        lambda session: reactivate(session, actor(), staff_id, now=request_now()), "staff.index"
    )


def _hired(session: Session, form: HireForm) -> Staff:
    return hire(session, actor(), form.username.data, form.person, now=request_now())


def _changed(session: Session, staff_id: int, form: PersonForm) -> Staff:
    return change(session, actor(), staff_id, form.person, now=request_now())

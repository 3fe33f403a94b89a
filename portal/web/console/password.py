"""Set a password: through a one-time link, or by someone who knows the old one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import InputRequired

from portal.offices import staff_store
from portal.offices.links import change_password, owner_of_link, use_link
from portal.offices.passwords import fault_of
from portal.web.admin.messages import PASSWORD_FAULTS
from portal.web.console.credentials import is_calm, own_hasher
from portal.web.console.signin import TOO_OFTEN, landing
from portal.web.forms import CitizenForm, StaffForm
from portal.web.security import any_staff, everyone
from portal.web.session import config, database, request_now, show_authority, signed_in

bp = Blueprint("password", __name__)


class LinkForm(CitizenForm):
    """A new password, typed once: should it be mistyped, a second link is quickly made.

    No CSRF field: the address itself holds the secret.
    """

    password = PasswordField(_l("New password"), validators=[InputRequired()])


class OwnForm(StaffForm):
    """A new password from someone who knows the old one."""

    current = PasswordField(_l("Current password"), validators=[InputRequired()])
    password = PasswordField(_l("New password"), validators=[InputRequired()])


@bp.route("/mat-khau/<token>", methods=["GET", "POST"])
@everyone
def through_link(token: str) -> Response | tuple[str, int]:
    """Only sending the form spends the link; scanners may open it as often as they like."""
    with database().reading() as session:
        owner = owner_of_link(session, config().keys, token, request_now())
        name, username = owner.display_name, owner.username
        show_authority(owner.authority)
    form = LinkForm(request.form)
    if request.method == "POST" and form.validate() and _is_good(form, username):
        return _spent(token, form.password.data)
    status = 422 if form.errors else 200
    return render_template("console/password.html", form=form, name=name, username=username), status


@bp.route("/console/mat-khau", methods=["GET", "POST"])
@any_staff
def own() -> Response | tuple[str, int]:
    form, staff = OwnForm(), signed_in()
    if form.validate_on_submit() and _is_own(form):
        hashed = own_hasher().hash(form.password.data)
        with database().writing() as session:
            change_password(session, staff.id, hashed, staff.session_digest, now=request_now())
        flash(_("Your new password is set. Other browsers have been signed out."), "success")
        return redirect(landing("", staff.may), code=303)
    return render_template("console/own_password.html", form=form), 422 if form.errors else 200


def _spent(token: str, password: str) -> Response:
    hashed = own_hasher().hash(password)  # before the transaction: hashing is slow on purpose
    with database().writing() as session:
        use_link(session, config().keys, token, hashed, now=request_now())
    # Whoever was signed in at this browser before is not the one who sets this password.
    cookie.clear()
    flash(_("Your password is set. Please sign in with it."), "success")
    return redirect(url_for("signin.sign_in"), code=303)


def _is_own(form: OwnForm) -> bool:
    """Compare the current password as carefully as at the door: the browser may stand open."""
    with database().reading() as session:
        staff = staff_store.staff_by_id(session, signed_in().id)
        username, stored = staff.username, staff.password_hash
    if not is_calm(username):
        form.current.errors = (TOO_OFTEN,)
        return False
    if not own_hasher().fits(stored, form.current.data):
        form.current.errors = (_l("This is not your current password."),)
        return False
    return _is_good(form, username)


def _is_good(form: LinkForm | OwnForm, username: str) -> bool:
    fault = fault_of(form.password.data, username)
    if fault is not None:
        form.password.errors = (PASSWORD_FAULTS[fault],)
    return fault is None

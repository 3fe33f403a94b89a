"""Sign in and sign out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from portal.offices.errors import SignInRefusedError
from portal.offices.permissions import May
from portal.offices.sessions import sign_out as end_session
from portal.web.console.credentials import Admitted, admit, is_calm
from portal.web.forms import StaffForm, tidy
from portal.web.i18n import in_this_language
from portal.web.messages import sentence
from portal.web.security import any_staff, everyone
from portal.web.session import COOKIE_KEY, current_staff, database, signed_in

bp = Blueprint("signin", __name__)

TOO_OFTEN = _l("Too many attempts. Please wait 15 minutes, or ask your administrator.")


class SignInForm(StaffForm):
    """Who it is; `next` is where they wanted to go."""

    username = StringField(_l("Username"), filters=[tidy], validators=[InputRequired()])
    password = PasswordField(_l("Password"), validators=[InputRequired()])
    next = HiddenField()


@bp.route("/dang-nhap", methods=["GET", "POST"])
@everyone
def sign_in() -> Response | tuple[str, int]:
    form = SignInForm(next=request.args.get("next", ""))
    staff = current_staff()
    if staff is not None:
        return redirect(landing(form.next.data, staff.may), code=303)
    admitted = _admitted(form) if form.validate_on_submit() else None
    if admitted is None:
        return render_template("console/signin.html", form=form), 422 if form.errors else 200
    # A fresh cookie: whatever a stranger may have planted in the old one is gone.
    cookie.clear()
    cookie[COOKIE_KEY] = admitted.token
    return redirect(landing(form.next.data, admitted.may), code=303)


@bp.post("/console/sign-out")
@any_staff
def sign_out() -> Response:
    with database().writing() as session:
        end_session(session, signed_in().session_digest)
    cookie.clear()
    flash(_("You are signed out."), "success")
    return redirect(url_for("signin.sign_in"), code=303)


def landing(wanted: str | None, may: frozenset[May]) -> str:
    """Return the page to open after signing in; only a path of this portal is believed.

    Two slashes, or a slash and a backslash, would lead to another host: browsers read them alike.
    """
    path = wanted or ""
    if path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable():
        return in_this_language(path)
    sets_up_only = May.SET_UP in may and May.SEE_CASES not in may
    return url_for("places.index" if sets_up_only else "queue.index")


def _admitted(form: SignInForm) -> Admitted | None:
    """Return who came in; the form then says one and the same word for every other case."""
    username = form.username.data.lower()
    if not is_calm(username):
        form.password.errors = (TOO_OFTEN,)
        return None
    try:
        return admit(username, form.password.data)
    except SignInRefusedError as error:
        form.password.errors = (sentence(error),)
        return None

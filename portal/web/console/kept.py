"""What was written survives an ended session or a stale form: it comes back to be sent again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response
from wtforms import DateField, Form, HiddenField, PasswordField, StringField

from portal.errors import DatabaseUnavailableError, DomainError
from portal.web.errors import refused, status_of
from portal.web.forms import PartForm, StaffForm
from portal.web.messages import sentence

bp = Blueprint("kept", __name__)

SIGNED_OUT = _l("You were signed out after a long pause, so nothing was saved.")
OLD_PAGE = _l("This page was opened before you last signed in, so nothing was saved.")
SIGN_IN, OPEN_AGAIN = _l("Sign in again"), _l("Open the page again")

# Typed at the door, where a lost word costs nothing.
DOOR = frozenset({"username"})


@dataclass(frozen=True)
class Text:
    """One text as it was sent."""

    name: str
    body: str


@bp.app_errorhandler(Unauthorized)
def session_over(_error: Unauthorized) -> Response | tuple[str, int]:
    """Give back what was sent after the session had ended, with the way to sign in again."""
    sign_in = url_for("signin.sign_in", next=_form_page())
    if not _sent():
        return redirect(sign_in, code=303)
    return _page(sign_in, SIGNED_OUT, SIGN_IN), 401


@bp.app_errorhandler(CSRFError)
def stale_form(_error: CSRFError) -> tuple[str, int]:
    """Give back what was sent from a page that was opened before signing in anew."""
    return _page(_form_page() or "/console/", OLD_PAGE, OPEN_AGAIN), 400


@bp.app_errorhandler(DatabaseUnavailableError)
def keep_typing(error: DomainError) -> tuple[str, int]:
    """Give back what was sent while nothing can be saved, or for a case that is gone."""
    if not _sent():
        return refused(error)
    words = sentence(error)
    page = render_template("console/kept.html", texts=_sent(), why=words, onward=None)
    return page, status_of(error)


def _page(onward: str, why: LazyString, label: LazyString) -> str:
    return render_template("console/kept.html", texts=_sent(), why=why, onward=onward, label=label)


@cache
def typed_names() -> frozenset[str]:
    """Return the names of all fields of staff forms in which somebody types; never a password's.

    Read off the forms themselves: a list beside them would one day lack a field.
    """
    forms = [*_forms(StaffForm), *_forms(PartForm)]
    fields = [field for form in forms for field in _fields(form)]
    secret = {name for name, kind in fields if issubclass(kind, PasswordField)}
    typed = {name for name, kind in fields if issubclass(kind, (StringField, DateField))}
    return frozenset(typed - secret - DOOR)


def _forms(form: type[Form]) -> Iterator[type[Form]]:
    yield form
    for heir in form.__subclasses__():
        yield from _forms(heir)


def _fields(form: type[Form]) -> Iterator[tuple[str, type]]:
    for name in dir(form):
        kind = getattr(getattr(form, name), "field_class", None)
        if kind is not None and not issubclass(kind, HiddenField):
            yield name, kind


def _sent() -> list[Text]:
    typed = typed_names()
    sent = request.form.items()
    # What comes several times is called points-0-found.
    return [Text(name, body) for name, body in sent if body and name.rpartition("-")[2] in typed]


def _form_page() -> str | None:
    """Return the address of the form, if it is one that can be opened."""
    methods = request.url_rule.methods if request.url_rule else None
    return request.full_path.rstrip("?") if "GET" in (methods or ()) else None

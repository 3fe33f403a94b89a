"""What was written survives an ended session or a stale form: it comes back to be sent again."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from portal.errors import DomainError
from portal.web.errors import refused, status_of
from portal.web.messages import sentence

bp = Blueprint("kept", __name__)

SIGNED_OUT = _l("You were signed out after a long pause, so nothing was saved.")
OLD_PAGE = _l("This page was opened before you last signed in, so nothing was saved.")
SIGN_IN, OPEN_AGAIN = _l("Sign in again"), _l("Open the page again")

# Only the long texts of the console come back; a password never does.
KEPT = (
    "question",
    "words",
    "right_address",
    "receiver",
    "reason",
    "reply",
    "late_reason",
    "note",
    "remarks",
    "document_number",
    "document_signer",
    "public_story",
    "public_reply",
)


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


def keep_typing(error: DomainError) -> tuple[str, int]:
    """Give back what was sent for a case that is gone, or while nothing can be read."""
    if not _sent():
        return refused(error)
    words = sentence(error)
    page = render_template("console/kept.html", texts=_sent(), why=words, onward=None)
    return page, status_of(error)


def _page(onward: str, why: LazyString, label: LazyString) -> str:
    return render_template("console/kept.html", texts=_sent(), why=why, onward=onward, label=label)


def _sent() -> list[Text]:
    return [Text(name, request.form[name]) for name in KEPT if request.form.get(name)]


def _form_page() -> str | None:
    """Return the address of the form, if it is one that can be opened."""
    methods = request.url_rule.methods if request.url_rule else None
    return request.path if "GET" in (methods or ()) else None

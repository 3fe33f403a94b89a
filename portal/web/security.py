"""Who may reach a view: every view carries exactly one rule, and a view without one is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, redirect, request, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from portal.errors import NotAllowedError
from portal.offices.permissions import May
from portal.web.session import StaffCookies, current_staff

View = TypeVar("View", bound=Callable[..., object])

csrf = CSRFProtect()

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""What every answer carries unless its view says otherwise."""


@dataclass(frozen=True)
class AccessRule:
    """`is_open` means everyone; otherwise staff, with `may` if it is not None."""

    is_open: bool
    may: May | None = None


def everyone(view: View) -> View:
    """Open a view to all; it reads and sets no cookie."""
    return _ruled(view, AccessRule(is_open=True))


def any_staff(view: View) -> View:
    """Open a view to everyone who is signed in."""
    return _ruled(view, AccessRule(is_open=False))


def staff_may(may: May) -> Callable[[View], View]:
    """Open a view to staff whose roles grant `may`."""
    return lambda view: _ruled(view, AccessRule(is_open=False, may=may))


def rule_of(app: Flask, endpoint: str) -> AccessRule | None:
    """Return the rule of an endpoint; the static files are open by nature."""
    if endpoint == "static":
        return AccessRule(is_open=True)
    return getattr(app.view_functions[endpoint], "access_rule", None)


def lets_in(rule: AccessRule | None, may: frozenset[May] | None) -> bool:
    """Judge a rule for somebody with these permissions, None for nobody signed in.

    What has no rule is refused.
    """
    if rule is None or rule.is_open:
        return rule is not None
    return may is not None and (rule.may is None or rule.may in may)


def guard(app: Flask) -> None:
    """Enforce the rules before every request, and CSRF on every signed-in form."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # the server-side session ends first
    # Over HTTPS it would want a Referer, which our own Referrer-Policy withholds. The token is
    # bound to the cookie of the session, which is SameSite=Lax, and `_from_elsewhere` stands in.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.session_interface = StaffCookies()
    csrf.init_app(app)

    @app.before_request
    def enforce() -> Response | None:
        if request.endpoint is None:
            return None
        rule = rule_of(app, request.endpoint)
        if rule is None:
            raise NotAllowedError(endpoint=request.endpoint)
        return None if rule.is_open else _staff_only(rule)


def _staff_only(rule: AccessRule) -> Response | None:
    staff = current_staff()
    if staff is None:
        return _to_sign_in()
    if not lets_in(rule, staff.may):
        raise NotAllowedError(may=rule.may)
    if request.method not in {"GET", "HEAD"} and _from_elsewhere():
        raise CSRFError
    csrf.protect()
    return None


def _from_elsewhere() -> bool:
    """Whether the browser says that another site's page sent this; no page can forge that word.

    Origin would not do: no-referrer makes browsers send "null" there, for our pages and for others.
    """
    return request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}


def _to_sign_in() -> Response:
    if request.method == "POST":
        # Not replayed: what was written comes back on a page (portal.web.console.kept).
        raise Unauthorized
    return redirect(url_for("signin.sign_in", next=request.full_path.rstrip("?")), code=303)


def _ruled(view: View, rule: AccessRule) -> View:
    if hasattr(view, "access_rule"):
        raise TypeError(f"{view} has two access rules")
    view.access_rule = rule  # type: ignore[attr-defined]  # a mark on a plain function
    return view

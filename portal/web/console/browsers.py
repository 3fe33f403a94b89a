"""Where somebody is signed in, and signing out everywhere else: for a browser left open."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.offices.events import Actor, record
from portal.offices.sessions import revoke_all, sessions_of
from portal.web.i18n import date_time
from portal.web.security import any_staff
from portal.web.session import database, request_now, signed_in

bp = Blueprint("browsers", __name__)


@bp.get("/console/trinh-duyet")
@any_staff
def index() -> str:
    """List one's own open sessions, this one first; nobody sees another's."""
    staff = signed_in()
    with database().reading() as session:
        found = sessions_of(session, staff.id, request_now())
        rows = [
            (row.digest == staff.session_digest, date_time(row.created_at), date_time(row.seen_at))
            for row in found
        ]
    return render_template("console/browsers.html", rows=sorted(rows, reverse=True))


@bp.post("/console/trinh-duyet")
@any_staff
def end_others() -> Response:
    staff = signed_in()
    with database().writing() as session:
        ended = revoke_all(session, staff.id, staff.session_digest)
        actor = Actor(staff.authority_id, staff.id)
        record(session, actor, "others_signed_out", request_now(), n=ended)
    flash(_("All other browsers are signed out."), "success")
    return redirect(url_for(".index"), code=303)

"""Due days for a person's own calendar: a secret address of theirs, and the day of one case."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from portal.cases.handling.queues.deadlines import next_due_on
from portal.cases.handling.queues.store import DueLine, due_lines
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import State
from portal.documents.ical import Entry, calendar_file
from portal.errors import NotFoundError
from portal.offices.feeds import make_feed, owner_of_feed, revoke_feed
from portal.offices.permissions import May, granted
from portal.offices.staff_store import feed_of
from portal.web.console.desk import CASE, load_file
from portal.web.security import everyone, staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("feeds", __name__)


@bp.get("/console/lich-han")
@staff_may(May.SEE_CASES)
def own() -> str:
    with database().reading() as session:
        has_one = feed_of(session, signed_in().id) is not None
    return render_template("console/feed.html", has_one=has_one, address="")


@bp.post("/console/lich-han")
@staff_may(May.SEE_CASES)
def make() -> str:
    """Make an address, or another one; it is shown this once and kept only as a digest."""
    with database().writing() as session:
        token = make_feed(session, config().keys, signed_in().id, now=request_now())
    address = config().public_url + url_for("feeds.everything", token=token, lang=None)
    return render_template("console/feed.html", has_one=True, address=address)


@bp.post("/console/lich-han/bo")
@staff_may(May.SEE_CASES)
def revoke() -> Redirect:
    with database().writing() as session:
        revoke_feed(session, signed_in().id)
    flash(_("The address no longer works."), "success")
    return redirect(url_for("feeds.own"), code=303)


@bp.get("/lich-han/<token>.ics")
@everyone
def everything(token: str) -> Response:
    """Hand out the due days its owner may see now; a calendar program cannot sign in."""
    with database().reading() as session:
        staff = owner_of_feed(session, config().keys, token)
        who = Viewer(staff.id, staff.authority_id, staff.unit_id, granted(staff.roles))
        lines = due_lines(session, who)
    return _file(lines, "due-days.ics")


@bp.get(f"{CASE}/due.ics")
@staff_may(May.SEE_CASES)
def one(reference: str) -> Response:
    """Hand out the next due day of one open case."""
    file = load_file(reference)
    case, state = file.case, State(file.case.state)
    on = next_due_on(state, case.classify_due_on, case.due_on) if state.is_open else None
    if on is None:
        raise NotFoundError(reference=reference)
    return _file([DueLine(case.reference, on, file.names.unit)], f"{reference}.ics")


def _file(lines: Sequence[DueLine], name: str) -> Response:
    entries = [_entry(line) for line in lines]
    made = calendar_file(str(_("Due days")), entries, request_now())
    answer = Response(made, mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _entry(line: DueLine) -> Entry:
    words = str(_("%(reference)s is due", reference=line.reference))
    summary = f"{words} – {line.unit}" if line.unit else words
    url = config().public_url + url_for("case.show", reference=line.reference, lang=None)
    return Entry(f"{line.reference}@due", line.due_on, summary, url)

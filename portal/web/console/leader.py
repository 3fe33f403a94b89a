"""The leader's page: what is late or falls due this week, in a few short sections."""

from flask import Blueprint, render_template

from portal.clock import local_day
from portal.offices.permissions import May
from portal.web.console.leader_sections import SECTIONS, Morning
from portal.web.console.remedies.view import Desk
from portal.web.console.viewing import horizon, viewer
from portal.web.security import staff_may
from portal.web.session import database, request_now

bp = Blueprint("leader", __name__)


@bp.get("/console/lanh-dao")
@staff_may(May.LEAD)
def index() -> str:
    today, who = local_day(request_now()), viewer()
    with database().reading() as session:
        desk = Desk.of(session, who.authority_id, today)
        morning = Morning(session, who, desk, horizon(session))
        sections = [make(morning) for make in SECTIONS]
    return render_template("console/leader.html", sections=sections, today=today)

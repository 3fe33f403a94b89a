"""Complaints and denunciations: why the law wants paper or a visit, and a form to print.

Nothing that is typed here is stored.
"""

from flask import Blueprint, render_template, request

from portal.cases.intake.petition import LONGEST_STORY
from portal.clock import local_day
from portal.offices.store import authority_by_slug
from portal.web.citizen.complaint_law import BY_SLUG, first_term
from portal.web.forms import tidy
from portal.web.i18n import lang
from portal.web.security import everyone
from portal.web.session import database, request_now, show_authority

bp = Blueprint("complaint", __name__)


@bp.get("/c/<slug>/<any('khieu-nai', 'to-cao'):way>")
@everyone
def guide(slug: str, way: str) -> str:
    """Explain the way and where it begins."""
    lane, words = BY_SLUG[way]
    with database().reading() as session:
        authority = show_authority(authority_by_slug(session, slug))
        term = first_term(session, authority.id, lane, local_day(request_now()), lang())
    return render_template("citizen/complaint_guide.html", way=words, story="", term=term)


@bp.route("/c/<slug>/<any('khieu-nai', 'to-cao'):way>/don", methods=["GET", "POST"])
@everyone
def form(slug: str, way: str) -> str:
    """Show the sheet to print, with the sender's own words on it if they were sent along."""
    with database().reading() as session:
        show_authority(authority_by_slug(session, slug))
    story = tidy(request.form.get("story"))[: LONGEST_STORY * 2]
    return render_template("citizen/complaint_form.html", lane=BY_SLUG[way][0].value, story=story)

"""Complaints and denunciations: why the law wants paper or a visit, and a form to print.

Nothing that is typed here is stored.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.cases.intake.lanes import Lane
from portal.cases.intake.petition import LONGEST_STORY
from portal.offices.store import authority_by_slug
from portal.web.forms import tidy
from portal.web.security import everyone
from portal.web.session import database, show_authority

bp = Blueprint("complaint", __name__)


@dataclass(frozen=True)
class Way:
    """One of the two ways beside the portal, as its pages name it."""

    slug: str
    title: LazyString
    why: LazyString
    law: LazyString


WAYS: dict[Lane, Way] = {
    Lane.COMPLAINT: Way(
        "khieu-nai",
        _l("This is a complaint: it needs your signature"),
        _l(
            "A complaint asks an authority to examine a decision or an act again and to rule on "
            "it. The law therefore wants it signed on paper, or told in person: "
            "without a signature the office may not take it up."
        ),
        _l("Law on Complaints 2011, Articles 8 and 11"),
    ),
    Lane.DENUNCIATION: Way(
        "to-cao",
        _l("This is a denunciation: it needs your signature, and it protects you"),
        _l(
            "A denunciation says that someone broke the law. The law wants it signed on paper, or "
            "told in person, and in return keeps your name secret. A web page cannot give you that "
            "protection."
        ),
        _l("Law on Denunciation 2018, Articles 22, 23 and 56"),
    ),
}
BY_SLUG = {way.slug: (lane, way) for lane, way in WAYS.items()}


@bp.get("/c/<slug>/<any('khieu-nai', 'to-cao'):way>")
@everyone
def guide(slug: str, way: str) -> str:
    """Explain the way and where it begins."""
    with database().reading() as session:
        show_authority(authority_by_slug(session, slug))
    return render_template("citizen/complaint_guide.html", way=BY_SLUG[way][1], story="")


@bp.route("/c/<slug>/<any('khieu-nai', 'to-cao'):way>/don", methods=["GET", "POST"])
@everyone
def form(slug: str, way: str) -> str:
    """Show the sheet to print, with the sender's own words on it if they were sent along."""
    with database().reading() as session:
        show_authority(authority_by_slug(session, slug))
    story = tidy(request.form.get("story"))[: LONGEST_STORY * 2]
    return render_template("citizen/complaint_form.html", lane=BY_SLUG[way][0].value, story=story)

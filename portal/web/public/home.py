"""The first page: the only commune's site, or a list of communes; and the site's front page."""

from flask import Blueprint, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from portal.calendar.store import load_calendar
from portal.cases.registers.public import Wanted, published
from portal.offices.store import authorities
from portal.web.public.briefs import brief
from portal.web.public.front import front
from portal.web.public.site import cacheable, enter, sections
from portal.web.security import everyone
from portal.web.session import AuthorityView, database

bp = Blueprint("home", __name__)
BRIEFS = 4


@bp.get("/")
@everyone
def index() -> Response | str:
    with database().reading() as session:
        communes = [AuthorityView.of(row) for row in authorities(session)]
    if len(communes) == 1:
        return redirect(url_for("home.commune", slug=communes[0].slug), code=302)
    return render_template("public/communes.html", communes=communes)


@bp.get("/c/<slug>/")
@everyone
@cacheable
def commune(slug: str) -> str:
    with database().reading() as session:
        return _front_page(session, slug)


def _front_page(session: Session, slug: str) -> str:
    authority = enter(session, slug)
    found = published(session, authority.id, Wanted())
    calendar = load_calendar(session, authority.id)
    return render_template(
        "public/home.html",
        sections=sections(slug),
        front=front(session, authority, request.args.get("ky")),
        briefs=[brief(case, slug, calendar) for case in found.cases[:BRIEFS]],
        published_total=found.total,
    )

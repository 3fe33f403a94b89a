"""Two promises of the commune: how it treats personal data, and that everyone can take part."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.keeping.retention.periods import Kept, period
from portal.offices.store import authorities
from portal.web.public.site import cacheable, enter, sections
from portal.web.security import everyone
from portal.web.session import config, database

bp = Blueprint("notices", __name__)


@bp.get("/c/<slug>/rieng-tu")
@everyone
@cacheable
def privacy(slug: str) -> str:
    with database().reading() as session:
        enter(session, slug)
    contact, files = (period(kept, config()).length for kept in (Kept.CONTACT, Kept.ATTACHMENT))
    kept_for = {"contact_days": contact, "file_days": files}
    return render_template("public/privacy.html", sections=sections(slug), **kept_for)


@bp.get("/c/<slug>/tiep-can")
@everyone
@cacheable
def accessibility(slug: str) -> str:
    with database().reading() as session:
        enter(session, slug)
    return render_template("public/accessibility.html", sections=sections(slug))


@bp.get("/du-lieu-ca-nhan")
@everyone
def any_privacy() -> Response:
    return _of_the_commune("notices.privacy")


@bp.get("/tro-giup-tiep-can")
@everyone
def any_accessibility() -> Response:
    return _of_the_commune("notices.accessibility")


def _of_the_commune(endpoint: str) -> Response:
    """Lead from pages that belong to no commune to the only one, or to the list of them."""
    with database().reading() as session:
        slugs = [row.slug for row in authorities(session)]
    only = len(slugs) == 1
    return redirect(url_for(endpoint, slug=slugs[0]) if only else url_for("home.index"))

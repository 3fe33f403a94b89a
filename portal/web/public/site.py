"""What all pages of a commune's public site share: its sections, and how long a page is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from flask import make_response, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.offices.store import authority_by_slug
from portal.web.session import AuthorityView, show_authority

P = ParamSpec("P")
KEPT_SECONDS = 60
SECTIONS: tuple[tuple[str, LazyString], ...] = (
    ("home.commune", _l("Results")),
    ("published.index", _l("Cases")),
    ("petition.from_commune", _l("Write to us")),
    ("working_days.index", _l("Due dates")),
    ("methods.index", _l("Method")),
)


@dataclass(frozen=True)
class Section:
    """One link below the masthead."""

    label: LazyString
    url: str
    current: bool


def enter(session: Session, slug: str) -> AuthorityView:
    """Open the site of a commune, or raise `NotFoundError`."""
    return show_authority(authority_by_slug(session, slug))


def sections(slug: str) -> list[Section]:
    """Return the sections; the one whose blueprint answers is the current one."""
    return [
        Section(label, url_for(endpoint, slug=slug), endpoint.split(".")[0] == request.blueprint)
        for endpoint, label in SECTIONS
    ]


def cacheable(view: Callable[P, str | tuple[str, int]]) -> Callable[P, Response]:
    """Let anyone keep a page for a minute, and answer 304 while it has not changed."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        if response.status_code != 200:
            return response
        response.cache_control.public = True
        response.cache_control.max_age = KEPT_SECONDS
        # Weak, because the same page also leaves compressed.
        response.add_etag(weak=True)
        return response.make_conditional(request)

    return answer

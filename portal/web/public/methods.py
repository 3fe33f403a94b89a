"""How the figures are made: the registry of definitions as a page."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from portal.offices.store import authority_by_id
from portal.reports.definitions import (
    CAVEATS,
    CLOSER,
    PETITIONS,
    RATINGS,
    SUPPRESSION,
    Definition,
)
from portal.reports.labels import OWN_NAME
from portal.web.i18n import lang
from portal.web.public.site import cacheable, enter, sections
from portal.web.security import everyone
from portal.web.session import database
from portal.words.translate import say

bp = Blueprint("methods", __name__)


@dataclass(frozen=True)
class Entry:
    """A definition in the language of the page."""

    code: str
    name: str
    text: str
    formula: str


@bp.get("/c/<slug>/cach-tinh")
@everyone
@cacheable
def index(slug: str) -> str:
    with database().reading() as session:
        authority = enter(session, slug)
        smallest_group = authority_by_id(session, authority.id).smallest_group
    return render_template(
        "public/methods.html",
        sections=sections(slug),
        survey_name=say(lang(), OWN_NAME),
        caveats=[say(lang(), caveat) for caveat in CAVEATS],
        suppression=say(lang(), SUPPRESSION, k=smallest_group),
        ratings=[_entry(definition) for definition in (*RATINGS, *CLOSER)],
        petitions=[_entry(definition) for definition in PETITIONS],
    )


def _entry(definition: Definition) -> Entry:
    language = lang()
    return Entry(
        definition.code,
        say(language, definition.name),
        say(language, definition.text),
        say(language, definition.formula) if definition.formula else "",
    )

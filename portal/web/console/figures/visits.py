"""What people came for in a period: counts only, for visits lie apart from levels."""

from flask import Blueprint, render_template, request

from portal.offices.permissions import May
from portal.ratings.breakdown.purposes import Visits, visits
from portal.ratings.contents import PURPOSE
from portal.web.console.figures.answers_view import possible_words
from portal.web.console.figures.reading import picked
from portal.web.console.results_view import period_links
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, signed_in

bp = Blueprint("visits", __name__)


@bp.get("/console/ket-qua/viec")
@staff_may(May.SEE_RESULTS)
def index() -> str:
    authority_id = signed_in().authority_id
    with database().reading() as session:
        chosen = picked(session, authority_id, request.args.get("ky"))
        found = visits(session, authority_id, *chosen.days, is_final=chosen.period.is_final)
    return render_template(
        "console/results_visits.html",
        picked=chosen,
        links=period_links(chosen.choice),
        found=found,
        purposes=_purposes(found),
        may=signed_in().may,
    )


def _purposes(found: Visits) -> list[tuple[str, int]]:
    """Return the words of each purpose with its number."""
    if found.instrument is None:
        return []
    language = found.instrument.language_for(lang())
    words: dict[str, str] = {}
    for question in found.instrument.choices:
        if question.code == PURPOSE:
            words = possible_words(question, language)
    return [(words.get(code, code), number) for code, number in found.purposes.items()]

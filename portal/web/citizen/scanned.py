"""From a printed poster to its place: the same page, or the word that this poster is old."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.clock import local_day
from portal.codes import CodeMistypedError
from portal.errors import NotFoundError
from portal.fieldwork.posters.store import scanned
from portal.web.citizen.rating import (
    PlaceRevokedError,
    find_place,
    mistyped,
    page_at,
    revoked,
    unknown,
)
from portal.web.citizen.rating_page import shown_with
from portal.web.security import everyone
from portal.web.session import database, parts, request_now

bp = Blueprint("scanned", __name__)
bp.register_error_handler(CodeMistypedError, mistyped)
bp.register_error_handler(NotFoundError, unknown)
bp.register_error_handler(PlaceRevokedError, revoked)


@bp.get("/q/<code>/<int:number>")
@everyone
def poster(code: str, number: int) -> BaseResponse | tuple[str, int]:
    """Lead on, and remember in memory that somebody came by; a number of no poster leads on too."""
    place = find_place(code)
    with database().glancing() as connection:
        found = scanned(connection, place.service_point_id, number)
    if found is None:
        return redirect(url_for("rating.show", code=place.code), code=303)
    if found.reason is not None:
        page = render_template(
            "citizen/poster_revoked.html", **shown_with(place), reason=found.reason
        )
        return page, 410
    parts().visits.note(found.id, local_day(request_now()))
    return _written_down_afterwards(make_response(page_at(place)))


def _written_down_afterwards(response: Response) -> Response:
    """Write visits down once the page is on its way: nobody waits for it."""
    visits, now = parts().visits, request_now()
    response.call_on_close(lambda: visits.write_down(now))
    return response

"""The easy way to rate: one question on a screen, pictures and large buttons, nothing to type."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.codes import CodeMistypedError
from portal.errors import DatabaseUnavailableError, NotFoundError
from portal.web.citizen import rating
from portal.web.citizen.rating import Answer, PlaceRevokedError, find_place
from portal.web.citizen.rating_desk import RatingDesk
from portal.web.citizen.rating_page import Door, fresh_page
from portal.web.security import everyone

bp = Blueprint("easy", __name__)

bp.register_error_handler(CodeMistypedError, rating.mistyped)
bp.register_error_handler(NotFoundError, rating.unknown)
bp.register_error_handler(PlaceRevokedError, rating.revoked)


@bp.get("/q/<code>/de")
@everyone
def show(code: str) -> Answer:
    """Show the questions of a place one by one; all of them are one page, so none waits."""
    place = find_place(code)
    if not place.is_asked:
        return redirect(url_for("rating.show", code=place.code), code=303)
    return fresh_page(place, None, Door("easy", place.code))


@bp.post("/q/<code>/de")
@everyone
def send(code: str) -> Answer:
    """Take the rating as any other: same envelope, once."""
    try:
        place = find_place(code)
        return RatingDesk(place, Door("easy", place.code)).handle()
    except DatabaseUnavailableError:
        fields = list(request.form.items(multi=True))
        return render_template("citizen/rating_retry.html", fields=fields), 503


@bp.get("/q/<code>/de/cam-on")
@everyone
def thanks(code: str) -> Response:
    """Thank where everybody is thanked."""
    return redirect(url_for("rating.thanks", code=find_place(code).code), code=303)

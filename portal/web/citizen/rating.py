"""From the scanned code to the rating page, and a sent rating to its thanks."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import LazyString
from werkzeug.wrappers import Response

from portal.codes import SLIP_CODE_LENGTH, CodeMistypedError, check_place_code, normalise
from portal.errors import DatabaseUnavailableError, DomainError, NotFoundError
from portal.fieldwork.places import Place
from portal.fieldwork.surveys import place_at
from portal.web.citizen.rating_desk import RatingDesk
from portal.web.citizen.rating_form import words_typed
from portal.web.citizen.rating_messages import MISTYPED, UNKNOWN
from portal.web.citizen.rating_page import fresh_page, shown_with, thanks_page
from portal.web.citizen.rating_procedures import procedure_of, procedures_by_field
from portal.web.forms import tidy
from portal.web.security import everyone
from portal.web.session import database, request_now

bp = Blueprint("rating", __name__)

Answer = Response | str | tuple[str, int]


class PlaceRevokedError(DomainError):
    """The code was in use once and no longer is."""

    code = "place_revoked"

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


@bp.get("/q/")
@everyone
def find() -> Answer:
    """Let someone type a code that no camera can read; that of a slip is welcome here too."""
    typed = request.args.get("code", "")
    if not typed:
        return render_template("citizen/rating_code.html", typed="", problem=None)
    if len(normalise(typed)) == SLIP_CODE_LENGTH:
        return redirect(url_for("slip.show", code=normalise(typed)), code=303)
    return redirect(url_for("rating.show", code=check_place_code(typed)), code=303)


@bp.get("/q/<code>")
@everyone
def show(code: str) -> Answer:
    """Show the form of a place, for a chosen procedure if one is named."""
    return page_at(find_place(code))


@bp.post("/q/<code>")
@everyone
def send(code: str) -> Answer:
    """Take a rating; thank for it only once it is stored."""
    try:
        return RatingDesk(find_place(code)).handle()
    except DatabaseUnavailableError:
        fields = list(request.form.items(multi=True))
        return render_template("citizen/rating_retry.html", fields=fields), 503


@bp.get("/q/<code>/cam-on")
@everyone
def thanks(code: str) -> Answer:
    """Thank and say what happens next."""
    return thanks_page(find_place(code))


@bp.get("/q/<code>/thu-tuc")
@everyone
def procedures(code: str) -> Answer:
    """List the commune's procedures, or those a few words are found in, to choose one from."""
    place = find_place(code)
    words = tidy(request.args.get("words"))
    return render_template(
        "citizen/rating_procedures.html",
        **shown_with(place),
        fields=procedures_by_field(place, words),
        words=words,
    )


@bp.errorhandler(CodeMistypedError)
def mistyped(error: CodeMistypedError) -> tuple[str, int]:
    """Offer to type the code again, with a hint at what is wrong."""
    return _code_page(MISTYPED[error.fault]), 404


@bp.errorhandler(NotFoundError)
def unknown(_error: NotFoundError) -> tuple[str, int]:
    """Offer to type the code again."""
    return _code_page(UNKNOWN), 404


@bp.errorhandler(PlaceRevokedError)
def revoked(error: PlaceRevokedError) -> tuple[str, int]:
    """Say that the sign is out of use, and where to go; what was written stays readable."""
    return _closed_page(error.place), 410


def find_place(code: str) -> Place:
    """Return the place of a typed or scanned code; raises `PlaceRevokedError` and the like."""
    with database().glancing() as connection:
        place = place_at(connection, check_place_code(code), now=request_now())
    if place.is_revoked:
        raise PlaceRevokedError(place)
    return place


def page_at(place: Place) -> Response | str:
    """Return the form of a place, or the word that nothing is asked there."""
    if not place.is_asked:
        return _closed_page(place)
    return fresh_page(place, procedure_of(place, request.args.get("procedure", "")))


def _closed_page(place: Place) -> str:
    return render_template(
        "citizen/rating_closed.html",
        **shown_with(place),
        words=words_typed(),
        is_sent=request.method == "POST",
    )


def _code_page(problem: LazyString) -> str:
    typed = request.args.get("code") or (request.view_args or {}).get("code", "")
    return render_template("citizen/rating_code.html", typed=tidy(typed), problem=problem)

"""From the code of a one-time slip to the same rating page, once, and to why not a second time."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import LazyString
from werkzeug.wrappers import Response

from portal.codes import CodeMistypedError, check_slip_code
from portal.errors import DatabaseUnavailableError, DomainError, NotFoundError
from portal.fieldwork.slips.errors import SlipRefusedError
from portal.fieldwork.slips.spending import slip_at
from portal.fieldwork.slips.states import FoundSlip, SlipState
from portal.web.citizen.rating_form import words_typed
from portal.web.citizen.rating_page import Door, Typed, filled_page, shown_with, thanks_page
from portal.web.citizen.rating_procedures import procedure_of, procedures_by_field
from portal.web.citizen.slip_desk import SlipDesk
from portal.web.citizen.slip_messages import MISTYPED, TOO_MANY_TRIES, UNKNOWN
from portal.web.forms import tidy
from portal.web.security import everyone
from portal.web.session import allow, client_address, config, database, request_now
from portal.web.submission import issue

bp = Blueprint("slip", __name__)

Answer = Response | str | tuple[str, int]

# A hall shares one address. So many tries in ten minutes hit one of 10,000 slips, of 31**9 codes,
# once in two hundred years.
TRIES, TRIES_SECONDS = 200, 600


class TooManyTriesError(DomainError):
    """Codes are being guessed from this address."""

    code = "too_many_tries"


@bp.get("/s/")
@everyone
def find() -> Answer:
    """Let someone type a code that no camera can read."""
    typed = request.args.get("code", "")
    if not typed:
        return _code_page(None)
    return redirect(url_for("slip.show", code=check_slip_code(typed)), code=303)


@bp.get("/s/<code>")
@everyone
def show(code: str) -> Answer:
    """Show the form of the slip's place and survey, for a chosen procedure if one is named."""
    slip = _open_slip(code)
    if not slip.place.is_asked:
        return render_template(
            "citizen/rating_closed.html", **_shown(slip), words="", is_sent=False
        )
    chosen = procedure_of(slip.place, request.args.get("procedure", ""))
    token = issue(config().keys, request_now())
    return filled_page(slip.place, chosen, Typed(), token, _door())


@bp.post("/s/<code>")
@everyone
def send(code: str) -> Answer:
    """Take a rating; thank for it only once the slip is taken and the rating stored."""
    try:
        return SlipDesk(_slip(code), _door()).handle()
    except TooManyTriesError:
        return _kept(429)
    except DatabaseUnavailableError:
        return _kept(503)


@bp.get("/s/<code>/cam-on")
@everyone
def thanks(code: str) -> Answer:
    """Thank and say what happens next."""
    return thanks_page(_slip(code).place, _door())


@bp.get("/s/<code>/thu-tuc")
@everyone
def procedures(code: str) -> Answer:
    """List the commune's procedures, or those a few words are found in, to choose one from."""
    slip, words = _open_slip(code), tidy(request.args.get("words"))
    fields = procedures_by_field(slip.place, words)
    return render_template(
        "citizen/rating_procedures.html", **_shown(slip), fields=fields, words=words
    )


@bp.errorhandler(CodeMistypedError)
def mistyped(error: CodeMistypedError) -> tuple[str, int]:
    """Offer to type the code again, with a hint at what is wrong."""
    return _code_page(MISTYPED[error.fault]), 404


@bp.errorhandler(NotFoundError)
def unknown(_error: NotFoundError) -> tuple[str, int]:
    """Offer to type the code again."""
    return _code_page(UNKNOWN), 404


@bp.errorhandler(TooManyTriesError)
def guessed(_error: TooManyTriesError) -> tuple[str, int]:
    """Ask for patience."""
    return _code_page(TOO_MANY_TRIES), 429


@bp.errorhandler(SlipRefusedError)
def refused(error: SlipRefusedError) -> tuple[str, int]:
    """Say why the slip opens nothing and where to go; what was written stays readable."""
    is_sent = request.method == "POST"
    page = render_template(
        "citizen/slip_refused.html",
        **_shown(error.slip),
        slip=error.slip,
        words=words_typed(),
        is_sent=is_sent,
    )
    return page, 409 if is_sent else 410


def _slip(code: str) -> FoundSlip:
    """Return the slip of a code in whatever state; a code that cannot be costs no try."""
    code = check_slip_code(code)
    if not allow("slip", client_address(), TRIES, TRIES_SECONDS):
        raise TooManyTriesError
    with database().glancing() as connection:
        return slip_at(connection, config().keys, code, now=request_now())


def _open_slip(code: str) -> FoundSlip:
    slip = _slip(code)
    if slip.state is not SlipState.OPEN:
        raise SlipRefusedError(slip)
    return slip


def _door() -> Door:
    """Return this very address: the code stands nowhere else."""
    return Door("slip", check_slip_code((request.view_args or {})["code"]))


def _shown(slip: FoundSlip) -> dict[str, object]:
    return shown_with(slip.place, _door())


def _kept(status: int) -> tuple[str, int]:
    fields = list(request.form.items(multi=True))
    return render_template("citizen/rating_retry.html", fields=fields), status


def _code_page(problem: LazyString | None) -> str:
    typed = request.args.get("code") or (request.view_args or {}).get("code", "")
    return render_template("citizen/slip_code.html", typed=tidy(typed), problem=problem)

"""One table: what went wrong, with which status and which page."""

import logging
from dataclasses import dataclass

from flask import Flask, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException

from portal.errors import (
    ChangedMeanwhileError,
    ConstraintError,
    DatabaseUnavailableError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnfitValueError,
)
from portal.web.messages import sentence
from portal.web.session import is_of_staff
from portal.web.submission import SubmissionExpiredError, SubmissionForgedError

log = logging.getLogger(__name__)

STATUS: dict[type[DomainError], int] = {
    NotFoundError: 404,
    UnfitValueError: 404,
    NotAllowedError: 403,
    InvalidInputError: 422,
    SubmissionExpiredError: 422,
    SubmissionForgedError: 400,
    ChangedMeanwhileError: 409,
    ConstraintError: 409,
    DatabaseUnavailableError: 503,
    DomainError: 422,
}


@dataclass(frozen=True)
class Page:
    """The heading of an error page and what to do next."""

    heading: LazyString
    advice: LazyString


TRY_AGAIN = _l("Go back one page and try again. If it happens again, please call the commune.")
PAGES: dict[int, Page] = {
    400: Page(_l("We could not read that"), TRY_AGAIN),
    403: Page(_l("This is not open to you"), _l("Ask the person who keeps the portal.")),
    404: Page(_l("Nothing is here"), _l("Check the address, or start from the first page.")),
    405: Page(_l("That does not work here"), _l("Start from the first page.")),
    409: Page(_l("Someone was quicker"), _l("Go back, look at it again and decide.")),
    410: Page(_l("This is no longer in use"), _l("Start from the first page.")),
    413: Page(_l("That is too large"), _l("Go back and send smaller files.")),
    422: Page(_l("That does not fit"), TRY_AGAIN),
    429: Page(_l("Too many at once"), _l("Please wait a few minutes, then try again.")),
    500: Page(_l("Something broke on our side"), TRY_AGAIN),
    503: Page(_l("Nothing can be saved right now"), _l("Please try again in a few minutes.")),
}


def status_of(error: DomainError) -> int:
    """Return the status of an error by its closest named class."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def refused(error: DomainError) -> tuple[str, int]:
    """Return the page and status of whatever the domain refused."""
    status = status_of(error)
    log.info("refused", extra={"code": error.code, "status": status})
    return _page(status, sentence(error))


def install(app: Flask) -> None:
    """Answer every error with a page in the reader's language that needs no database."""
    app.register_error_handler(DomainError, refused)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        return _page(error.code or 500, None)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> tuple[str, int]:
        log.error("broken", exc_info=error, extra={"endpoint": request.endpoint})
        return _page(500, None)


def _page(status: int, words: LazyString | None) -> tuple[str, int]:
    page = PAGES.get(status, PAGES[500] if status >= 500 else PAGES[400])
    html = render_template(
        "errors/error.html",
        status=status,
        heading=page.heading,
        sentence=words or page.advice,
        next_steps=[page.advice] if words else [],
        reference="",
        is_staff=is_of_staff(),
    )
    return html, status

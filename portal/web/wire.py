"""What leaves the server: security headers, compression of open pages, caching of static files."""

import gzip

from flask import Flask, Response, request

from portal.web.assets import style_hashes
from portal.web.security import HEADERS, rule_of

COMPRESSIBLE = ("text/", "application/json", "image/svg+xml", "application/javascript")
YEAR_SECONDS = 365 * 24 * 3600
# Below this the gzip header eats what it saves.
SMALLEST = 800
# Only the page of a tablet keeps itself for days without a network; see `policy`.
NO_WORKER = "worker-src 'none'"


def install(app: Flask, *, https: bool) -> None:
    """Finish every answer; what is the same for all of them is put together once."""
    standing = HEADERS | {"Content-Security-Policy": policy(), "Cache-Control": "no-store"}
    if https:
        standing["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}"

    @app.after_request
    def finish(response: Response) -> Response:
        if request.endpoint == "static" and "v" in request.args:
            # The address changes with the content.
            response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
        if _is_open(app):
            _compress(response)
        present = {name.lower() for name, _ in response.headers}
        for name, value in standing.items():
            if name.lower() not in present:
                response.headers.add(name, value)
        return response


def policy(more: str = NO_WORKER) -> str:
    """Return the content security policy of every page; `more` are directives beside the usual."""
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; "
        f"style-src 'self' {style_hashes()}; img-src 'self' data:; media-src 'self'; "
        f"form-action 'self'; frame-ancestors 'none'; base-uri 'none'; {more}"
    )


def takes_gzip() -> bool:
    """Whether the asker reads gzip: naming it with q=0 refuses it (RFC 9110 §12.5.3)."""
    return request.accept_encodings.quality("gzip") > 0


def _is_open(app: Flask) -> bool:
    # Signed-in pages carry a CSRF token: compressing them would invite a length oracle (BREACH).
    if request.endpoint is None:
        return True
    rule = rule_of(app, request.endpoint)
    return rule is not None and rule.is_open


def _compress(response: Response) -> None:
    if (
        not takes_gzip()
        or not (response.mimetype or "").startswith(COMPRESSIBLE)
        or response.headers.get("Content-Encoding")
        or response.status_code in {204, 304}
    ):
        return
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALLEST:
        return
    response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")

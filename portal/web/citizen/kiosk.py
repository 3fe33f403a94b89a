"""The page of a tablet at a counter, its worker and manifest, and the gate for what it sends."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, jsonify, request, send_from_directory, url_for

from portal.fieldwork.kiosks.boxes import Box, day_or_none
from portal.fieldwork.kiosks.errors import KioskRevokedError, NoBoxesError
from portal.fieldwork.kiosks.registry import kiosk_at
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.kiosks.store import KioskAt
from portal.fieldwork.surveys import place_at
from portal.web.assets import STATIC, static_url
from portal.web.citizen.kiosk_desk import KioskDesk
from portal.web.citizen.kiosk_page import kiosk_page, page_version
from portal.web.security import everyone
from portal.web.session import allow, client_address, config, database, request_now
from portal.web.wire import policy

bp = Blueprint("kiosk", __name__)

# A tablet asks every few minutes; a hall of them shares one address.
REQUESTS, REQUESTS_SECONDS = 600, 600
LARGEST_BATCH = 4 * 1024 * 1024
ITS_OWN = "worker-src 'self'; manifest-src 'self'"


@bp.get("/kiosk/<token>")
@everyone
def show(token: str) -> Response:
    """Show the page; out of use, it still hands out what it holds."""
    kiosk = _kiosk(token)
    with database().glancing() as connection:
        place = place_at(connection, kiosk.code, now=request_now())
    response = Response(kiosk_page(kiosk, place, token), mimetype="text/html")
    response.status_code = 410 if kiosk.is_revoked else 200
    response.headers["Content-Security-Policy"] = policy(ITS_OWN)
    return response


@bp.post("/kiosk/<token>")
@everyone
def send(token: str) -> Response | tuple[Response, int]:
    """Take a batch of closed boxes and say of each what became of it; none of any is fine too."""
    if not allow("kiosk", client_address(), REQUESTS, REQUESTS_SECONDS):
        return jsonify(problem="too_many"), 429
    kiosk = _kiosk(token)
    if kiosk.is_revoked:
        return jsonify(problem=KioskRevokedError.code), 410
    try:
        theirs, boxes = _sent()
    except NoBoxesError as error:
        return jsonify(problem=error.code), 400
    receipts = KioskDesk(kiosk, theirs).take(boxes)
    with database().glancing() as connection:
        place = place_at(connection, kiosk.code, now=request_now())
    answers = [
        {"id": box_id.hex(), "answer": receipt.answer, "refusal": receipt.refusal}
        for box_id, receipt in receipts.items()
    ]
    return jsonify(boxes=answers, version=page_version(kiosk, place))


@bp.get("/kiosk/sw.js")
@everyone
def worker() -> Response:
    """Return the worker from here, so that its reach ends at these addresses."""
    response = send_from_directory(STATIC / "js" / "kiosk", "worker.js")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/kiosk/<token>/manifest.json")
@everyone
def manifest(token: str) -> Response:
    """Let the page be put on the tablet's home screen, to be opened without a browser's bar."""
    _kiosk(token)
    icon = {"src": static_url("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    start = url_for("kiosk.show", token=token)
    colours = {"background_color": "#faf6ec", "theme_color": "#faf6ec"}
    about: dict[str, Any] = {"name": "Đánh giá", "short_name": "Đánh giá", "icons": [icon]}
    return jsonify(about | colours | {"start_url": start, "scope": start, "display": "fullscreen"})


def _kiosk(token: str) -> KioskAt:
    with database().glancing() as connection:
        return kiosk_at(connection, config().keys, token)


def _sent() -> tuple[date | None, list[Box]]:
    """Return the tablet's day and the boxes of this request, or raise `NoBoxesError`."""
    request.max_content_length = LARGEST_BATCH
    try:
        sent = request.get_json(silent=True)
    except RecursionError as error:  # a nest of brackets
        raise NoBoxesError from error
    if not isinstance(sent, dict) or not isinstance(sent.get("boxes"), list):
        raise NoBoxesError
    if len(sent["boxes"]) > shipped().most_sent:
        raise NoBoxesError
    return day_or_none(sent.get("today")), [Box.read(one) for one in sent["boxes"]]

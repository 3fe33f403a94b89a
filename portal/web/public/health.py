"""Three questions of a supervisor: is the process alive, can it work, how is it doing."""

import hmac
import ipaddress

from flask import Blueprint, Response, request

from portal.errors import NotFoundError
from portal.keeping.readiness import obstacle
from portal.keeping.vitals import CONTENT_TYPE, as_text, vitals
from portal.web.security import everyone
from portal.web.session import client_address, config, database, request_now

bp = Blueprint("health", __name__)

# Whatever comes through a proxy carries one of these, and is not from this machine.
FORWARDING = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


@bp.get("/health")
@everyone
def health() -> Response:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/ready")
@everyone
def ready() -> Response:
    """Answer 503 when the database is gone or lacks a migration, or the disk is full."""
    in_the_way = obstacle(database(), config())
    words, status = (f"{in_the_way}\n", 503) if in_the_way else ("ready\n", 200)
    return Response(words, status, mimetype="text/plain")


@bp.get("/metrics")
@everyone
def metrics() -> Response:
    """Show the vital signs to this machine and to whoever has the token; to others nothing."""
    if not (_has_token() or _is_this_machine()):
        raise NotFoundError
    measured = vitals(database(), config(), now=request_now())
    return Response(as_text(measured), content_type=CONTENT_TYPE)


def _has_token() -> bool:
    token = config().metrics_token
    given = request.authorization.token if request.authorization else None
    return bool(token and given) and hmac.compare_digest(token.encode(), str(given).encode())


def _is_this_machine() -> bool:
    """Whether nobody stands between: a proxy on this machine would pass strangers for us."""
    if any(name in request.headers for name in FORWARDING):
        return False
    try:
        return ipaddress.ip_address(client_address()).is_loopback
    except ValueError:
        return False

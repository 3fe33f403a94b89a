"""Two questions of a supervisor: is the process alive, and can it reach its database."""

from flask import Blueprint, Response
from sqlalchemy import text

from portal import schema
from portal.web.security import everyone
from portal.web.session import database

bp = Blueprint("health", __name__)


@bp.get("/health")
@everyone
def health() -> Response:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/ready")
@everyone
def ready() -> Response:
    """Answer 503 when the database is gone or lacks a migration."""
    with database().reading() as session:
        session.execute(text("SELECT 1"))
    is_current = schema.current(database()) == schema.head()
    words, status = ("ready\n", 200) if is_current else ("schema is old\n", 503)
    return Response(words, status, mimetype="text/plain")

"""The petition pages: from a scanned counter, or from a commune's own page."""

from flask import Blueprint, request
from sqlalchemy.orm import Session

from portal.cases.intake.nameable import nameable
from portal.codes import CodeMistypedError, check_place_code
from portal.errors import DatabaseUnavailableError, NotFoundError
from portal.offices.models import Authority, ServicePoint
from portal.offices.store import authority_by_slug, point_by_code, villages_of
from portal.web.citizen.kept import keep_typing
from portal.web.citizen.petition_desk import Answer, Desk, Where
from portal.web.security import everyone
from portal.web.session import database, show_authority

bp = Blueprint("petition", __name__)
bp.register_error_handler(DatabaseUnavailableError, keep_typing)


@bp.route("/c/<slug>/y-kien", methods=["GET", "POST"])
@everyone
def from_commune(slug: str) -> Answer:
    """Take a petition that belongs to no counter."""
    with database().reading() as session:
        where = _where(session, authority_by_slug(session, slug))
    return _answer(where)


@bp.route("/q/<code>/y-kien", methods=["GET", "POST"])
@everyone
def from_point(code: str) -> Answer:
    """Take a petition at a counter; a revoked code still leads to its commune."""
    with database().reading() as session:
        point = _point(session, code)
        open_point = point if point.revoked_at is None else None
        where = _where(session, point.authority, open_point)
    return _answer(where)


def _answer(where: Where) -> Answer:
    desk = Desk(where)
    return desk.handle() if request.method == "POST" else desk.open()


def _point(session: Session, code: str) -> ServicePoint:
    try:
        return point_by_code(session, check_place_code(code))
    except CodeMistypedError as error:
        raise NotFoundError from error


def _where(session: Session, authority: Authority, point: ServicePoint | None = None) -> Where:
    villages = villages_of(session, authority.id, only_active=True)
    return Where(
        nameable=nameable(session, authority.id),
        authority=show_authority(authority),
        villages=tuple((village.id, village.name) for village in villages),
        point_id=point.id if point else None,
        point_name=point.name if point else "",
    )

"""What is printed for a place: its QR code as a picture, its poster, all posters at once."""

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from portal.documents.poster import Poster, posters_pdf
from portal.documents.qr import qr_png, qr_svg
from portal.errors import NotFoundError
from portal.offices import store
from portal.offices.kinds import AuthorityType
from portal.offices.models import Authority, ServicePoint
from portal.offices.permissions import May
from portal.web.admin.places import address_of
from portal.web.security import staff_may
from portal.web.session import database, signed_in

bp = Blueprint("posters", __name__)


@bp.get("/admin/places/<int:point_id>/qr.svg")
@staff_may(May.READ_POSTERS)
def svg(point_id: int) -> Response:
    code, name = _code_and_name(point_id)
    return _download(qr_svg(address_of(code), name).encode(), "image/svg+xml", f"qr-{code}.svg")


@bp.get("/admin/places/<int:point_id>/qr.png")
@staff_may(May.READ_POSTERS)
def png(point_id: int) -> Response:
    code, _ = _code_and_name(point_id)
    return _download(qr_png(address_of(code)), "image/png", f"qr-{code}.png")


@bp.get("/admin/places/<int:point_id>/poster.pdf")
@staff_may(May.READ_POSTERS)
def poster(point_id: int) -> Response:
    with database().reading() as session:
        point = store.point_of(session, signed_in().authority_id, point_id)
        page = _poster(_authority(session), point)
    return _download(posters_pdf([page]), "application/pdf", f"poster-{page.code}.pdf")


@bp.get("/admin/places/posters.pdf")
@staff_may(May.READ_POSTERS)
def all_posters() -> Response:
    """Return one page for each place in use; without any there is nothing to print."""
    with database().reading() as session:
        authority = _authority(session)
        points = store.points_of(session, authority.id, only_active=True)
        pages = [_poster(authority, point) for point in points]
        slug = authority.slug
    if not pages:
        raise NotFoundError
    return _download(posters_pdf(pages), "application/pdf", f"posters-{slug}.pdf")


def _authority(session: Session) -> Authority:
    return store.authority_by_id(session, signed_in().authority_id)


def _code_and_name(point_id: int) -> tuple[str, str]:
    with database().reading() as session:
        point = store.point_of(session, signed_in().authority_id, point_id)
        return point.code, point.name


def _poster(authority: Authority, point: ServicePoint) -> Poster:
    return Poster(
        url=address_of(point.code),
        code=point.code,
        place=point.name,
        unit=point.unit.name,
        commune=authority.name,
        commune_type=AuthorityType(authority.type),
        province=authority.province,
        is_demo=authority.is_demo,
    )


def _download(body: bytes, mimetype: str, name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

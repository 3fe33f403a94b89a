"""What was numbered together: its files to print, at once or by unit, and that it hangs."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import RawIOBase
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as BaseResponse

from portal.documents.posters.notice import notice_pdf
from portal.documents.posters.poster import Format, Poster, posters_pdf
from portal.errors import NotFoundError
from portal.fieldwork.posters import store
from portal.fieldwork.posters.kinds import NOTICE
from portal.fieldwork.posters.models import Poster as Row
from portal.fieldwork.posters.posting import hang_batch
from portal.offices.kinds import AuthorityType
from portal.offices.models import Authority, ServicePoint
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.search import fold
from portal.web.admin.pages import actor, done, show
from portal.web.admin.places import address_of
from portal.web.admin.poster_words import PAPERS
from portal.web.admin.posters import download
from portal.web.admin.wall_notice import notice_of
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("poster_prints", __name__)

PDF = "application/pdf"
HANGS = _l("Written down: all of it hangs since today.")


class Pile(NamedTuple):
    """The posters of one unit in a batch."""

    unit_id: int
    unit: str
    rows: Sequence[Row]


@bp.get("/admin/posters/print/<batch>")
@staff_may(May.READ_POSTERS)
def show_batch(batch: str) -> tuple[str, int]:
    _authority, rows = _batch(batch)
    return show(
        "admin/poster_prints.html",
        batch=batch,
        rows=rows,
        piles=_piles(rows),
        paper=PAPERS[rows[0].paper],
        is_sticker=rows[0].paper == Format.STICKERS,
        waiting=sum(row.posted_on is None and row.revoked_at is None for row in rows),
        may_keep=May.KEEP_POSTERS in signed_in().may,
    )


@bp.get("/admin/posters/print/<batch>/<name>.pdf")
@staff_may(May.READ_POSTERS)
def pdf(batch: str, name: str) -> Response:
    """Return the whole batch (`all`) or what is for one unit (its id) as one file."""
    authority, rows = _batch(batch)
    wanted = [row for row in rows if name in {"all", str(row.point and row.point.unit_id)}]
    if not wanted:
        raise NotFoundError(name=name)
    return download(_pdf(authority, wanted), PDF, f"posters-{batch}-{name}.pdf")


@bp.get("/admin/posters/print/<batch>.zip")
@staff_may(May.READ_POSTERS)
def archive(batch: str) -> Response:
    """Send one file for each unit as soon as it is typeset: the browser shows how far it is."""
    authority, rows = _batch(batch)
    piles = {
        f"{fold(pile.unit).replace(' ', '-')}.pdf": _posters(authority, pile.rows)
        for pile in _piles(rows)
    }
    if not piles:
        raise NotFoundError(batch=batch)
    response = Response(_zipped(piles, Format(rows[0].paper)), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="posters-{batch}.zip"'
    return response


@bp.post("/admin/posters/print/<batch>/hung")
@staff_may(May.KEEP_POSTERS)
def hung(batch: str) -> BaseResponse:
    with database().writing() as session:
        hang_batch(session, actor(), batch, now=request_now())
    return done("poster_prints.show_batch", HANGS, batch=batch)


def _batch(batch: str) -> tuple[Authority, Sequence[Row]]:
    with database().reading() as session:
        authority_id = signed_in().authority_id
        rows = store.batch_of(session, authority_id, batch)
        return authority_by_id(session, authority_id), rows


def _piles(rows: Sequence[Row]) -> list[Pile]:
    """Return the posters by unit; they were numbered unit by unit."""
    at_places = [(row.point, row) for row in rows if row.point is not None]
    return [
        Pile(unit_id, pile[0][0].unit.name, [row for _point, row in pile])
        for unit_id, group in groupby(at_places, key=lambda pair: pair[0].unit_id)
        if (pile := list(group))
    ]


def _pdf(authority: Authority, rows: Sequence[Row]) -> bytes:
    if rows[0].paper == NOTICE:
        return notice_pdf(notice_of(authority))
    return posters_pdf(_posters(authority, rows), Format(rows[0].paper))


def _posters(authority: Authority, rows: Sequence[Row]) -> list[Poster]:
    return [_poster(authority, row, row.point) for row in rows if row.point is not None]


def _poster(authority: Authority, row: Row, point: ServicePoint) -> Poster:
    return Poster(
        url=f"{address_of(point.code)}/{row.number}",
        code=point.code,
        number=row.number,
        place=row.printed_name,
        unit=point.unit.name,
        commune=authority.name,
        commune_type=AuthorityType(authority.type),
        province=authority.province,
        second=row.second,
        is_demo=authority.is_demo,
    )


def _zipped(piles: Mapping[str, Sequence[Poster]], paper: Format) -> Iterator[bytes]:
    wire = _Wire()
    with zipfile.ZipFile(wire, "w") as file:
        for name, posters in piles.items():
            file.writestr(name, posters_pdf(posters, paper))
            yield wire.taken()
    yield wire.taken()


class _Wire(RawIOBase):
    """What has been written since it was last taken; nobody can go back in it."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken

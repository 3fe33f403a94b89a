"""The register of posters with its order form, and the bare QR code of a place as a picture."""

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectChoice, SelectField

from portal.clock import local_day
from portal.documents.posters.poster import Format
from portal.documents.qr import qr_png, qr_svg
from portal.fieldwork.posters import store as register
from portal.fieldwork.posters.alarm import quiet_ids
from portal.fieldwork.posters.printing import Order, print_posters, second_languages
from portal.fieldwork.posters.quiet import quiet_rule
from portal.offices import store
from portal.offices.permissions import May
from portal.web.admin.pages import actor, done, is_saved, show
from portal.web.admin.places import address_of
from portal.web.admin.poster_words import PAPERS, REASONS
from portal.web.forms import StaffForm
from portal.web.i18n import NAMES, lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("posters", __name__)

NUMBERED = _l("Numbered. Now download and print.")


class OrderForm(StaffForm):
    """What is to be printed, for which places, in which second language."""

    paper = SelectField(
        _l("Printed as"),
        choices=[SelectChoice(value=paper.value, label=PAPERS[paper]) for paper in Format],
    )
    where = SelectField(_l("For which places"))
    second = SelectField(_l("Second language"))

    def offer(self, session: Session) -> "OrderForm":
        """Offer the places in use, one by one and by unit, and the languages that are asked."""
        points = store.points_of(session, signed_in().authority_id, only_active=True)
        units = {point.unit_id: point.unit.name for point in points}
        self.where.choices = [
            SelectChoice(value="all", label=_l("All places in use")),
            *(SelectChoice(value=f"unit-{key}", label=name) for key, name in units.items()),
            *(SelectChoice(value=f"point-{point.id}", label=point.name) for point in points),
        ]
        languages = second_languages(session, signed_in().authority_id, request_now())
        self.second.choices = [
            *(SelectChoice(value=code, label=NAMES.get(code, code)) for code in languages),
            SelectChoice(value="", label=_l("No second language")),
        ]
        return self

    @property
    def order(self) -> Order:
        kind, _, key = self.where.data.partition("-")
        chosen = {f"{kind}_id": int(key)} if key else {}
        return Order(Format(self.paper.data), self.second.data, **chosen)


@bp.route("/admin/posters", methods=["GET", "POST"])
@staff_may(May.READ_POSTERS)
def index() -> BaseResponse | tuple[str, int]:
    """List the register; whoever has scanned nothing lately is pointed out on top."""
    with database().reading() as session:
        form = OrderForm(where=request.args.get("where")).offer(session)
        authority_id = signed_in().authority_id
        is_whole = "all" in request.args
        posters = register.posters_of(session, authority_id, with_revoked=is_whole)
        quiet = quiet_ids(session, authority_id, local_day(request_now()))
    return show(
        "admin/posters.html",
        form,
        posters=posters,
        quiet=quiet,
        rule=quiet_rule(),
        rule_source=quiet_rule().source(lang()),
        is_whole=is_whole,
        papers=PAPERS,
        reasons=REASONS,
        may_keep=May.KEEP_POSTERS in signed_in().may,
    )


@bp.post("/admin/posters/print")
@staff_may(May.KEEP_POSTERS)
def order() -> BaseResponse | tuple[str, int]:
    """Give numbers to what is ordered; it is printed after, as often as paper jams."""
    with database().reading() as session:
        form = OrderForm().offer(session)
    made: list[str] = []
    if form.validate() and is_saved(
        form,
        lambda session: made.append(print_posters(session, actor(), form.order, now=request_now())),
        field="where",
    ):
        return done("poster_prints.show_batch", NUMBERED, batch=made[0])
    return show("admin/poster_order.html", form)


@bp.get("/admin/places/<int:point_id>/qr.svg")
@staff_may(May.READ_POSTERS)
def svg(point_id: int) -> Response:
    code, name = _code_and_name(point_id)
    return download(qr_svg(address_of(code), name).encode(), "image/svg+xml", f"qr-{code}.svg")


@bp.get("/admin/places/<int:point_id>/qr.png")
@staff_may(May.READ_POSTERS)
def png(point_id: int) -> Response:
    code, _ = _code_and_name(point_id)
    return download(qr_png(address_of(code)), "image/png", f"qr-{code}.png")


def download(body: bytes, mimetype: str, name: str) -> Response:
    """Return a file to keep."""
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _code_and_name(point_id: int) -> tuple[str, str]:
    with database().reading() as session:
        point = store.point_of(session, signed_in().authority_id, point_id)
        return point.code, point.name

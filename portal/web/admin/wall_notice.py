"""The notice on sending petitions: what is missing is listed before anything is printed."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.cases.lanes.regulations import receiver_of_regulations
from portal.documents.posters.notice import Notice, Receiver, wording
from portal.fieldwork.posters.printing import print_notice
from portal.offices.models import Authority
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.web.admin.pages import actor, done, show
from portal.web.admin.poster_words import GAPS
from portal.web.forms import StaffForm
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("wall_notice", __name__)

NUMBERED = _l("Numbered. Now download, print and hang it.")


@bp.get("/admin/posters/notice")
@staff_may(May.READ_POSTERS)
def index() -> tuple[str, int]:
    with database().reading() as session:
        notice = notice_of(authority_by_id(session, signed_in().authority_id))
    offices = {"statutory": notice.statutory, "own": notice.own}
    return show(
        "admin/wall_notice.html",
        StaffForm(),
        notice=notice,
        gaps=[
            (offices[whose], [GAPS[name] for name in names]) for whose, names in notice.gaps.items()
        ],
        wording=wording(),
        may_keep=May.KEEP_POSTERS in signed_in().may,
        may_set_up=May.SET_UP in signed_in().may,
    )


@bp.post("/admin/posters/notice")
@staff_may(May.KEEP_POSTERS)
def number() -> Response:
    """Enter one more sheet in the register; gaps stay dotted lines to be filled in by pen."""
    with database().writing() as session:
        name = authority_by_id(session, signed_in().authority_id).name
        batch = print_notice(session, actor(), name, now=request_now())
    return done("poster_prints.show_batch", NUMBERED, batch=batch)


def notice_of(authority: Authority) -> Notice:
    """Return what the notice of a commune says today."""
    statutory = Receiver(
        receiver_of_regulations(authority),
        authority.regulation_address,
        authority.regulation_phone,
        authority.regulation_hours,
    )
    return Notice(
        statutory=statutory,
        own=Receiver(authority.name, authority.address, authority.hotline, authority.hours),
        reception=authority.reception,
        url=config().public_url + url_for("petition.from_commune", slug=authority.slug),
        commune=authority.name,
        province=authority.province,
        is_demo=authority.is_demo,
    )

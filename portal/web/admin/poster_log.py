"""One poster: where it hangs, since when, with a photo; and taking it out of use."""

from flask import Blueprint, send_file
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import DateField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length

from portal.clock import local_day
from portal.errors import NotFoundError
from portal.fieldwork.posters import store
from portal.fieldwork.posters.kinds import RevokeReason
from portal.fieldwork.posters.models import Poster
from portal.fieldwork.posters.posting import LONGEST_SPOT, Hung, hang, revoke
from portal.files.errors import FileNotKeptError, FileRefusedError
from portal.files.pictures import Picture, shelve_picture
from portal.offices.permissions import May
from portal.web.admin.pages import actor, done, is_saved, refuse, show
from portal.web.admin.poster_words import PAPERS, REASONS
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, shelf, signed_in
from portal.web.uploads import REFUSALS

bp = Blueprint("poster_log", __name__)

REVOKED = _l("Out of use. Whoever scans it is told so and led on.")


class HangForm(StaffForm):
    """Where a poster hangs, since when, and how it looks there."""

    spot = StringField(
        _l("Where it hangs"), filters=[tidy], validators=[InputRequired(), Length(max=LONGEST_SPOT)]
    )
    posted_on = DateField(_l("Since which day"), validators=[InputRequired()])
    photo = FileField(_l("Photo"))


class RevokeForm(StaffForm):
    """Why a poster goes out of use."""

    reason = RadioField(
        _l("Why"),
        choices=[SelectChoice(value=one.value, label=label) for one, label in REASONS.items()],
        validators=[InputRequired()],
    )


@bp.route("/admin/posters/<int:poster_id>", methods=["GET", "POST"])
@staff_may(May.KEEP_POSTERS)
def index(poster_id: int) -> Response | tuple[str, int]:
    poster = _poster(poster_id)
    form = HangForm(spot=poster.spot, posted_on=poster.posted_on or local_day(request_now()))
    if form.validate_on_submit() and _is_hung(form, poster_id):
        return done("posters.index")
    return _shown(poster, form, RevokeForm(formdata=None))


@bp.post("/admin/posters/<int:poster_id>/revoke")
@staff_may(May.KEEP_POSTERS)
def take_down(poster_id: int) -> Response | tuple[str, int]:
    poster, form = _poster(poster_id), RevokeForm()
    if not form.validate():
        hung = HangForm(formdata=None, spot=poster.spot, posted_on=poster.posted_on)
        return _shown(poster, hung, form)
    with database().writing() as session:
        reason = RevokeReason(form.reason.data)
        keys = revoke(session, actor(), poster_id, reason, now=request_now())
    _discard(keys)
    return done("posters.index", REVOKED)


@bp.get("/admin/posters/<int:poster_id>/photo")
@staff_may(May.READ_POSTERS)
def photo(poster_id: int) -> Response:
    with database().reading() as session:
        poster = store.poster_of(session, signed_in().authority_id, poster_id)
        row = store.photo_of(session, poster)
    if row is None:
        raise NotFoundError(poster=poster_id)
    answer = send_file(shelf().open(row.key), mimetype=row.media_type, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _poster(poster_id: int) -> Poster:
    with database().reading() as session:
        return store.poster_of(session, signed_in().authority_id, poster_id)


def _shown(poster: Poster, form: HangForm, revoke_form: RevokeForm) -> tuple[str, int]:
    faulty = revoke_form if revoke_form.errors else form
    return show(
        "admin/poster.html",
        faulty,
        poster=poster,
        hang_form=form,
        revoke_form=revoke_form,
        paper=PAPERS[poster.paper],
        reasons=REASONS,
    )


def _is_hung(form: HangForm, poster_id: int) -> bool:
    """Clean the photo first, for that is slow; then write everything down at once."""
    picture = _picture(form)
    if form.photo.errors:
        return False
    hung, old = Hung(form.spot.data, form.posted_on.data), list[str]()
    is_done = False
    try:
        is_done = is_saved(
            form,
            lambda session: old.extend(
                hang(session, actor(), poster_id, hung, picture, now=request_now())
            ),
            field="spot",
        )
    finally:
        _discard([] if is_done or picture is None else [picture.key])
    _discard(old)
    return is_done


def _picture(form: HangForm) -> Picture | None:
    if not form.photo.data:
        return None
    try:
        return shelve_picture(shelf(), form.photo.data.stream)
    except FileRefusedError as error:
        refuse(form, "photo", gettext("The file %(why)s.", why=REFUSALS[error.reason]))
    except FileNotKeptError:
        refuse(
            form, "photo", gettext("The photo could not be kept. Save without it, or try again.")
        )
    return None


def _discard(keys: list[str]) -> None:
    for key in keys:
        shelf().discard(key)

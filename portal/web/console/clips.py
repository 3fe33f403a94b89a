"""Recording questions on the console, hearing what was recorded, opening it to citizens."""

import tomllib

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from portal.errors import InvalidInputError, NotFoundError
from portal.fieldwork import questionnaire_store
from portal.fieldwork.tongues import judging, store
from portal.fieldwork.tongues.clips import LIMITS, Checked, Slot, checked, items_of, keep
from portal.fieldwork.tongues.errors import ClipRefusedError, OwnWordsError
from portal.fieldwork.tongues.models import Clip
from portal.offices.permissions import May
from portal.web.console.tongue_words import CLIP_FAULTS
from portal.web.console.tongues import HOME, actor, standing
from portal.web.forms import tidy
from portal.web.i18n import NAMES
from portal.web.messages import sentence
from portal.web.security import HEADERS, staff_may
from portal.web.session import database, request_now, shelf, signed_in
from surveys.tongues.codes import is_tongue

bp = Blueprint("clips", __name__)

# The one page of the portal that may ask for the microphone.
MICROPHONE = HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)")
PLACE = f"{HOME}/<int:questionnaire_id>/<tongue>/ghi-am"


@bp.get(PLACE)
@staff_may(May.SEE_SURVEYS)
def index(questionnaire_id: int, tongue: str) -> Response:
    return _page(questionnaire_id, tongue)


@bp.post(PLACE)
@staff_may(May.DRAFT_SURVEYS)
def add(questionnaire_id: int, tongue: str) -> BaseResponse:
    """Keep one recording; the shelf takes it before the transaction begins."""
    item, sent = request.form.get("item", ""), request.files.get("file")
    try:
        file = checked(sent.read(LIMITS.most_bytes + 1) if sent else b"")
        _kept(Slot(questionnaire_id, tongue, item), file)
    except ClipRefusedError as error:
        return _page(questionnaire_id, tongue, {item: str(CLIP_FAULTS[error.fault])})
    flash(_("The recording is kept. A second person has to hear and open it."), "success")
    address = url_for("clips.index", questionnaire_id=questionnaire_id, tongue=tongue)
    return redirect(f"{address}#{item}", code=303)


@bp.get(f"{HOME}/ghi-am/<int:clip_id>")
@staff_may(May.SEE_SURVEYS)
def hear(clip_id: int) -> Response:
    """Let staff hear a recording, open or not."""
    with database().reading() as session:
        row = store.one(session, Clip, signed_in().authority_id, clip_id)
    return send_file(shelf().open(row.key), mimetype=row.media_type)


@bp.post(f"{HOME}/ghi-am/<int:clip_id>/mo")
@staff_may(May.APPROVE_SURVEYS)
def open_clip(clip_id: int) -> BaseResponse:
    with database().reading() as session:
        row = store.one(session, Clip, signed_in().authority_id, clip_id)
    try:
        with database().writing() as session:
            row = store.one(session, Clip, signed_in().authority_id, clip_id)
            note = tidy(request.form.get("note"))
            judging.open_up(session, actor(), row, note, now=request_now())
    except InvalidInputError:
        words = _("Please name somebody who knows the language, in 300 letters.")
        return _page(row.questionnaire_id, row.tongue, {row.item: words})
    except OwnWordsError as error:
        flash(str(sentence(error)), "error")
    else:
        flash(_("Citizens can hear this question now."), "success")
    return _back(row)


@bp.post(f"{HOME}/ghi-am/<int:clip_id>/go")
@staff_may(May.DRAFT_SURVEYS)
def withdraw(clip_id: int) -> BaseResponse:
    with database().writing() as session:
        row = store.one(session, Clip, signed_in().authority_id, clip_id)
        judging.withdraw(session, actor(), row, now=request_now())
    flash(_("The recording is taken off. It stays kept."), "success")
    return _back(row)


def _kept(slot: Slot, file: Checked) -> None:
    key = shelf().put(file.content)
    try:
        with database().writing() as session:
            keep(session, actor(), slot, file, key, now=request_now())
    except Exception:
        shelf().discard(key)
        raise


def _page(questionnaire_id: int, tongue: str, problems: dict[str, str] | None = None) -> Response:
    staff = signed_in()
    with database().reading() as session:
        row = questionnaire_store.usable(session, staff.authority_id, questionnaire_id)
        clips = store.clips_of(session, (staff.authority_id, row.id, tongue))
        packs = store.packs_of(session, staff.authority_id)
    names = NAMES | {one.row.tongue: one.row.name for one in packs}
    if not is_tongue(tongue) or tongue not in names:
        raise NotFoundError(tongue=tongue)
    html = render_template(
        "console/clips.html",
        questionnaire=row,
        tongue=tongue,
        name=names[tongue],
        items=_items(row.toml, clips),
        problems=problems or {},
        limits=LIMITS,
        may=staff.may,
        me=staff.id,
    )
    response = Response(html, status=422 if problems else 200)
    response.headers["Permissions-Policy"] = MICROPHONE
    return response


def _items(toml: str, clips: list[store.Listed]) -> list[tuple[str, str, list[object]]]:
    """Return what can be recorded: its name, its words, and what there is with its state."""
    return [
        (item, words, [(one, standing(one.row.state)) for one in clips if one.row.item == item])
        for item, words in items_of(tomllib.loads(toml)).items()
    ]


def _back(row: Clip) -> BaseResponse:
    address = url_for("clips.index", questionnaire_id=row.questionnaire_id, tongue=row.tongue)
    return redirect(f"{address}#{row.item}", code=303)

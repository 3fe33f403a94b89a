"""Languages of a commune on the console: packs from files, read beside the original, opened."""

import tomllib

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response as BaseResponse
from wtforms import TextAreaField

from portal.errors import InvalidInputError, NotFoundError
from portal.fieldwork import questionnaire_store
from portal.fieldwork.errors import QuestionnaireRefusedError
from portal.fieldwork.models import Questionnaire
from portal.fieldwork.questionnaires import MOST_BYTES
from portal.fieldwork.tongues import judging, store
from portal.fieldwork.tongues.errors import OwnWordsError, PackRefusedError, PackTakenError
from portal.fieldwork.tongues.kinds import Standing
from portal.fieldwork.tongues.models import TonguePack
from portal.fieldwork.tongues.packs import take_over
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.web.console.tongue_words import STANDINGS, pack_lines
from portal.web.forms import StaffForm, tidy
from portal.web.i18n import NAMES
from portal.web.messages import sentence
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from surveys.shape import Data
from surveys.tongues.codes import is_tongue
from surveys.tongues.interface import INTERFACE
from surveys.tongues.pack import named, pack_of
from surveys.tongues.skeleton import skeleton
from surveys.tongues.texts import texts_of

bp = Blueprint("tongues", __name__)

HOME = "/console/khao-sat/tieng"


class PackForm(StaffForm):
    """One content pack."""

    file = FileField(_l("Language file (.toml)"), validators=[FileRequired()])


class OpenForm(StaffForm):
    """The word of a second person."""

    note = TextAreaField(
        _l("Who that knows the language has read or heard it, and when"), filters=[tidy]
    )


@bp.get(HOME)
@staff_may(May.SEE_SURVEYS)
def index() -> tuple[str, int]:
    return _page(PackForm(formdata=None), [])


@bp.post(HOME)
@staff_may(May.DRAFT_SURVEYS)
def add() -> BaseResponse | tuple[str, int]:
    form = PackForm()
    lines: list[str] = []
    if form.validate_on_submit():
        content = form.file.data.read(MOST_BYTES + 1)
        try:
            with database().writing() as session:
                pack = take_over(session, actor(), content, now=request_now())
        except (QuestionnaireRefusedError, PackRefusedError, PackTakenError) as error:
            form.file.errors = [sentence(error)]
            lines = pack_lines(error, _asked_in(content))
        else:
            flash(_("The language is kept. A second person has to open it."), "success")
            return redirect(url_for("tongues.show", pack_id=pack.id), code=303)
    return _page(form, lines)


@bp.get(f"{HOME}/mau.toml")
@staff_may(May.SEE_SURVEYS)
def empty() -> Response:
    """Return an empty pack of a questionnaire, with the words to translate beside every line."""
    tag = tidy(request.args.get("tongue"))
    try:
        wanted = row_id(request.args.get("questionnaire", ""))
    except ValueError as error:
        raise NotFoundError from error
    with database().reading() as session:
        row = questionnaire_store.usable(session, signed_in().authority_id, wanted)
    words = {key: _(english) for key, english in INTERFACE.items()}
    text = skeleton(tomllib.loads(row.toml), tag if is_tongue(tag) else "", words)
    response = Response(text, content_type="application/toml; charset=utf-8")
    name = f"{row.code}-{row.version}.{tag if is_tongue(tag) else 'tieng'}.toml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.get(f"{HOME}/<int:pack_id>")
@staff_may(May.SEE_SURVEYS)
def show(pack_id: int) -> tuple[str, int]:
    return _pack_page(pack_id, OpenForm(formdata=None))


@bp.post(f"{HOME}/<int:pack_id>/mo")
@staff_may(May.APPROVE_SURVEYS)
def open_pack(pack_id: int) -> BaseResponse | tuple[str, int]:
    form = OpenForm()
    try:
        with database().writing() as session:
            row = store.one(session, TonguePack, signed_in().authority_id, pack_id)
            judging.open_up(session, actor(), row, form.note.data, now=request_now())
    except InvalidInputError:
        form.note.errors = [_("Please name somebody who knows the language, in 300 letters.")]
        return _pack_page(pack_id, form)
    except OwnWordsError as error:
        flash(str(sentence(error)), "error")
    else:
        flash(_("Citizens can choose this language now."), "success")
    return redirect(url_for("tongues.show", pack_id=pack_id), code=303)


@bp.post(f"{HOME}/<int:pack_id>/go")
@staff_may(May.DRAFT_SURVEYS)
def withdraw(pack_id: int) -> BaseResponse:
    with database().writing() as session:
        row = store.one(session, TonguePack, signed_in().authority_id, pack_id)
        judging.withdraw(session, actor(), row, now=request_now())
    flash(_("The language is no longer offered. Its words stay kept."), "success")
    return redirect(url_for("tongues.index"), code=303)


def actor() -> Actor:
    """Return who is signed in, as the office's record names them."""
    staff = signed_in()
    return Actor(staff.authority_id, staff.id)


def standing(state: str) -> tuple[LazyString | str, str]:
    """Return the words and the tone of a state; what is over has no tone."""
    return STANDINGS.get(Standing(state), (_("no longer offered"), "waiting"))


def _page(form: PackForm, lines: list[str]) -> tuple[str, int]:
    authority_id = signed_in().authority_id
    with database().reading() as session:
        packs = store.packs_of(session, authority_id)
        asked = store.questionnaires_in_use(session, authority_id)
    html = render_template(
        "console/tongues.html",
        form=form,
        lines=lines,
        packs=[(one, standing(one.row.state)) for one in packs],
        questionnaires=[(row, _tongues(row, packs)) for row in asked],
        may=signed_in().may,
    )
    return html, 422 if form.errors else 200


def _tongues(row: Questionnaire, packs: list[store.Listed]) -> list[tuple[str, str]]:
    """Return the languages in which a questionnaire can be recorded: its own and its packs'."""
    data = tomllib.loads(row.toml)
    names = {code: NAMES.get(code, code) for code in data["languages"]}
    names |= {one.row.tongue: one.row.name for one in packs if one.row.questionnaire_id == row.id}
    return list(names.items())


def _pack_page(pack_id: int, form: OpenForm) -> tuple[str, int]:
    staff = signed_in()
    with database().reading() as session:
        row = store.one(session, TonguePack, staff.authority_id, pack_id)
        asked = questionnaire_store.usable(session, staff.authority_id, row.questionnaire_id)
        original = tomllib.loads(asked.toml)
    pack, first = pack_of(tomllib.loads(row.toml)), original["languages"][0]
    html = render_template(
        "console/tongue_pack.html",
        pack=row,
        direction=pack.direction,
        questionnaire=named(original),
        standing=standing(row.state),
        questions=[(words[first], pack.texts[place]) for place, words in texts_of(original)],
        interface=[(_(english), pack.interface[key]) for key, english in INTERFACE.items()],
        form=form,
        may=staff.may,
        is_author=row.added_by_id == staff.id,
    )
    return html, 422 if form.errors else 200


def _asked_in(content: bytes) -> Data | None:
    """Return the questionnaire that a file names, to speak of its questions; None if none."""
    code, _slash, version = str(_head(content).get("instrument", "")).partition("/")
    if not version.isascii() or not version.isdecimal() or len(version) > 6:
        return None
    with database().reading() as session:
        found = questionnaire_store.asked(session, signed_in().authority_id, code, int(version))
        return None if found is None else tomllib.loads(found.toml)


def _head(content: bytes) -> Data:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except ValueError:
        return {}

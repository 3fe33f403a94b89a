"""Writing the answer: point by point, saved as a draft all along, handed in once it says enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action
from portal.cases.replies.drafts.keeping import (
    NOTHING_YET,
    NewerDraftError,
    Written,
    hand_in,
    save,
    written_in,
)
from portal.cases.replies.drafts.models import ReplyDraft, ReplyTemplate
from portal.cases.replies.drafts.store import (
    Beside,
    draft_of,
    drafts_beside,
    templates_of_unit,
)
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, Desk, open_desk, show, work
from portal.web.console.draft_form import DraftForm, as_data
from portal.web.console.kept import keep_typing
from portal.web.console.timeline import words_of
from portal.web.console.viewing import viewer
from portal.web.i18n import date_time, short_date
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("drafting", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

DRAFT = ActPage(
    Action.DRAFT,
    title=_l("Write the reply"),
    button=_l("Hand in for approval"),
    done=_l("The draft waits for approval."),
    template="console/draft.html",
)
OTHER_WINDOW = _l(
    "You have saved another version of this draft in another window. Nothing is lost: that version "
    "stands below the form. Put both together, then save."
)
TOO_LONG = _l("Not saved: a part is too long.")


@dataclass(frozen=True)
class Table:
    """What lies on the writer's table: their own draft, and what others write."""

    own: ReplyDraft | None
    others: list[dict[str, Any]]
    templates: Sequence[ReplyTemplate]

    @property
    def version(self) -> int:
        return self.own.version if self.own else NOTHING_YET


@bp.route(f"{CASE}/draft", methods=BOTH)
@staff_may(May.HANDLE)
def write(reference: str) -> Answer:
    desk = open_desk(DRAFT, reference)
    form, table = _form(desk)
    if request.method == "POST" and form.seen != table.version:
        return _collision(desk, form, table)
    if _grown(desk, form, table):
        return show(desk, form, 200, **_beside(desk, table))
    return work(
        desk,
        form,
        lambda s, turn: hand_in(s, turn, form.written, form.seen, now=request_now()),
        **_beside(desk, table),
    )


@bp.post(f"{CASE}/draft/keep")
@staff_may(May.HANDLE)
def keep(reference: str) -> Answer:
    """Save what is written so far; the page's script asks for it, too, and reads JSON."""
    desk = open_desk(DRAFT, reference)
    form, table = _form(desk)
    if not form.validate():
        return _refused(TOO_LONG, 422) or show(desk, form, 422, **_beside(desk, table))
    turn = Turn(viewer(), desk.file.case.id)
    try:
        with database().writing() as session:
            version = save(session, turn, form.written, form.seen, now=request_now())
    except NewerDraftError:
        return _refused(OTHER_WINDOW, 409) or _collision(desk, form, _table(desk))
    words = str(_("Draft saved, %(moment)s.", moment=date_time(request_now())))
    if _is_script():
        return jsonify(version=version, words=words)
    flash(words, "success")
    return redirect(url_for(".write", reference=reference), code=303)


def _grown(desk: Desk, form: DraftForm, table: Table) -> bool:
    """Add a point or begin one with a template, if that was asked for."""
    unit = desk.file.names.unit or ""
    if request.form.get("more"):
        form.add_point(unit)
    elif request.form.get("fill") and "template" in form:
        chosen = [row for row in table.templates if row.id == form.template.data]
        for row in chosen:
            form.begin_with(row, _values(desk.file), unit)
    return bool(request.form.get("more") or request.form.get("fill"))


def _values(file: CaseFile) -> dict[str, str]:
    """Return what the fields of a template stand for in this case."""
    case = file.case
    return {
        "reference": case.reference,
        "received": short_date(case.received_on),
        "due": short_date(case.due_on) if case.due_on else "",
        "today": short_date(local_day(request_now())),
        "unit": file.names.unit or "",
    }


def _form(desk: Desk) -> tuple[DraftForm, Table]:
    table = _table(desk)
    began = written_in(table.own) if table.own else Written(_returned(desk.file))
    form = DraftForm(data=as_data(began, desk.file.names.unit or "", table.version))
    form.ask_why_late(is_late=desk.must_say_why_late)
    form.offer(table.templates)
    return form, table


def _table(desk: Desk) -> Table:
    case_id, me = desk.file.case.id, signed_in().id
    with database().reading() as session:
        own = draft_of(session, case_id, me)
        others = [_other(beside) for beside in drafts_beside(session, case_id, me)]
        templates = templates_of_unit(session, signed_in().unit_id or 0)
        session.expunge_all()
    return Table(own, others, templates)


def _other(beside: Beside) -> dict[str, Any]:
    return {
        "writer": beside.writer,
        "begun_at": beside.draft.begun_at,
        "saved_at": beside.draft.saved_at,
        "points": written_in(beside.draft).points,
    }


def _beside(desk: Desk, table: Table) -> dict[str, Any]:
    return {
        "remarks": _remarks(desk.file),
        "others": table.others,
        "saved_at": table.own.saved_at if table.own else None,
        "newer": (),
    }


def _collision(desk: Desk, form: DraftForm, table: Table) -> Answer:
    """Show both texts: what was typed in the form, what was saved below it; saved next, it wins."""
    form.draft_version.raw_data, form.draft_version.data = None, table.version
    form.form_errors.append(OTHER_WINDOW)
    newer = written_in(table.own).points if table.own else ()
    return show(desk, form, 409, **{**_beside(desk, table), "newer": newer})


def _refused(words: LazyString, status: int) -> Answer | None:
    if not _is_script():
        return None
    answer = jsonify(words=str(words))
    answer.status_code = status
    return answer


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _returned(file: CaseFile) -> Any:
    return file.points if _remarks(file) else ()


def _remarks(file: CaseFile) -> str:
    """Return the remarks on the draft before, unless the case was reopened since."""
    for event in reversed(file.events):
        if event.action == Action.RETURN:
            return words_of(file, event)
        if event.action == Action.REOPEN:
            break
    return ""

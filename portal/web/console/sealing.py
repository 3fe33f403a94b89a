"""Sealed cases: sealing, the handover with its record, purging, and who keeps what."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action, CaseKind, State
from portal.cases.sealing.purging import purge
from portal.cases.sealing.sealing import entrust, hand_over, seal
from portal.cases.sealing.store import keepers, sealed_case, sealed_counts, sealed_lines
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.case_words import STATE_TONES, STATES
from portal.web.console.case_view import case_view
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, back, load_file, open_desk, work
from portal.web.console.kept import keep_typing
from portal.web.console.lane_forms import EntrustForm, HandOverForm, PurgeForm, SealForm
from portal.web.console.viewing import viewer
from portal.web.console.words import KINDS
from portal.web.security import staff_may
from portal.web.session import database, request_now, shelf, signed_in

bp = Blueprint("sealing", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

MOST_LISTED = 200
SEAL = ActPage(
    Action.SEAL,
    title=_l("Seal: it is a complaint or a denunciation"),
    button=_l("Seal"),
    done=_l("Sealed. From now on only the person who keeps it reads it."),
    intro=_l(
        "It leaves every list, the search, the reports and the public page at once. The sender "
        "reads what happened and where to go."
    ),
    kind="danger",
)
HAND_OVER = ActPage(
    Action.HAND_OVER,
    title=_l("Hand over"),
    button=_l("Write down the handover"),
    done=_l("Written down. Print the record and have it signed by both sides, then purge."),
    intro=_l("Print the case first: the printed pages and the files are what is handed over."),
)
PURGE = ActPage(
    Action.PURGE,
    title=_l("Erase texts, files and contact"),
    button=_l("Erase for good"),
    done=_l("Erased. What remains is a count by kind and month, and the steps without words."),
    intro=_l("This cannot be undone. Backups made before keep it until they are pruned."),
    kind="danger",
)


@dataclass(frozen=True)
class Record:
    """What the record of a handover says (biên bản bàn giao)."""

    on: date
    receiver: str
    pages: int
    files: int


@bp.route(f"{CASE}/seal", methods=BOTH)
@staff_may(May.SEE_CASES)
def seal_case(reference: str) -> Answer:
    """Seal; the desk, the leaders and the unit in charge may do so."""
    desk, form = open_desk(SEAL, reference), SealForm()
    with database().reading() as session:
        form.offer(keepers(session, signed_in().authority_id))
    answer = work(
        desk,
        form,
        lambda s, turn: seal(
            s, turn, form.kind.data, form.handler_id.data, form.reason.data, now=request_now()
        ),
    )
    if isinstance(answer, Response) and form.handler_id.data not in {None, signed_in().id}:
        answer.location = url_for("queue.index")
    return answer


@bp.route(f"{CASE}/hand-over", methods=BOTH)
@staff_may(May.KEEP_SEALED)
def hand_over_case(reference: str) -> Answer:
    desk, form = open_desk(HAND_OVER, reference), HandOverForm()
    return work(
        desk,
        form,
        lambda s, turn: hand_over(s, turn, form.receiver.data, form.pages.data, now=request_now()),
    )


@bp.get(f"{CASE}/record")
@staff_may(May.KEEP_SEALED)
def record(reference: str) -> str:
    """Show the record of the handover, to be printed and signed; nothing of the words is in it."""
    file = load_file(reference)
    view = case_view(file, local_day(request_now()))
    return render_template("console/handover.html", case=view, record=_record(file))


@bp.route(f"{CASE}/purge", methods=BOTH)
@staff_may(May.KEEP_SEALED)
def purge_case(reference: str) -> Answer:
    """Erase outside the form's own transaction, for files go after it."""
    desk, form = open_desk(PURGE, reference), PurgeForm()
    if not form.is_submitted() or not form.validate() or Action.PURGE not in desk.file.actions:
        return work(desk, form, lambda _s, _turn: None)
    turn = Turn(viewer(), desk.file.case.id, form.version.data)
    purge(database(), shelf(), turn, now=request_now())
    return back(desk, PURGE.done)


@bp.get("/console/niem-phong")
@staff_may(May.ENTRUST_SEALED)
def index() -> str:
    """List what is sealed and who keeps it, and the counts; no word of any."""
    with database().reading() as session:
        lines = sealed_lines(session, signed_in().authority_id, MOST_LISTED)
        counts = sealed_counts(session, signed_in().authority_id)
    return render_template(
        "console/sealed.html",
        lines=lines,
        counts=counts,
        kinds=KINDS,
        states=STATES,
        tones=STATE_TONES,
    )


@bp.route("/console/niem-phong/<reference>", methods=BOTH)
@staff_may(May.ENTRUST_SEALED)
def entrust_case(reference: str) -> Response | tuple[str, int]:
    """Name another person to keep a sealed case, without opening it."""
    form = EntrustForm()
    with database().reading() as session:
        case = sealed_case(session, signed_in().authority_id, reference)
        if case is None:
            raise NotFoundError(reference=reference)
        form.offer(keepers(session, signed_in().authority_id))
    if not form.validate_on_submit():
        form.version.data = case.version
        shown = {"reference": reference, "kind": KINDS[CaseKind(case.kind)]}
        status = 422 if form.is_submitted() else 200
        return render_template("console/entrust.html", form=form, **shown), status
    with database().writing() as session:
        entrust(session, viewer(), reference, form.handler_id.data, now=request_now())
    flash(str(_l("Another person keeps it now.")), "success")
    return redirect(url_for(".index"), code=303)


def _record(file: CaseFile) -> Record:
    given = [event for event in file.events if event.action == Action.HAND_OVER]
    if file.case.state != State.HANDED_OVER or not given or file.case.finished_on is None:
        raise NotFoundError(reference=file.case.reference)
    data = given[-1].data
    return Record(file.case.finished_on, data["sent_to"], data["pages"], data["files"])

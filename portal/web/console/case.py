"""The page of one case, its printed form and its files."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, send_file

from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.store import visible_case_by_reference
from portal.cases.kinds import Action, State
from portal.cases.merging.suggesting import SimilarCase, similar_open
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.files.store import attachment_of
from portal.offices.permissions import May
from portal.web.console.case_papers import file_name
from portal.web.console.case_view import case_view
from portal.web.console.desk import CASE, load_file
from portal.web.console.viewing import viewer
from portal.web.security import staff_may
from portal.web.session import database, request_now, shelf

bp = Blueprint("case", __name__)


@bp.get(CASE)
@staff_may(May.SEE_CASES)
def show(reference: str) -> str:
    file = load_file(reference)
    view = case_view(file, local_day(request_now()))
    return render_template("console/case.html", case=view, similar=_similar(file))


def _similar(file: CaseFile) -> Sequence[SimilarCase]:
    """Return similar open cases for the desk, while it still decides where this one goes."""
    waits = State(file.case.state) in {State.RECEIVED, State.ACCEPTED}
    if Action.RELATE not in file.actions or not waits:
        return ()
    with database().reading() as session:
        return similar_open(session, viewer(), file.case)


@bp.get(f"{CASE}/print")
@staff_may(May.SEE_CASES)
def printed(reference: str) -> str:
    """Show everything at once, without anything to press."""
    view = case_view(load_file(reference), local_day(request_now()))
    return render_template("console/print.html", case=view, printed_at=request_now())


@bp.get(f"{CASE}/files/<int:file_id>")
@staff_may(May.SEE_CASES)
def attachment(reference: str, file_id: int) -> Response:
    """Hand out one file of a visible case, to be kept and never to be shown in the page."""
    with database().reading() as session:
        case = visible_case_by_reference(session, viewer(), reference)
        row = attachment_of(session, case.id, file_id) if case else None
        if row is None:
            raise NotFoundError(reference=reference, file_id=file_id)
        session.expunge(row)
    answer = send_file(
        shelf().open(row.key),
        mimetype=row.media_type,
        as_attachment=True,
        download_name=file_name(reference, row),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

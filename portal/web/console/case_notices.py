"""What was told about a case, to whom and how it went; for those who may see the case."""

from flask import Blueprint, render_template

from portal.cases.handling.store import people, visible_case_by_reference
from portal.errors import NotFoundError
from portal.notices.store import of_case
from portal.offices.permissions import May
from portal.people.mailing import mail_fails
from portal.web.console.desk import CASE
from portal.web.console.viewing import viewer
from portal.web.notice_lines import lines
from portal.web.security import staff_may
from portal.web.session import database

bp = Blueprint("case_notices", __name__)


@bp.get(f"{CASE}/thu-bao")
@staff_may(May.SEE_CASES)
def index(reference: str) -> str:
    with database().reading() as session:
        case = visible_case_by_reference(session, viewer(), reference)
        if case is None:
            raise NotFoundError(reference=reference)
        told = of_case(session, case.id)
        staff = {one.staff_id for one in told if one.staff_id is not None}
        found = people(session, case.authority_id, staff)
        call = mail_fails(session, case.id)
    names = {one.id: one.display_name for one in found.values()}
    return render_template(
        "console/case_notices.html", reference=reference, notices=lines(told, names), call=call
    )

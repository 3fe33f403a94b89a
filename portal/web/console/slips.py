"""One-time slips: stacks listed, one printed, its codes as paper or for a ticket printer."""

import io
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.documents.slips import SlipPaper, slips_pdf
from portal.errors import InvalidInputError
from portal.fieldwork.slips import store
from portal.fieldwork.slips.issuing import issue, printable, revoke, say_handed
from portal.fieldwork.slips.models import SlipStack
from portal.fieldwork.slips.terms import shipped
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.reports.csv_files import ENCODING, write_csv
from portal.reports.sheets import Column, Sheet
from portal.web.console.slip_forms import FAULTS, HandedForm, SlipForm, offer, plan_of
from portal.web.console.slip_view import StackLine, stack_line
from portal.web.console.surveys import desk
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("slips", __name__)

Answer = Response | tuple[str, int]
COLUMNS = (_l("Code"), _l("Address"), _l("Open until"), _l("Counter"), _l("Survey"))


@bp.route("/console/khao-sat/phieu", methods=["GET", "POST"])
@staff_may(May.ISSUE_SLIPS)
def index() -> Answer:
    with database().reading() as session:
        form = offer(session, SlipForm(), desk())
    issued = _issued(form) if form.validate_on_submit() else None
    if issued is not None:
        flash(_("The slips are ready to be printed."), "success")
        return redirect(url_for("slips.show", stack_id=issued.id), code=303)
    with database().reading() as session:
        smallest = store.smallest_group(session, signed_in().authority_id)
        rows = store.stacks_of(session, signed_in().authority_id, desk().only_unit)
    lines = [stack_line(row, smallest, local_day(request_now())) for row in rows]
    html = render_template(
        "console/slips.html", form=form, stacks=lines, terms=shipped(), smallest_group=smallest
    )
    return html, 422 if form.errors else 200


@bp.get("/console/khao-sat/phieu/<int:stack_id>")
@staff_may(May.ISSUE_SLIPS)
def show(stack_id: int) -> Answer:
    return _page(stack_id, HandedForm(formdata=None))


@bp.get("/console/khao-sat/phieu/<int:stack_id>/phieu.pdf")
@staff_may(May.ISSUE_SLIPS)
def paper(stack_id: int) -> Response:
    row, codes = _codes(stack_id)
    with database().reading() as session:
        authority = authority_by_id(session, row.stack.authority_id)
    slips = SlipPaper(
        address=_address(),
        place=row.place,
        unit=row.unit,
        commune=authority.name,
        valid_through=row.stack.valid_through,
        is_demo=authority.is_demo,
    )
    return _download(slips_pdf(slips, codes), "application/pdf", f"phieu-{stack_id}.pdf")


@bp.get("/console/khao-sat/phieu/<int:stack_id>/ma.csv")
@staff_may(May.ISSUE_SLIPS)
def table(stack_id: int) -> Response:
    """Return the codes for the printer of queue tickets."""
    row, codes = _codes(stack_id)
    rows = [
        (code, _address() + code, row.stack.valid_through, row.place, row.survey) for code in codes
    ]
    text = io.StringIO(newline="")
    columns = [Column(str(words)) for words in COLUMNS]
    write_csv(text, Sheet("slips", row.place, columns, rows), lang())
    return _download(text.getvalue().encode(ENCODING), "text/csv", f"ma-phieu-{stack_id}.csv")


@bp.post("/console/khao-sat/phieu/<int:stack_id>/da-phat")
@staff_may(May.ISSUE_SLIPS)
def handed(stack_id: int) -> Answer:
    form = HandedForm()
    if not form.validate():
        return _page(stack_id, form)
    try:
        with database().writing() as session:
            say_handed(session, desk(), stack_id, form.handed.data, now=request_now())
    except InvalidInputError as error:
        form.handed.errors = [FAULTS[error.fields["handed"]]]
        return _page(stack_id, form)
    flash(_("The number of slips handed out is kept."), "success")
    return redirect(url_for("slips.show", stack_id=stack_id), code=303)


@bp.post("/console/khao-sat/phieu/<int:stack_id>/thu-hoi")
@staff_may(May.ISSUE_SLIPS)
def withdraw(stack_id: int) -> Response:
    with database().writing() as session:
        revoke(session, desk(), stack_id, now=request_now())
    flash(_("These slips open nothing any more. What was rated with them stays."), "success")
    return redirect(url_for("slips.show", stack_id=stack_id), code=303)


def _issued(form: SlipForm) -> SlipStack | None:
    """Write the stack; what does not fit goes to its field."""
    try:
        with database().writing() as session:
            return issue(session, config().keys, desk(), plan_of(form), now=request_now())
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return None


def _row(stack_id: int) -> store.StackRow:
    with database().reading() as session:
        return store.stack_of(session, signed_in().authority_id, desk().only_unit, stack_id)


def _codes(stack_id: int) -> tuple[store.StackRow, list[str]]:
    row = _row(stack_id)
    return row, printable(config().keys, row.stack, now=request_now())


def _page(stack_id: int, form: HandedForm) -> tuple[str, int]:
    row = _row(stack_id)
    with database().reading() as session:
        smallest = store.smallest_group(session, row.stack.authority_id)
    line: StackLine = stack_line(row, smallest, local_day(request_now()))
    if not form.is_submitted():
        form.handed.data = row.stack.n if line.handed is None else line.handed
    shown: dict[str, Any] = {"stack": line, "form": form, "smallest_group": smallest}
    return render_template("console/slip_stack.html", **shown), 422 if form.errors else 200


def _address() -> str:
    """Return what stands before the code; never built from the Host header."""
    return f"{config().public_url}/s/"


def _download(body: bytes, mimetype: str, name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""Procedures (thủ tục hành chính) of the commune: list, search, take over from workbooks."""

from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired, MultipleFileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice

from portal.offices import procedures_xlsx, store
from portal.offices.imports import Imported, import_procedures
from portal.offices.models import Procedure
from portal.offices.permissions import May
from portal.offices.places import use
from portal.offices.procedures_xlsx import ProcedureRow
from portal.offices.sheets import SheetError
from portal.search import fold
from portal.web.admin.pages import actor, attempt, refuse, show
from portal.web.admin.sheets import in_words
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("procedures", __name__)

SHOWN = 100


class WorkbooksForm(StaffForm):
    """Workbooks of the National Public Service Portal, one for each ministry."""

    workbooks = MultipleFileField(_l("Workbooks (.xlsx)"), validators=[FileRequired()])
    mode = RadioField(
        _l("What to do with procedures that are not in the workbooks"),
        choices=[
            SelectChoice(value="keep", label=_l("Keep them")),
            SelectChoice(value="replace", label=_l("Take them out of use")),
        ],
        default="keep",
    )


@dataclass
class Harvest:
    """What the workbooks hold for the commune, and what was left out."""

    rows: list[ProcedureRow]
    higher: int = 0
    blank: int = 0


@bp.route("/admin/procedures", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def index() -> Response | tuple[str, int]:
    form = WorkbooksForm()
    harvest = _harvest(form) if form.validate_on_submit() else None
    if harvest is not None:
        flash(_result(_imported(harvest, form.mode.data), harvest), "success")
        return redirect(url_for("procedures.index"), code=303)
    query = tidy(request.args.get("q"))
    with database().reading() as session:
        rows = store.procedures_of(session, signed_in().authority_id)
        found = [row for row in rows if fold(query) in fold(f"{row.code} {row.name} {row.field}")]
        return show(
            "admin/procedures.html",
            form,
            procedures=found[:SHOWN],
            found=len(found),
            total=len(rows),
            query=query,
        )


@bp.post("/admin/procedures/<int:procedure_id>/close")
@staff_may(May.SET_UP)
def close(procedure_id: int) -> Response:
    return attempt(lambda s: _used(s, procedure_id, is_active=False), "procedures.index")


@bp.post("/admin/procedures/<int:procedure_id>/reopen")
@staff_may(May.SET_UP)
def reopen(procedure_id: int) -> Response:
    return attempt(lambda s: _used(s, procedure_id, is_active=True), "procedures.index")


def _harvest(form: WorkbooksForm) -> Harvest | None:
    """Read every workbook before anything is written; None when one of them is refused."""
    harvest = Harvest([])
    for file in form.workbooks.data:
        try:
            sheet = procedures_xlsx.read(BytesIO(file.read()))
        except SheetError as error:
            refuse(form, "workbooks", _named(file, in_words(error)))
            return None
        harvest.rows += sheet.rows
        harvest.higher += sheet.skipped_not_commune
        harvest.blank += sheet.skipped_blank
    return harvest


def _named(file: FileStorage, words: str) -> str:
    return f"{file.filename}: {words}"


def _imported(harvest: Harvest, mode: str) -> Imported:
    with database().writing() as session:
        return import_procedures(
            session, actor(), harvest.rows, replaces=mode == "replace", now=request_now()
        )


def _result(done: Imported, harvest: Harvest) -> str:
    words: str = _(
        "%(added)d added, %(changed)d corrected, %(closed)d taken out of use. Left out: "
        "%(higher)d of higher levels, %(blank)d without an agency.",
        **vars(done),
        higher=harvest.higher,
        blank=harvest.blank,
    )
    return words


def _used(session: Session, procedure_id: int, *, is_active: bool) -> Procedure:
    return use(session, actor(), Procedure, procedure_id, is_active=is_active, now=request_now())

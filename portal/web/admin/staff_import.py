"""Take over staff from a workbook: everyone in it or nobody."""

from io import BytesIO

from flask import Blueprint, Response, flash, redirect, url_for
from flask_babel import force_locale, ngettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response as BaseResponse

from portal.offices import staff_xlsx, store
from portal.offices.errors import RowRefusedError
from portal.offices.imports import import_staff
from portal.offices.kinds import Role
from portal.offices.permissions import May
from portal.offices.sheets import SheetError
from portal.offices.staff_xlsx import StaffRow
from portal.web.admin.messages import ROLES
from portal.web.admin.pages import actor, refuse, show
from portal.web.admin.sheets import in_words
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("staff_import", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorkbookForm(StaffForm):
    """One workbook."""

    workbook = FileField(_l("Workbook (.xlsx)"), validators=[FileRequired()])


@bp.route("/admin/staff/import", methods=["GET", "POST"])
@staff_may(May.MANAGE_STAFF)
def index() -> BaseResponse | tuple[str, int]:
    form = WorkbookForm()
    if form.validate_on_submit():
        try:
            count = _imported(form.workbook.data.read())
        except (SheetError, RowRefusedError) as error:
            refuse(form, "workbook", in_words(error))
        else:
            words = ngettext("%(num)d account opened.", "%(num)d accounts opened.", count)
            flash(words, "success")
            return redirect(url_for("staff.index"), code=303)
    return show("admin/staff_import.html", form)


@bp.get("/admin/staff/template.xlsx")
@staff_may(May.MANAGE_STAFF)
def template() -> Response:
    """Return an empty workbook that knows this commune's units."""
    body = staff_xlsx.template(lang(), _unit_names(), [str(name) for name in ROLES.values()])
    response = Response(body, mimetype=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="can-bo.xlsx"'
    return response


def _imported(workbook: bytes) -> int:
    rows = _rows(workbook)
    with database().writing() as session:
        return len(import_staff(session, actor(), rows, now=request_now()))


def _rows(workbook: bytes) -> list[StaffRow]:
    return staff_xlsx.read(BytesIO(workbook), _unit_names(), role_names())


def role_names() -> dict[str, Role]:
    """Return every word by which a workbook may call a role: its code and its names."""
    names = {role.value: role for role in Role}
    for code in config().languages:
        with force_locale(code):
            names |= {str(words): role for role, words in ROLES.items()}
    return names


def _unit_names() -> list[str]:
    with database().reading() as session:
        units = store.units_of(session, signed_in().authority_id, only_active=True)
        return [unit.name for unit in units]

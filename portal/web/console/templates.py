"""The reply templates of the own unit: listed, written, changed, deleted."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField, ValidationError

from portal.cases.replies.drafts.store import templates_of_unit
from portal.cases.replies.drafts.templates import (
    FIELDS,
    LONGEST_NAME,
    PARTS,
    drop_template,
    keep_template,
    template_of,
    unknown_fields,
)
from portal.cases.replies.points.point import LIMITS
from portal.errors import InvalidInputError
from portal.offices.permissions import May
from portal.web.console.forms import line
from portal.web.console.messages import fault
from portal.web.console.viewing import viewer
from portal.web.forms import GraphemeLimit, StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("reply_templates", __name__)
ROOT = "/console/mau-tra-loi"


class KnownFields:
    """Names every field that nobody can fill in."""

    def __call__(self, _form: object, field: Any) -> None:
        if unknown := unknown_fields(field.data or ""):
            names = ", ".join(unknown)
            raise ValidationError(_("Nobody can fill in %(names)s.", names=names))


def _part(name: str, label: Any, kind: type[StringField] = TextAreaField) -> StringField:
    return kind(label, filters=[tidy], validators=[GraphemeLimit(LIMITS[name]), KnownFields()])


class TemplateForm(StaffForm):
    """A name, and the parts of a point it begins."""

    name = line(_l("Name of the template"), LONGEST_NAME)
    found = _part("found", _l("What was found"))
    done = _part("done", _l("What was done about it"))
    ground = _part("ground", _l("On what ground"), StringField)
    next_step = _part("next_step", _l("What the sender can do next"))


@bp.get(ROOT)
@staff_may(May.HANDLE)
def index() -> str:
    with database().reading() as session:
        rows = templates_of_unit(session, signed_in().unit_id or 0)
    return render_template("console/templates.html", rows=rows, unit=signed_in().unit_name)


@bp.route(f"{ROOT}/moi", methods=["GET", "POST"])
@staff_may(May.HANDLE)
def new() -> Response | tuple[str, int]:
    return _work(TemplateForm(), None)


@bp.route(f"{ROOT}/<int:template_id>", methods=["GET", "POST"])
@staff_may(May.HANDLE)
def change(template_id: int) -> Response | tuple[str, int]:
    with database().reading() as session:
        row = template_of(session, viewer(), template_id)
    return _work(TemplateForm(data={"name": row.name, **row.texts}), template_id)


@bp.post(f"{ROOT}/<int:template_id>/xoa")
@staff_may(May.HANDLE)
def drop(template_id: int) -> Response | tuple[str, int]:
    if not StaffForm().validate_on_submit():
        return change(template_id)
    with database().writing() as session:
        drop_template(session, viewer(), template_id)
    flash(_("The template is deleted."), "success")
    return redirect(url_for(".index"), code=303)


def _work(form: TemplateForm, template_id: int | None) -> Response | tuple[str, int]:
    if not form.validate_on_submit():
        return _page(form, template_id, 422 if form.errors else 200)
    texts = {name: form[name].data for name in PARTS}
    try:
        with database().writing() as session:
            keep_template(session, viewer(), template_id, form.name.data, texts, now=request_now())
    except InvalidInputError as error:
        for name, code in error.fields.items():
            form[name].errors = [fault(name, code)]
        return _page(form, template_id, 422)
    flash(_("The template is kept."), "success")
    return redirect(url_for(".index"), code=303)


def _page(form: TemplateForm, template_id: int | None, status: int) -> tuple[str, int]:
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    html = render_template("console/template.html", form=form, template_id=template_id, known=known)
    return html, status

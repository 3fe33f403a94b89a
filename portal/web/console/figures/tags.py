"""The house's own words for sorting comments: listed, added, put away."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.errors import InvalidInputError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.ratings.tagging import store
from portal.ratings.tagging.models import LONGEST_TAG
from portal.ratings.tagging.tagging import add_tags, put_away, usual_tags
from portal.web.forms import StaffForm, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("tags", __name__)
FAULTS: dict[str, LazyString] = {
    "length": _l("This is empty or too long."),
    "too_many": _l("There are enough tags. Put some away first."),
}


class TagForm(StaffForm):
    """One new tag."""

    name = StringField(
        _l("New tag"), filters=[tidy], validators=[InputRequired(), Length(max=LONGEST_TAG)]
    )


@bp.route("/console/ket-qua/loi-nhan/nhan", methods=["GET", "POST"])
@staff_may(May.TAG_COMMENTS)
def index() -> Response | tuple[str, int]:
    form = TagForm()
    if form.validate_on_submit() and _is_added(form, [form.name.data]):
        return redirect(url_for("tags.index"), code=303)
    with database().reading() as session:
        tags = store.tags_of(session, signed_in().authority_id)
    missing = set(usual_tags()) - {tag.name for tag in tags}
    page = render_template("console/tags.html", form=form, tags=tags, has_more=bool(missing))
    return page, 422 if form.errors else 200


@bp.post("/console/ket-qua/loi-nhan/nhan/thuong-dung")
@staff_may(May.TAG_COMMENTS)
def add_usual() -> Response:
    """Add the tags most houses begin with."""
    _is_added(TagForm(formdata=None), list(usual_tags()))
    return redirect(url_for("tags.index"), code=303)


@bp.post("/console/ket-qua/loi-nhan/nhan/<int:tag_id>/cat")
@staff_may(May.TAG_COMMENTS)
def remove(tag_id: int) -> Response:
    with database().writing() as session:
        put_away(session, _actor(), tag_id, now=request_now())
    flash(_("The tag is put away. Comments that have it keep it."), "success")
    return redirect(url_for("tags.index"), code=303)


def _is_added(form: TagForm, names: list[str]) -> bool:
    try:
        with database().writing() as session:
            added = add_tags(session, _actor(), names, now=request_now())
    except InvalidInputError as error:
        form.name.errors = [FAULTS[error.fields["name"]]]
        return False
    flash(ngettext("%(num)d tag added.", "%(num)d tags added.", added), "success")
    return True


def _actor() -> Actor:
    return Actor(signed_in().authority_id, signed_in().id)

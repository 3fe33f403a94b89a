"""What people wrote in their own words: searched, filtered, tagged by those who lead the house."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Length

from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.ratings.remarks import UNNAMED, Remark, Remarks, Wanted, remarks
from portal.ratings.tagging import store
from portal.ratings.tagging.models import CommentTag
from portal.ratings.tagging.tagging import tag_comment
from portal.web.console.figures.reading import Picked, picked
from portal.web.forms import CitizenForm, tidy
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, signed_in

bp = Blueprint("remarks", __name__)
PER_PAGE = 20
LONGEST_SEARCH = 100
FILTERS = ("ky", "tu", "don-vi", "nhan", "nua-thang", "trang")


class SearchForm(CitizenForm):
    """Words and filters, sent by GET; whatever a filter does not know means all."""

    tu = StringField(_l("Words"), filters=[tidy], validators=[Length(max=LONGEST_SEARCH)])
    unit = SelectField(_l("Unit"), name="don-vi", validate_choice=False)
    tag = SelectField(_l("Tag"), name="nhan", validate_choice=False)
    half = SelectField(_l("Half month"), name="nua-thang", validate_choice=False)


@dataclass(frozen=True)
class Shelf:
    """One page of remarks: those found, tags with how many of all found have them."""

    texts: Sequence[Remark]
    found: int
    tags: Sequence[tuple[CommentTag, int]]
    page: int
    pages: int


@bp.get("/console/ket-qua/loi-nhan")
@staff_may(May.SEE_COUNTERS)
def index() -> str:
    """Show a period's remarks; without a period there are none."""
    authority_id = signed_in().authority_id
    with database().reading() as session:
        chosen = picked(session, authority_id, request.args.get("ky"))
        found, tags = _read(session, authority_id, chosen), store.tags_of(session, authority_id)
    form = _form(found, tags)
    return render_template(
        "console/remarks.html",
        picked=chosen,
        form=form,
        units=found.units,
        total=len(found.texts),
        tags={tag.id: tag for tag in tags},
        shelf=_shelf(found, tags, _wanted(form)),
        here={name: request.args[name] for name in FILTERS if request.args.get(name)},
        may=signed_in().may,
    )


@bp.post("/console/ket-qua/loi-nhan/<comment>/nhan")
@staff_may(May.TAG_COMMENTS)
def tag(comment: str) -> Response:
    """Give a remark exactly the tags that were ticked."""
    try:
        comment_id, tags = bytes.fromhex(comment), map(row_id, request.form.getlist("tags"))
        with database().writing() as session:
            tag_comment(session, signed_in().authority_id, comment_id, tags)
    except ValueError as error:
        raise NotFoundError(comment=comment) from error
    flash(_("The tags are kept."), "success")
    kept = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return redirect(url_for("remarks.index", **kept), code=303)  # type: ignore[arg-type]  # filters only, none of its own options


def _read(session: Session, authority_id: int, chosen: Picked) -> Remarks:
    return remarks(session, authority_id, *chosen.days, is_final=chosen.period.is_final)


def _form(found: Remarks, tags: Sequence[CommentTag]) -> SearchForm:
    form = SearchForm(request.args)
    form.tu.data = (form.tu.data or "")[:LONGEST_SEARCH]
    units = {str(id_): name for id_, name in found.units.items()}
    units[str(UNNAMED)] = _("Units too small to be named")
    _offer(form.unit, units)
    _offer(form.tag, {str(one.id): one.name for one in tags})
    _offer(form.half, {day.isoformat(): _half_words(day) for day in found.half_months})
    return form


def _offer(field: SelectField, choices: dict[str, str]) -> None:
    field.choices = [
        SelectChoice(value="", label=_("All")),
        *(SelectChoice(value=value, label=label) for value, label in choices.items()),
    ]
    field.data = field.data if field.data in choices else ""


def _half_words(day: date) -> str:
    if day.day == 1:
        return str(_("1–14 of %(month)s", month=f"{day:%m/%Y}"))
    return str(_("15–end of %(month)s", month=f"{day:%m/%Y}"))


def _wanted(form: SearchForm) -> Wanted:
    return Wanted(
        words=form.tu.data,
        unit_id=int(form.unit.data) if form.unit.data else None,
        tag=int(form.tag.data) if form.tag.data else None,
        half_month_on=date.fromisoformat(form.half.data) if form.half.data else None,
    )


def _shelf(found: Remarks, tags: Sequence[CommentTag], wanted: Wanted) -> Shelf:
    texts = [remark for remark in found.texts if wanted.takes(remark)]
    counted = Counter(id_ for remark in texts for id_ in remark.tags)
    pages = max(1, -(-len(texts) // PER_PAGE))
    asked = request.args.get("trang", "1")
    page = min(int(asked), pages) if asked.isdecimal() and len(asked) < 6 and int(asked) else 1
    return Shelf(
        texts[(page - 1) * PER_PAGE : page * PER_PAGE],
        len(texts),
        [(one, counted[one.id]) for one in tags if counted[one.id]],
        page,
        pages,
    )

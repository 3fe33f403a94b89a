"""Published cases: the list with its search and filters, and one case with its whole way."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Length

from portal.calendar.store import load_calendar
from portal.cases.kinds import Subject
from portal.cases.registers.public import Found, Wanted, published
from portal.cases.registers.public_story import public_file
from portal.cases.registers.store import public_units, public_years
from portal.clock import local_day
from portal.reports.labels import SUBJECTS
from portal.web.forms import CitizenForm, tidy
from portal.web.i18n import lang
from portal.web.public.briefs import brief, story
from portal.web.public.site import cacheable, enter, sections
from portal.web.security import everyone
from portal.web.session import database, request_now
from portal.words.translate import say

bp = Blueprint("published", __name__)
LONGEST_SEARCH = 100
FILTERS = frozenset({"q", "unit", "subject", "year"})


class SearchForm(CitizenForm):
    """Words and filters; whatever a filter does not know means all."""

    q = StringField(_l("Words"), filters=[tidy], validators=[Length(max=LONGEST_SEARCH)])
    unit = SelectField(_l("Unit"), validate_choice=False)
    subject = SelectField(_l("Subject"), validate_choice=False)
    year = SelectField(_l("Year of the answer"), validate_choice=False)


@dataclass(frozen=True)
class Page:
    """What the pagination macro shows."""

    number: int
    pages: int
    total: int
    previous_url: str | None
    next_url: str | None


@bp.get("/c/<slug>/vu-viec/")
@everyone
@cacheable
def index(slug: str) -> str:
    with database().reading() as session:
        authority = enter(session, slug)
        form = _form(session, authority.id)
        found = published(session, authority.id, _wanted(form))
        calendar = load_calendar(session, authority.id)
        return render_template(
            "public/published.html",
            sections=sections(slug),
            form=form,
            found=found,
            cases=[brief(case, slug, calendar) for case in found.cases],
            page=_page(found, slug),
            is_narrowed=any(form.data.values()),
        )


@bp.get("/c/<slug>/vu-viec/<reference>")
@everyone
@cacheable
def show(slug: str, reference: str) -> str:
    with database().reading() as session:
        authority = enter(session, slug)
        file = public_file(session, authority.id, reference)
        return render_template(
            "public/case.html",
            sections=sections(slug),
            story=story(file, slug, local_day(request_now())),
            published_at=file.case.published_at,
        )


def _form(session: Session, authority_id: int) -> SearchForm:
    units = {str(row[0]): row[1] for row in public_units(session, authority_id)}
    subjects = {subject.value: say(lang(), words) for subject, words in SUBJECTS.items()}
    years = {str(year): str(year) for year in public_years(session, authority_id)}
    form = SearchForm(request.args)
    for field, choices in ((form.unit, units), (form.subject, subjects), (form.year, years)):
        _offer(field, choices)
    form.q.data = (form.q.data or "")[:LONGEST_SEARCH]
    return form


def _offer(field: SelectField, choices: Mapping[str, str]) -> None:
    field.choices = [
        SelectChoice(value="", label=str(_l("All"))),
        *(SelectChoice(value=value, label=label) for value, label in choices.items()),
    ]
    field.data = field.data if field.data in choices else ""


def _wanted(form: SearchForm) -> Wanted:
    page = request.args.get("page", "1")
    return Wanted(
        words=form.q.data,
        unit_id=int(form.unit.data) if form.unit.data else None,
        subject=Subject(form.subject.data) if form.subject.data else None,
        year=int(form.year.data) if form.year.data else None,
        page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    )


def _page(found: Found, slug: str) -> Page:
    return Page(
        number=found.page,
        pages=found.pages,
        total=found.total,
        previous_url=_url(slug, found.page - 1) if found.page > 1 else None,
        next_url=_url(slug, found.page + 1) if found.page < found.pages else None,
    )


def _url(slug: str, number: int) -> str:
    kept = {name: value for name, value in request.args.items() if value and name in FILTERS}
    return url_for("published.index", **{**kept, "slug": slug, "page": str(number)})  # type: ignore[arg-type]  # filters only, none of its own options

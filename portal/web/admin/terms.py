"""The terms the commune gives itself, and every rule a due date may rest on."""

from collections.abc import Iterable

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.calendar.changes import LONGEST_SOURCE
from portal.calendar.editing import OwnCode, OwnTerm, set_term
from portal.calendar.rules import Rule, RuleCode
from portal.calendar.shipped import reference_rules
from portal.calendar.store import rules_of
from portal.calendar.terms import LONGEST_TERM_DAYS, Term, TermUnit
from portal.clock import local_day
from portal.offices.permissions import May
from portal.web.admin.calendar_log import TERMS
from portal.web.admin.calendar_moves import after_change
from portal.web.admin.pages import is_saved, show
from portal.web.forms import StaffForm, WholeNumber, tidy
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.calendar import rule_source, term_phrase

bp = Blueprint("terms", __name__)

TERM_UNITS = {TermUnit.WORKING: _l("Working days"), TermUnit.CALENDAR: _l("Calendar days")}


OWN: dict[RuleCode, str] = {
    RuleCode.REPLY_OWN: "terms.index",
    RuleCode.CLASSIFY: "terms.classify",
    RuleCode.REPLY_LONGEST: "terms.longest",
    RuleCode.DUE_SOON: "terms.soon",
    RuleCode.GROSSLY_LATE: "terms.grossly_late",
    RuleCode.REPLY_INQUIRY: "terms.inquiry",
    RuleCode.REPLY_PRAISE: "terms.praise",
    RuleCode.EXPLAIN: "terms.explain",
}
STAGES = frozenset({RuleCode.DUE_SOON, RuleCode.GROSSLY_LATE})


class TermForm(StaffForm):
    """How long the commune gives itself, and on what ground."""

    days = WholeNumber(
        _l("Number of days"),
        validators=[InputRequired(), NumberRange(1, LONGEST_TERM_DAYS)],
    )
    unit = RadioField(
        _l("Kind of days"),
        coerce=TermUnit,
        choices=[SelectChoice(value=unit.value, label=name) for unit, name in TERM_UNITS.items()],
    )
    source = StringField(
        _l("Legal source"), filters=[tidy], validators=[Optional(), Length(max=LONGEST_SOURCE)]
    )


@bp.route("/admin/terms", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def index() -> Response | tuple[str, int]:
    return _page(RuleCode.REPLY_OWN, "terms.index")


@bp.route("/admin/terms/classify", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def classify() -> Response | tuple[str, int]:
    return _page(RuleCode.CLASSIFY, "terms.classify")


@bp.route("/admin/terms/longest", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def longest() -> Response | tuple[str, int]:
    """Set the last day an answer may be put off to."""
    return _page(RuleCode.REPLY_LONGEST, "terms.longest")


@bp.route("/admin/terms/soon", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def soon() -> Response | tuple[str, int]:
    """Set from when on a case is due soon."""
    return _page(RuleCode.DUE_SOON, "terms.soon")


@bp.route("/admin/terms/grossly-late", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def grossly_late() -> Response | tuple[str, int]:
    """Set from when on a delay is gross."""
    return _page(RuleCode.GROSSLY_LATE, "terms.grossly_late")


@bp.route("/admin/terms/inquiry", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def inquiry() -> Response | tuple[str, int]:
    """Set how long a question waits for its answer."""
    return _page(RuleCode.REPLY_INQUIRY, "terms.inquiry")


@bp.route("/admin/terms/praise", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def praise() -> Response | tuple[str, int]:
    """Set how long praise waits to be passed on."""
    return _page(RuleCode.REPLY_PRAISE, "terms.praise")


@bp.route("/admin/terms/explain", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def explain() -> Response | tuple[str, int]:
    """Set how long a unit has to explain what it did."""
    return _page(RuleCode.EXPLAIN, "terms.explain")


def _page(code: OwnCode, endpoint: str) -> Response | tuple[str, int]:
    staff = signed_in()
    with database().reading() as session:
        rules = rules_of(session, staff.authority_id, local_day(request_now()))
    form = _form(next((rule for rule in rules if rule.code == code), None))
    if code in STAGES:
        del form.unit  # a stage is always told in working days

    def step(session: Session) -> None:
        unit = TermUnit.WORKING if code in STAGES else TermUnit(form.unit.data)
        own = OwnTerm(Term(form.days.data, unit), form.source.data)
        now = request_now()
        set_term(session, staff.authority_id, code, own, actor_id=staff.id, now=now)

    if form.validate_on_submit() and is_saved(form, step, "days"):
        return after_change(endpoint)
    return show("admin/terms.html", form, code=code, terms=_own(code), **_tables(rules))


def _own(code: OwnCode) -> list[tuple[str, str, bool]]:
    """Return every term the commune sets itself, as links with their names."""
    return [(str(TERMS[one]), url_for(endpoint), one is code) for one, endpoint in OWN.items()]


def _tables(rules: Iterable[Rule]) -> dict[str, list[tuple[str, str, str]]]:
    return {
        "rules": [_spoken(rule) for rule in rules],
        "models": [_spoken(rule) for rule in reference_rules()],
    }


def _form(own: Rule | None) -> TermForm:
    if own is None:
        return TermForm()
    return TermForm(days=own.term.days, unit=own.term.unit, source=own.source)


def _spoken(rule: Rule) -> tuple[str, str, str]:
    """Return what is to be done, how long it may take, and who says so."""
    code = lang()
    return rule.name.in_language(code), term_phrase(rule.term, code), rule_source(rule, code)

"""Approving several drafts on one page: each read in full, each judged alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.widgets import HiddenInput

from portal.calendar.days import WorkCalendar
from portal.cases.handling.store import assignable_units, visible_case
from portal.cases.handling.turns import Turn
from portal.cases.replies.approving.waiting import WaitingDraft, approve_with_note, waiting
from portal.cases.replies.lateness import LONGEST_REASON
from portal.clock import local_day
from portal.errors import DomainError, InvalidInputError
from portal.offices.models import Unit
from portal.offices.permissions import May
from portal.web.console.forms import READ_BY_SENDER
from portal.web.console.messages import fault
from portal.web.console.task_form import TaskFields
from portal.web.console.viewing import horizon, viewer, working_calendar
from portal.web.deadlines import Chip, Span, chip
from portal.web.forms import GraphemeLimit, PartForm, StaffForm, tidy
from portal.web.i18n import lang
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("approvals", __name__)
TICKED = re.compile(r"c(\d{1,9})-approve")
APPROVED = _l("Approved. It waits for the signed document.")


class TokenForm(StaffForm):
    """The token of the page; the rows are forms of their own."""


class RowForm(TaskFields, PartForm):
    """One draft: ticked or not, why it is late, and a task given with it."""

    approve = BooleanField(_l("Approve this reply"))
    version = IntegerField(widget=HiddenInput())
    late_reason = TextAreaField(
        _l("Why does the answer come late?"),
        description=READ_BY_SENDER,
        filters=[tidy],
        validators=[GraphemeLimit(LONGEST_REASON)],
    )


@dataclass(frozen=True)
class Row:
    """A draft as the page shows it."""

    draft: WaitingDraft
    url: str
    due: Chip | None
    form: RowForm


@dataclass(frozen=True)
class Outcome:
    """What became of one ticked draft."""

    reference: str
    words: LazyString | str
    is_done: bool


@bp.route("/console/duyet", methods=["GET", "POST"])
@staff_may(May.APPROVE)
def index() -> str | tuple[str, int]:
    form = TokenForm()
    if request.method == "GET":
        return _page(form, [])
    if not form.validate():
        return _page(form, []), 422
    outcomes = [outcome for outcome in map(_approve, _ticked()) if outcome is not None]
    is_well = all(outcome.is_done for outcome in outcomes)
    return _page(form, outcomes, keep=not is_well), 200 if is_well else 409


def _ticked() -> Iterator[int]:
    """Yield the ids of the cases that were ticked, as the page numbered them."""
    names = (TICKED.fullmatch(name) for name in request.form)
    return (int(match[1]) for match in names if match)


def _approve(case_id: int) -> Outcome | None:
    """Approve one draft in a transaction of its own; nothing of a case nobody may know of."""
    with database().reading() as session:
        case = visible_case(session, viewer(), case_id)
        units = assignable_units(session, signed_in().authority_id)
    if case is None:
        return None
    form = _row_form(case_id, units, case.unit_id)
    turn = Turn(viewer(), case_id, form.version.data if form.version.data is not None else -1)
    if not form.validate():
        wrong = " ".join(str(words) for field in form.errors.values() for words in field)
        return Outcome(case.reference, wrong, is_done=False)
    try:
        with database().writing() as session:
            late = form.late_reason.data or ""
            approve_with_note(session, turn, late, form.task, now=request_now())
    except InvalidInputError as error:
        faults = [str(fault(field, code)) for field, code in error.fields.items()]
        return Outcome(case.reference, " ".join(faults), is_done=False)
    except DomainError as error:
        return Outcome(case.reference, sentence(error), is_done=False)
    return Outcome(case.reference, APPROVED, is_done=True)


def _row_form(
    case_id: int, units: Sequence[Unit], likely: int | None, *, keep: bool = True
) -> RowForm:
    form = RowForm(request.form if keep else None, prefix=f"c{case_id}-")
    form.offer(units, likely)
    return form


def _page(form: TokenForm, outcomes: Sequence[Outcome], *, keep: bool = False) -> str:
    with database().reading() as session:
        drafts = waiting(session, viewer(), horizon(session), request_now())
        rows = _rows(session, drafts, keep=keep)
    return render_template("console/approvals.html", form=form, rows=rows, outcomes=outcomes)


def _rows(session: Session, drafts: Sequence[WaitingDraft], *, keep: bool) -> list[Row]:
    calendar, _limits = working_calendar(session)
    units = assignable_units(session, signed_in().authority_id)
    return [_row(draft, calendar, units, keep=keep) for draft in drafts]


def _row(draft: WaitingDraft, calendar: WorkCalendar, units: Sequence[Unit], *, keep: bool) -> Row:
    case = draft.case
    form = _row_form(case.id, units, case.unit_id, keep=keep)
    # The version on the page is the one that is read here, whatever was sent before.
    form.version.raw_data, form.version.data = None, case.version
    if not draft.must_say_why:
        del form.late_reason
    span = case.due_on and Span(case.received_on, case.due_on)
    due = chip(calendar, span, local_day(request_now()), lang()) if span else None
    return Row(draft, url_for("case.show", reference=case.reference), due, form)

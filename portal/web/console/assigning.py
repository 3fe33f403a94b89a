"""Giving a case to a unit: one is suggested with its reason, a person confirms; giving it back."""

from dataclasses import dataclass

from flask import Blueprint, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectChoice

from portal.cases.events import facts_of
from portal.cases.handling.assigning import assign, give_back
from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.store import assignable_units, officers
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action, State
from portal.cases.models import Case
from portal.cases.routing.suggesting import Suggestion, suggest
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import AssignForm, GiveBackForm
from portal.web.console.kept import keep_typing
from portal.web.console.routing_words import fit_reasons
from portal.web.console.timeline import words_of
from portal.web.console.words import SUGGESTED
from portal.web.security import staff_may
from portal.web.session import database, request_now

bp = Blueprint("assigning", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

NOBODY = 0
ASSIGN = ActPage(
    Action.ASSIGN,
    title=_l("Give to a unit"),
    button=_l("Give to this unit"),
    done=_l("Given to the unit."),
    intro=_l("One unit answers for it. The day promised to the sender stays."),
    template="console/assign.html",
)

GIVE_BACK = ActPage(
    Action.GIVE_BACK,
    title=_l("Give back: another unit’s"),
    button=_l("Give back"),
    done=_l("Given back. The leaders give it to another unit; the day promised stays."),
    intro=_l("The sender reads only that the right unit is being found."),
)


@dataclass(frozen=True)
class Before:
    """Which unit had a case that waits to be given to one, and what was written when it left."""

    unit: str
    words: str


@dataclass(frozen=True)
class Advice:
    """Which unit is suggested, and why; `reasons` say by what a rule of the commune fits."""

    unit: str
    because: LazyString
    cases: int
    reasons: list[str]


@bp.route(f"{CASE}/assign", methods=BOTH)
@staff_may(May.ASSIGN)
def assign_case(reference: str) -> Answer:
    desk, form = open_desk(ASSIGN, reference), AssignForm()
    with database().reading() as session:
        advice = _offer(session, form, desk.file.case)
    return work(
        desk,
        form,
        lambda s, turn: _assign(s, turn, form),
        advice=advice,
        before=_before(desk.file),
    )


@bp.route(f"{CASE}/give-back", methods=BOTH)
@staff_may(May.HANDLE)
def give_back_case(reference: str) -> Answer:
    desk, form = open_desk(GIVE_BACK, reference), GiveBackForm()
    return work(desk, form, lambda s, turn: give_back(s, turn, form.reason.data, now=request_now()))


def _assign(session: Session, turn: Turn, form: AssignForm) -> Case:
    officer, beside = form.officer_id.data or None, form.beside.data or ()
    return assign(session, turn, form.unit_id.data, officer, beside, now=request_now())


def _before(file: CaseFile) -> Before | None:
    """Return the unit that gave a case back, or whose answer did not satisfy; None without one."""
    if file.case.state != State.ACCEPTED or file.names.unit is None:
        return None
    left = [event for event in file.events if event.action in {Action.GIVE_BACK, Action.REOPEN}]
    return Before(file.names.unit, words_of(file, left[-1]) if left else "")


def _offer(session: Session, form: AssignForm, case: Case) -> Advice | None:
    """Fill in units and officers; the unit in charge, else the suggested one, is chosen."""
    units = {unit.id: unit.name for unit in assignable_units(session, case.authority_id)}
    form.unit_id.choices = [SelectChoice(value=id_, label=name) for id_, name in units.items()]
    nobody = SelectChoice(value=NOBODY, label=_l("The unit decides"))
    form.officer_id.choices = [
        nobody,
        *(
            SelectChoice(value=staff.id, label=f"{staff.display_name} – {units[staff.unit_id]}")
            for staff in officers(session, case.authority_id)
            if staff.unit_id in units
        ),
    ]
    in_charge = facts_of(case).unit_in_charge
    # Who looks at it a second time is a leader's own decision.
    is_new = in_charge is None and not case.times_reopened
    found = suggest(session, case, request_now()) if is_new else None
    form.beside.choices = form.unit_id.choices
    if request.method == "GET":
        form.unit_id.data = found.unit_id if found else in_charge
        form.officer_id.data = case.officer_id or NOBODY
        form.beside.data = list(found.beside if found else facts_of(case).coordinating)
    return _advice(session, found, units)


def _advice(session: Session, found: Suggestion | None, units: dict[int, str]) -> Advice | None:
    if found is None:
        return None
    reasons = [str(one) for one in fit_reasons(session, found.fit)] if found.fit else []
    return Advice(units[found.unit_id], SUGGESTED[found.because], found.cases, reasons)

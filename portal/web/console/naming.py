"""Noting whom a case is about; from then on they and their line do not know of it."""

from collections.abc import Sequence

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField

from portal.cases.events import facts_of
from portal.cases.handling.naming import nameable_staff, note_whom
from portal.cases.handling.store import assignable_units
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action
from portal.cases.named import NOBODY, Named, names
from portal.errors import NotFoundError
from portal.offices.models import Staff, Unit
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import READ_BY_COLLEAGUES, ActForm, text_area
from portal.web.console.kept import keep_typing
from portal.web.console.viewing import viewer
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("naming", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

NAME = ActPage(
    Action.NAME,
    title=_l("It is about somebody of the office"),
    button=_l("Keep it from them"),
    done=_l("Noted. They and those of their unit cannot see the case any more."),
    intro=_l(
        "Whoever is named, their unit and its head no longer see the case; leaders of the commune "
        "do. If it lies with that unit, it waits to be given to another one. What names the "
        "chairperson or a deputy is sealed instead, and handed over to the province."
    ),
)


class NameForm(ActForm):
    """A unit or a person, and how one knows."""

    named = SelectField(_l("It is about"))
    reason = text_area(_l("How you know"), hint=READ_BY_COLLEAGUES)

    def offer(self, units: Sequence[Unit], people: Sequence[Staff], now: Named) -> None:
        """Offer everybody; that it is nobody only where somebody is named."""
        nobody = _l("Nobody of the office after all") if now else _l("Please choose …")
        self.named.choices = [
            SelectChoice("", nobody),
            *(SelectChoice(f"unit-{unit.id}", unit.name) for unit in units),
            *(SelectChoice(f"staff-{person.id}", _person(person)) for person in people),
        ]

    @property
    def chosen(self) -> Named:
        kind, _dash, number = (self.named.data or "").partition("-")
        if not number:
            return NOBODY
        return Named(unit_id=int(number)) if kind == "unit" else Named(staff_id=int(number))


@bp.route(f"{CASE}/about", methods=BOTH)
@staff_may(May.SEE_CASES)
def name_somebody(reference: str) -> Answer:
    """Note it; the desk and the leaders may do so. Who is of that line goes back to the list."""
    desk, form = open_desk(NAME, reference), NameForm()
    with database().reading() as session:
        units = assignable_units(session, signed_in().authority_id)
        people = nameable_staff(session, signed_in().authority_id)
    named = facts_of(desk.file.case).named
    form.offer(units, people, named)
    if not form.is_submitted() and named:
        person, unit = f"staff-{named.staff_id}", f"unit-{named.unit_id}"
        form.named.data = person if named.staff_id else unit
    noted: list[Named] = []
    answer = work(desk, form, lambda s, turn: noted.append(_noted(s, turn, form)))
    if noted and isinstance(answer, Response) and names(noted[0], viewer()):
        answer.location = url_for("queue.index")
    return answer


def _noted(session: Session, turn: Turn, form: NameForm) -> Named:
    return note_whom(session, turn, form.chosen, form.reason.data, now=request_now())


def _person(person: Staff) -> str:
    return f"{person.display_name}, {person.unit.name}" if person.unit else person.display_name

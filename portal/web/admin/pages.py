"""The frame of every set-up page: its tabs, who acts, and refusals that become words."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import Form

from portal.calendar.days import CalendarMissingError
from portal.errors import InvalidInputError
from portal.offices.errors import LastAdministratorError, NameTakenError, UnitInUseError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.web.admin.messages import FAULTS, UNFIT
from portal.web.messages import sentence
from portal.web.session import database, signed_in

REFUSALS = (CalendarMissingError, LastAdministratorError, NameTakenError, UnitInUseError)
SAVED = _l("Saved.")


class Tab(NamedTuple):
    """One set-up page as a link."""

    label: LazyString
    url: str
    current: bool


PAGES: tuple[tuple[str, LazyString, May], ...] = (
    ("places", _l("Places"), May.READ_POSTERS),
    ("kiosks", _l("Tablets"), May.SET_UP),
    ("posters", _l("Posters"), May.READ_POSTERS),
    ("units", _l("Units"), May.SET_UP),
    ("villages", _l("Villages"), May.SET_UP),
    ("staff", _l("Staff"), May.MANAGE_STAFF),
    ("procedures", _l("Procedures"), May.SET_UP),
    ("calendar", _l("Calendar"), May.EDIT_CALENDAR),
    ("terms", _l("Terms"), May.EDIT_CALENDAR),
    ("notices_set_up", _l("Notices"), May.SET_UP),
    ("commune", _l("About the commune"), May.SET_UP),
)


# Pages that stand behind a tab without one of their own.
BEHIND: dict[str, str] = {
    "calendar_moves": "calendar",
    "poster_prints": "posters",
    "poster_log": "posters",
    "wall_notice": "posters",
}


def tabs() -> list[Tab]:
    """Return the set-up pages this person may open."""
    may = signed_in().may
    here = BEHIND.get(str(request.blueprint), request.blueprint)
    return [
        Tab(label, url_for(f"{name}.index"), here == name)
        for name, label, needed in PAGES
        if needed in may
    ]


def show(template: str, form: Form | None = None, **values: object) -> tuple[str, int]:
    """Render a set-up page; a form with errors makes it 422, with the typing kept."""
    status = 422 if form is not None and form.errors else 200
    return render_template(template, tabs=tabs(), form=form, **values), status


def actor() -> Actor:
    staff = signed_in()
    return Actor(staff.authority_id, staff.id)


def is_saved(form: Form, step: Callable[[Session], object], field: str = "name") -> bool:
    """Carry out a step; what is refused goes to the field it is about, else to `field`."""
    try:
        with database().writing() as session:
            step(session)
    except InvalidInputError as error:
        for name in error.fields:
            refuse(form, name if name in form else field, _fault(error, name))
    except REFUSALS as error:
        refuse(form, field, str(sentence(error)))
    else:
        return True
    return False


def refuse(form: Form, field: str, words: str) -> None:
    """Put words below a field."""
    form[field].errors = (*form[field].errors, words)


def _fault(error: InvalidInputError, name: str) -> str:
    """Return the sentence for what is wrong with one field, its values filled in."""
    return str(FAULTS.get(error.fields[name], UNFIT)) % error.data


def done(endpoint: str, words: LazyString = SAVED, **values: Any) -> Response:
    """Go to a page that says so."""
    flash(str(words), "success")
    return redirect(url_for(endpoint, **values), code=303)


def attempt(
    step: Callable[[Session], object],
    endpoint: str,
    after: Callable[..., Response] = done,
    **values: Any,
) -> Response:
    """Carry out a step of one button; a refusal is said on the page it leads back to."""
    try:
        with database().writing() as session:
            step(session)
    except InvalidInputError as error:
        flash(" ".join(_fault(error, name) for name in error.fields), "error")
    except REFUSALS as error:
        flash(str(sentence(error)), "error")
    else:
        return after(endpoint, **values)
    return redirect(url_for(endpoint, **values), code=303)

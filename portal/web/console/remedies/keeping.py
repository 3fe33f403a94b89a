"""Keeping what was typed in a form of a plan, and what is said about the day chosen."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from flask import Blueprint, flash
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.errors import DomainError, InvalidInputError
from portal.remedies.days import rest_day
from portal.web.console.kept import keep_typing
from portal.web.console.remedies.words import put_faults
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.session import database, signed_in
from portal.words.calendar import day_phrase
from portal.words.translate import weekday_date

Kept = TypeVar("Kept")


def blueprint(name: str) -> Blueprint:
    """Return a blueprint whose refusals give back what was typed."""
    made = Blueprint(name, __name__)
    made.register_error_handler(DomainError, keep_typing)
    return made


def kept(form: StaffForm, step: Callable[[Session], Kept]) -> Kept | None:
    """Do the step with a form that fits; what does not fit goes to its field, and None comes."""
    if not form.validate_on_submit():
        return None
    try:
        with database().writing() as session:
            return step(session)
    except InvalidInputError as error:
        put_faults(form, error)
        return None


def warn_of_rest_day(session: Session, day: date | None) -> None:
    """Say, without refusing it, that nobody works on a day that was chosen."""
    reason = rest_day(session, signed_in().authority_id, day) if day else None
    if day and reason:
        words = {"day": weekday_date(day, lang()), "why": day_phrase(reason, lang())}
        flash(_("%(day)s is no working day (%(why)s). The day is kept.", **words), "error")

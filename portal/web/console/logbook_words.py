"""The log in words: what was done, to whom, of which case."""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.cases.kinds import Action
from portal.keeping.logbook.kinds import Group, LogLine, Source
from portal.people.details import ReadingPurpose
from portal.web.case_words import ACTIONS, PURPOSES
from portal.web.i18n import date_time

GROUPS: dict[Group, LazyString] = {
    Group.SIGN_IN: _l("Signing in"),
    Group.STAFF: _l("Staff and roles"),
    Group.CONTACT: _l("Contacts opened"),
    Group.CASE: _l("Who may see a case"),
    Group.EXPORT: _l("Files taken out"),
    Group.CALENDAR: _l("Calendar"),
    Group.OTHER: _l("Set-up and the rest"),
}
WORDS: dict[str, LazyString] = {
    "signed_in": _l("Signed in"),
    "sign_in_failed": _l("A sign-in failed"),
    "password_set": _l("Set a password"),
    "password_link_made": _l("Made a one-time link"),
    "staff_hired": _l("Opened an account"),
    "staff_changed": _l("Changed unit, name or roles"),
    "staff_deactivated": _l("Closed an account"),
    "staff_reactivated": _l("Reopened an account"),
    "staff_imported": _l("Took accounts over from a workbook"),
    "exported": _l("Took out a file"),
    "authority_changed": _l("Changed the entries about the commune"),
    "authority_set_up": _l("Set up the commune"),
    "unit_added": _l("Added a unit"),
    "unit_changed": _l("Changed a unit"),
    "village_added": _l("Added a village"),
    "village_renamed": _l("Renamed a village"),
    "point_added": _l("Added a place"),
    "point_changed": _l("Changed a place"),
    "procedures_imported": _l("Took over procedures"),
    "period_closed": _l("Closed a period"),
    "period_corrected": _l("Corrected a figure of a closed period"),
    "publication_fixed": _l("Fixed when figures are published"),
    "survey_approved": _l("Approved a survey"),
    "survey_closed": _l("Closed a survey"),
    "matter_concluded": _l("Concluded a matter to verify"),
    "contact_opened": _l("Opened the contact of a sender"),
    "calendar_edited": _l("Edited the calendar"),
}
FILES: dict[str, LazyString] = {
    "period": _l("figures of a period"),
    "survey": _l("report of a survey"),
    "log": _l("this log"),
}


class Shown(NamedTuple):
    """One line as the page and the file show it."""

    at: str
    who: str
    what: str
    about: str


def shown(line: LogLine, names: Mapping[int, str]) -> Shown:
    """Put a line into words; an action without words of its own keeps its code."""
    about = (names.get(line.about_id or 0, ""), _detail(line), line.reference)
    return Shown(
        date_time(line.at),
        _who(line, names),
        _what(line),
        " · ".join(part for part in about if part),
    )


def _who(line: LogLine, names: Mapping[int, str]) -> str:
    if line.actor_id is None:
        return str(_("nobody signed in") if line.action == "sign_in_failed" else _("The program"))
    return names.get(line.actor_id, "–")


def _what(line: LogLine) -> str:
    if line.source is Source.CASE:
        return str(ACTIONS.get(Action(line.action), line.action))
    return str(WORDS.get(line.action, line.action.replace("_", " ")))


def _detail(line: LogLine) -> str:
    if line.source is Source.CONTACT:
        return next((str(PURPOSES[one]) for one in ReadingPurpose if one == line.detail), "")
    if line.source is Source.CALENDAR:
        return str(_("version %(number)s", number=line.detail))
    return str(FILES.get(line.detail, ""))

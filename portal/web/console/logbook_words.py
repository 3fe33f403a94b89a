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
    "others_signed_out": _l("Signed out all other browsers"),
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
    "answers_entered": _l("Entered answers from paper"),
    "answers_imported": _l("Took over a file of old answers"),
    "counter_replied": _l("Replied for a counter"),
    "figure_noted": _l("Wrote words beside a figure"),
    "figures_entered": _l("Entered figures by hand"),
    "figures_waiting": _l("Entered figures that wait for a second person"),
    "figures_in_force": _l("Confirmed figures entered by hand"),
    "figures_refused": _l("Refused figures entered by hand"),
    "figures_replaced": _l("Replaced figures entered by hand"),
    "incident_noted": _l("Noted an incident"),
    "incident_removed": _l("Took an incident back"),
    "matters_released": _l("Released matters to verify"),
    "months_moved": _l("Moved the beginning of reporting months"),
    "paper_printed": _l("Printed paper sheets"),
    "paper_rule_set": _l("Set how many sheets are typed twice"),
    "periods_planned": _l("Planned reporting periods"),
    "questionnaire_added": _l("Added a questionnaire"),
    "served_entered": _l("Entered how many people were served"),
    "sheet_discarded": _l("Discarded a paper sheet"),
    "slips_handed": _l("Handed out slips"),
    "slips_issued": _l("Issued slips"),
    "slips_revoked": _l("Revoked slips"),
    "survey_begun": _l("Began to ask"),
    "survey_stopped": _l("Stopped asking"),
    "survey_drafted": _l("Drafted a survey"),
    "survey_changed": _l("Changed a survey"),
    "survey_returned": _l("Returned a survey with remarks"),
    "survey_withdrawn": _l("Withdrew a survey"),
    "tags_added": _l("Added tags for remarks"),
    "tag_put_away": _l("Put a tag away"),
    "target_set": _l("Set a target"),
    "target_removed": _l("Removed a target"),
    "point_revoked": _l("Took a place out of use"),
    "point_restored": _l("Took a place into use again"),
    "unit_closed": _l("Closed a unit"),
    "unit_reopened": _l("Reopened a unit"),
    "village_closed": _l("Closed a village"),
    "village_reopened": _l("Reopened a village"),
    "unit_part_kept": _l("Kept a draft of the unit’s part"),
    "unit_part_sent": _l("Sent the unit’s part"),
    "unit_part_accepted": _l("Accepted a unit’s part"),
    "unit_part_returned": _l("Returned a unit’s part"),
    "contact_opened": _l("Opened the contact of a sender"),
    "clip_added": _l("Recorded a question"),
    "tongue_pack_added": _l("Brought in a language"),
    "kiosk_made": _l("Set up a tablet"),
    "kiosk_revoked": _l("Took a tablet out of use"),
    "posters_printed": _l("Printed posters"),
    "poster_hung": _l("Noted where a poster hangs"),
    "posters_hung": _l("Noted that posters hang"),
    "poster_revoked": _l("Took a poster out of use"),
    "notice_printed": _l("Printed the notice on sending petitions"),
    "routing_rule_added": _l("Added a rule of who handles what"),
    "routing_rule_changed": _l("Changed a rule of who handles what"),
    "routing_rule_moved": _l("Moved a rule of who handles what"),
    "stand_in_named": _l("Named a stand-in"),
    "stand_in_ended": _l("Ended a standing in"),
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

"""What the office's refusals, faults, roles and kinds are called on a page."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.calendar.days import DayCode, DayStatus
from portal.offices.kinds import Role, UnitKind

SENTENCES: dict[str, LazyString] = {
    "authority_exists": _l("This commune is set up here already."),
    "name_taken": _l("This name is taken. Please choose another one."),
    "unit_in_use": _l("Codes of this unit still hang somewhere. Take those out of use first."),
    "last_administrator": _l(
        "This is the last administrator. Give someone else that role first, so that the portal "
        "can still be set up."
    ),
    "link_spent": _l(
        "This link has been used, replaced by a newer one, or is older than 48 hours. Please ask "
        "your administrator for a new one."
    ),
    "sign_in_refused": _l("The username and the password do not fit together."),
    "calendar_missing": _l("There is no working-day calendar for this year yet."),
    "no_boxes": _l("This is not a file that a tablet of this portal exported."),
    "kiosk_file_date": _l(
        "By its own date this file was exported on a day to come, or more than two months ago. Set "
        "the tablet’s date right, take the file out again and bring that one."
    ),
    "codes_exhausted": _l("No free code was found. Please try again."),
}

FAULTS: dict[str, LazyString] = {
    "required": _l("This field is required."),
    "missing": _l("This field is required."),
    "length": _l("This is empty or too long."),
    "too_long": _l("This is too long."),
    "shape": _l("Use 3 to 60 small letters, digits, dots, dashes or underscores, without accents."),
    "out_of_range": _l("This number is too small or too large."),
    "not_a_weekday": _l("Choose a day from Monday to Friday."),
    "not_a_saturday": _l("Choose a Saturday."),
    "part_of_swap": _l("This day belongs to a swap. Switch the swap off first."),
    "swap_replaced": _l("The other day of this swap has been changed. Enter the swap again."),
    "year_loaded": _l("This year is in the calendar already."),
    "one_year": _l("All days must be of one year."),
    "line_unread": _l("Write each line as day/month/year; name; decision."),
    "twice": _l("%(day)s stands here twice. Take one of the two lines out."),
    "too_few": _l("The law gives 12 days off a year. Some are missing here."),
    "not_https": _l("The address must begin with https:// and name a machine on the internet."),
    "too_long_silence": _l("At least an hour of the day must be left to write."),
    "no_place": _l("No place in use fits this. Open a place first, or choose another."),
    "not_yet": _l("This day has not come yet."),
    "before_printing": _l("The poster was printed after this day."),
    "rated": _l("People have rated here already. Take this code out of use and add a new place."),
}
UNFIT = _l("This does not fit.")

PASSWORD_FAULTS: dict[str, LazyString] = {
    "too_short": _l("Use at least 10 characters. A short sentence of your own is good."),
    "too_long": _l("Use at most 200 characters."),
    "like_name": _l("The password must not be your username."),
    "too_common": _l("Many people use this password. Please think of another one."),
}

ROLES: dict[Role, LazyString] = {
    Role.ONE_STOP_CLERK: _l("One-stop clerk"),
    Role.CASE_OFFICER: _l("Case officer"),
    Role.UNIT_HEAD: _l("Head of unit"),
    Role.CHIEF_OF_OFFICE: _l("Chief of office"),
    Role.CHAIRPERSON: _l("Chairperson"),
    Role.DEPUTY: _l("Deputy chairperson"),
    Role.RECORDS_CLERK: _l("Records clerk"),
    Role.REFORM_COORDINATOR: _l("Reform coordinator"),
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.OBSERVER: _l("Observer"),
    Role.SURVEY_KEEPER: _l("Survey keeper of a unit"),
    Role.PAPER_TYPIST: _l("Typist of paper sheets"),
}

ROLE_NOTES: dict[Role, LazyString] = {
    Role.ONE_STOP_CLERK: _l("Receives petitions, accepts or forwards them."),
    Role.CASE_OFFICER: _l("Handles the cases of the own unit and drafts replies."),
    Role.UNIT_HEAD: _l("Handles and approves for the own unit."),
    Role.CHIEF_OF_OFFICE: _l("Sees all units, assigns, approves, publishes, edits the calendar."),
    Role.CHAIRPERSON: _l("Sees all units, assigns, approves, publishes."),
    Role.DEPUTY: _l("Like the chairperson."),
    Role.RECORDS_CLERK: _l("Records number, date and signer of signed documents."),
    Role.REFORM_COORDINATOR: _l(
        "Sees results and counters, exports, drafts surveys, edits the calendar."
    ),
    Role.ADMINISTRATOR: _l("Sets up units, places, staff and calendar; sees no petitions."),
    Role.OBSERVER: _l("Sees totals only (Fatherland Front, People’s Council)."),
    Role.SURVEY_KEEPER: _l(
        "Drafts the surveys of a school or health station; sees results and posters."
    ),
    Role.PAPER_TYPIST: _l(
        "Types the paper sheets of surveys and nothing else. Give it to nobody who is rated."
    ),
}

UNIT_KINDS: dict[UnitKind, LazyString] = {
    UnitKind.INTERNAL: _l("Part of the commune"),
    UnitKind.VERTICAL: _l("Own line of command"),
    UnitKind.EXTERNAL: _l("Outside the commune"),
}

UNIT_KIND_NOTES: dict[UnitKind, LazyString] = {
    UnitKind.INTERNAL: _l("Can be given cases with a due date."),
    UnitKind.VERTICAL: _l("Such as the police: receives a transfer slip."),
    UnitKind.EXTERNAL: _l("Another office: receives a transfer slip."),
}

# A swap has two days and a form of its own.
DAY_CODES: dict[DayCode, LazyString] = {
    DayCode.COMPENSATION: _l("Day off in lieu, or by a decision of its own"),
    DayCode.NEW_YEAR: _l("New Year"),
    DayCode.TET: _l("Lunar New Year (Tết)"),
    DayCode.HUNG_KINGS: _l("Hùng Kings’ Day"),
    DayCode.REUNIFICATION: _l("Reunification Day"),
    DayCode.LABOUR_DAY: _l("Labour Day"),
    DayCode.NATIONAL_DAY: _l("National Day"),
    DayCode.NATIONAL_DAY_ADJACENT: _l("Day next to National Day"),
    DayCode.CULTURE_DAY: _l("Vietnam Culture Day"),
}

DAY_STATUSES: dict[DayStatus, LazyString] = {
    DayStatus.OFFICIAL: _l("Decided"),
    DayStatus.ANNOUNCED: _l("Announced"),
    DayStatus.ESTIMATE: _l("Expected"),
}

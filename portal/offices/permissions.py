"""Who may do what: one table, refused by default."""

from enum import StrEnum

from portal.offices.kinds import Role


class May(StrEnum):
    """What a member of staff can be allowed to do, before unit and state are looked at."""

    SEE_CASES = "see_cases"
    SEE_ALL_UNITS = "see_all_units"
    SEE_CONTACT = "see_contact"
    TRIAGE = "triage"
    ASSIGN = "assign"
    HANDLE = "handle"
    APPROVE = "approve"
    RECORD_SIGNED = "record_signed"
    PUBLISH = "publish"
    SEE_RESULTS = "see_results"
    SEE_COUNTERS = "see_counters"
    EXPORT = "export"
    SEE_SIGNALS = "see_signals"
    CONCLUDE_MATTERS = "conclude_matters"
    SEE_SURVEYS = "see_surveys"
    DRAFT_SURVEYS = "draft_surveys"
    DRAFT_ANYWHERE = "draft_anywhere"
    APPROVE_SURVEYS = "approve_surveys"
    CLOSE_SURVEYS = "close_surveys"
    KEEP_QUESTIONNAIRES = "keep_questionnaires"
    ENTER_SERVED = "enter_served"
    NOTE_INCIDENTS = "note_incidents"
    CLOSE_PERIODS = "close_periods"
    EDIT_CALENDAR = "edit_calendar"
    EXTEND = "extend"
    SET_UP = "set_up"
    MANAGE_STAFF = "manage_staff"
    READ_POSTERS = "read_posters"


_LEADER = {
    May.SEE_CASES,
    May.SEE_ALL_UNITS,
    May.SEE_CONTACT,
    May.ASSIGN,
    May.APPROVE,
    May.EXTEND,
    May.PUBLISH,
    May.SEE_RESULTS,
    May.SEE_COUNTERS,
    May.EXPORT,
    May.SEE_SIGNALS,
    May.SEE_SURVEYS,
    May.APPROVE_SURVEYS,
    May.CLOSE_SURVEYS,
    May.CLOSE_PERIODS,
    May.READ_POSTERS,
}

GRANTS: dict[Role, frozenset[May]] = {
    Role.ONE_STOP_CLERK: frozenset(
        {
            May.SEE_CASES,
            May.SEE_ALL_UNITS,
            May.SEE_CONTACT,
            May.TRIAGE,
            May.NOTE_INCIDENTS,
            May.READ_POSTERS,
        }
    ),
    Role.CASE_OFFICER: frozenset({May.SEE_CASES, May.SEE_CONTACT, May.HANDLE, May.SEE_RESULTS}),
    Role.UNIT_HEAD: frozenset(
        {
            May.SEE_CASES,
            May.SEE_CONTACT,
            May.HANDLE,
            May.APPROVE,
            May.EXTEND,
            May.SEE_RESULTS,
        }
    ),
    Role.CHIEF_OF_OFFICE: frozenset(_LEADER | {May.TRIAGE, May.NOTE_INCIDENTS, May.EDIT_CALENDAR}),
    # Whoever stands in for the chairperson is given this role for that time.
    Role.CHAIRPERSON: frozenset(_LEADER | {May.CONCLUDE_MATTERS}),
    Role.DEPUTY: frozenset(_LEADER),
    Role.RECORDS_CLERK: frozenset({May.SEE_CASES, May.SEE_ALL_UNITS, May.RECORD_SIGNED}),
    Role.REFORM_COORDINATOR: frozenset(
        {
            May.SEE_RESULTS,
            May.SEE_COUNTERS,
            May.EXPORT,
            May.SEE_SIGNALS,
            May.SEE_SURVEYS,
            May.DRAFT_SURVEYS,
            May.DRAFT_ANYWHERE,
            May.CLOSE_SURVEYS,
            May.KEEP_QUESTIONNAIRES,
            May.ENTER_SERVED,
            May.NOTE_INCIDENTS,
            May.CLOSE_PERIODS,
            May.EDIT_CALENDAR,
            May.READ_POSTERS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            May.SET_UP,
            May.MANAGE_STAFF,
            May.KEEP_QUESTIONNAIRES,
            May.EDIT_CALENDAR,
            May.READ_POSTERS,
        }
    ),
    Role.OBSERVER: frozenset({May.SEE_RESULTS}),
    Role.SURVEY_KEEPER: frozenset(
        {
            May.SEE_RESULTS,
            May.SEE_SURVEYS,
            May.DRAFT_SURVEYS,
            May.CLOSE_SURVEYS,
            May.READ_POSTERS,
        }
    ),
}


def granted(roles: frozenset[Role]) -> frozenset[May]:
    """Return everything the roles together allow."""
    return frozenset().union(*(GRANTS[role] for role in roles))

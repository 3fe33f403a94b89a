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
    ISSUE_SLIPS = "issue_slips"
    ENTER_SERVED = "enter_served"
    NOTE_INCIDENTS = "note_incidents"
    CLOSE_PERIODS = "close_periods"
    SET_TARGETS = "set_targets"
    FIX_PUBLICATION = "fix_publication"
    NOTE_FIGURES = "note_figures"
    REPLY_FOR_COUNTERS = "reply_for_counters"
    TAG_COMMENTS = "tag_comments"
    LEAD = "lead"
    SEE_REMEDIES = "see_remedies"
    PLAN_REMEDIES = "plan_remedies"
    HEAD_REMEDIES = "head_remedies"
    EDIT_CALENDAR = "edit_calendar"
    EXTEND = "extend"
    SET_UP = "set_up"
    MANAGE_STAFF = "manage_staff"
    READ_POSTERS = "read_posters"
    KEEP_POSTERS = "keep_posters"
    ENTER_PAPER = "enter_paper"
    SET_PAPER_RULE = "set_paper_rule"
    IMPORT_ANSWERS = "import_answers"
    KEEP_SEALED = "keep_sealed"
    ENTRUST_SEALED = "entrust_sealed"
    READ_LOG = "read_log"


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
    May.TAG_COMMENTS,
    May.LEAD,
    May.SEE_REMEDIES,
    May.PLAN_REMEDIES,
    May.READ_POSTERS,
    May.KEEP_SEALED,
}

GRANTS: dict[Role, frozenset[May]] = {
    Role.ONE_STOP_CLERK: frozenset(
        {
            May.SEE_CASES,
            May.SEE_ALL_UNITS,
            May.SEE_CONTACT,
            May.TRIAGE,
            May.NOTE_INCIDENTS,
            May.SEE_REMEDIES,
            May.READ_POSTERS,
            May.KEEP_POSTERS,
            May.KEEP_SEALED,
        }
    ),
    Role.CASE_OFFICER: frozenset(
        {May.SEE_CASES, May.SEE_CONTACT, May.HANDLE, May.SEE_RESULTS, May.SEE_REMEDIES}
    ),
    Role.UNIT_HEAD: frozenset(
        {
            May.SEE_CASES,
            May.SEE_CONTACT,
            May.HANDLE,
            May.APPROVE,
            May.EXTEND,
            May.SEE_RESULTS,
            May.REPLY_FOR_COUNTERS,
            May.SEE_REMEDIES,
            May.HEAD_REMEDIES,
        }
    ),
    Role.CHIEF_OF_OFFICE: frozenset(
        _LEADER
        | {
            May.TRIAGE,
            May.NOTE_INCIDENTS,
            May.EDIT_CALENDAR,
            May.READ_LOG,
            May.KEEP_POSTERS,
        }
    ),
    # Who may name another handler for what is sealed; it is written down, like reading it.
    # Whoever stands in for the chairperson is given this role for that time.
    Role.CHAIRPERSON: frozenset(
        _LEADER
        | {May.SET_TARGETS, May.FIX_PUBLICATION, May.NOTE_FIGURES}
        | {May.ENTRUST_SEALED, May.CONCLUDE_MATTERS}
    ),
    Role.DEPUTY: frozenset(_LEADER),
    Role.RECORDS_CLERK: frozenset(
        {May.SEE_CASES, May.SEE_ALL_UNITS, May.RECORD_SIGNED, May.SEE_REMEDIES}
    ),
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
            May.ISSUE_SLIPS,
            May.ENTER_SERVED,
            May.NOTE_INCIDENTS,
            May.CLOSE_PERIODS,
            May.SET_TARGETS,
            May.TAG_COMMENTS,
            May.SEE_REMEDIES,
            May.PLAN_REMEDIES,
            May.EDIT_CALENDAR,
            May.READ_POSTERS,
            May.KEEP_POSTERS,
            May.ENTER_PAPER,
            May.SET_PAPER_RULE,
            May.IMPORT_ANSWERS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            May.SET_UP,
            May.MANAGE_STAFF,
            May.KEEP_QUESTIONNAIRES,
            May.EDIT_CALENDAR,
            May.READ_POSTERS,
            May.READ_LOG,
            May.KEEP_POSTERS,
        }
    ),
    Role.OBSERVER: frozenset({May.SEE_RESULTS, May.SEE_REMEDIES}),
    Role.SURVEY_KEEPER: frozenset(
        {
            May.SEE_RESULTS,
            May.SEE_SURVEYS,
            May.DRAFT_SURVEYS,
            May.CLOSE_SURVEYS,
            May.ISSUE_SLIPS,
            May.SEE_REMEDIES,
            May.READ_POSTERS,
            May.KEEP_POSTERS,
        }
    ),
    # Whoever types sheets reads them, so nobody who is rated at a counter has it from their post.
    Role.PAPER_TYPIST: frozenset({May.ENTER_PAPER}),
}


def granted(roles: frozenset[Role]) -> frozenset[May]:
    """Return everything the roles together allow."""
    return frozenset().union(*(GRANTS[role] for role in roles))

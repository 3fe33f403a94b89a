"""What can go wrong when a rating is handed in."""

from portal.errors import ChangedMeanwhileError, DomainError


class SurveyClosedError(ChangedMeanwhileError):
    """The survey ended while someone was typing; nothing was stored."""

    code = "survey_closed"


class SubmissionDiffersError(DomainError):
    """The submission id was spent on other content; a new rating may be offered."""

    code = "submission_differs"

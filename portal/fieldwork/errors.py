"""What can go wrong with surveys and their questionnaires."""

from collections.abc import Sequence
from enum import StrEnum

from portal.errors import DomainError, NotAllowedError
from surveys.faults import Fault


class FileFault(StrEnum):
    """Why a file cannot even be read as a questionnaire."""

    TOO_LARGE = "too_large"  # data: kb
    NOT_UTF8 = "not_utf8"
    NOT_TOML = "not_toml"  # data: line


class QuestionnaireRefusedError(DomainError):
    """The file is no questionnaire: unreadable (`reason`), or readable with `faults` in it."""

    code = "questionnaire_refused"

    def __init__(
        self, reason: FileFault | None = None, *, faults: Sequence[Fault] = (), **data: int
    ) -> None:
        super().__init__(**data)
        self.reason = reason
        self.faults = tuple(faults)


class QuestionnaireTakenError(DomainError):
    """Another text has this code and version; what was asked once never changes."""

    code = "questionnaire_taken"


class OwnDraftError(NotAllowedError):
    """Who drafted a survey does not approve it."""

    code = "own_draft"


class WindowPassedError(DomainError):
    """The last day of the survey lies behind; nobody could be asked."""

    code = "window_passed"

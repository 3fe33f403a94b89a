"""What can go wrong with surveys and their questionnaires."""

from portal.errors import DomainError, NotAllowedError


class QuestionnaireRefusedError(DomainError):
    """The file is no questionnaire; `sentences` say why in the words of its designer."""

    code = "questionnaire_refused"

    def __init__(self, *sentences: str) -> None:
        super().__init__()
        self.sentences = sentences


class QuestionnaireTakenError(DomainError):
    """Another text has this code and version; what was asked once never changes."""

    code = "questionnaire_taken"


class OwnDraftError(NotAllowedError):
    """Who drafted a survey does not approve it."""

    code = "own_draft"


class WindowPassedError(DomainError):
    """The last day of the survey lies behind; nobody could be asked."""

    code = "window_passed"

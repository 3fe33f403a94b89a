"""What can go wrong when a file of answers is taken over."""

from portal.errors import ChangedMeanwhileError, DomainError


class FileRepeatedError(DomainError):
    """The very same file was taken over before; its answers would count twice."""

    code = "file_repeated"


class FileUnreadableError(DomainError):
    """The file cannot be opened again: damaged, or sealed with another key."""

    code = "file_unreadable"


class FileMovedOnError(ChangedMeanwhileError):
    """Someone else has taken the file over, or thrown it away."""

    code = "file_moved_on"


class MeaningUnreadableError(DomainError):
    """The text that says what columns mean does not say it."""

    code = "meaning_unreadable"


class StillOpenError(DomainError):
    """Some lines or answers have no meaning yet, or there is nothing to take over."""

    code = "file_still_open"

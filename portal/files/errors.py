"""Why a file is refused, and what can go wrong when a kept one is fetched."""

from enum import StrEnum

from portal.errors import DomainError, NotFoundError


class Refusal(StrEnum):
    """The reasons for which a file is not taken; the petition around it always is."""

    UNKNOWN_TYPE = "unknown_type"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSUPPORTED_HERE = "unsupported_here"
    EMPTY = "empty"


class FileRefusedError(DomainError):
    """A file of a citizen is not taken; `reason` says why."""

    code = "file_refused"

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class FileNotKeptError(DomainError):
    """The disk is full or fails: this file is lost to us, and nothing else is."""

    code = "file_not_kept"


class FileMissingError(NotFoundError):
    """No file lies under this key, or it is no key at all."""

    code = "file_missing"


class FileUnreadableError(DomainError):
    """The file is there but was changed on disk or belongs to another secret."""

    code = "file_unreadable"

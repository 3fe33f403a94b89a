"""What can go wrong with a tablet and with one rating from it."""

from enum import StrEnum

from portal.errors import DomainError, NotFoundError


class KioskUnknownError(NotFoundError):
    """No tablet has this link."""


class KioskRevokedError(DomainError):
    """The tablet was taken out of use."""

    code = "kiosk_revoked"


class NoBoxesError(DomainError):
    """What was sent is not what a tablet sends."""

    code = "no_boxes"


class FileDateError(DomainError):
    """By its own day a file was exported tomorrow or too long ago; `day` is that day."""

    code = "kiosk_file_date"


class Refusal(StrEnum):
    """Why one rating is refused for good; sending it again would not help."""

    UNREADABLE = "unreadable"
    DIFFERS = "differs"
    UNFIT = "unfit"
    NOT_ASKED = "not_asked"


class RefusedError(Exception):
    """One rating cannot be taken; the others of its batch can."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal

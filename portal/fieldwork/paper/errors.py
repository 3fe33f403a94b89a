"""What can go wrong when sheets are typed."""

from portal.errors import ChangedMeanwhileError, DomainError, NotAllowedError


class SheetUnknownError(DomainError):
    """No sheet with this number was printed for the survey."""

    code = "sheet_unknown"


class SheetTakenError(DomainError):
    """The sheet with this number was typed before, or is being typed."""

    code = "sheet_taken"


class OwnEntryError(NotAllowedError):
    """Who typed a sheet first does not type it a second time."""

    code = "own_entry"


class DayClosedError(DomainError):
    """The day lies in a period that is closed; `name` and `key` say which."""

    code = "day_closed"


class SheetMovedOnError(ChangedMeanwhileError):
    """Someone else has dealt with the sheet in the meantime."""

    code = "sheet_moved_on"


class SheetUnreadableError(DomainError):
    """What the first person typed cannot be opened again: damaged, or sealed with another key."""

    code = "sheet_unreadable"

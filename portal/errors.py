"""The vocabulary of what can go wrong: codes and data, never sentences.

`portal.web.errors` maps each class to a page and a status; `portal.web.messages` gives the words.
"""


class DomainError(Exception):
    """Something the domain refuses; `code` names it and `data` says what was refused."""

    code = "refused"

    def __init__(self, **data: object) -> None:
        super().__init__(self.code, data)
        self.data = data


class NotFoundError(DomainError):
    """There is no such thing, or the asker may not know of it."""

    code = "not_found"


class NotAllowedError(DomainError):
    """The person is known and may not do this."""

    code = "not_allowed"


class InvalidInputError(DomainError):
    """Values that do not fit; `fields` maps a field to a fault code."""

    code = "invalid_input"

    def __init__(self, **fields: str) -> None:
        super().__init__(**fields)
        self.fields = fields


class ChangedMeanwhileError(DomainError):
    """Someone else changed the same thing first; nothing was written."""

    code = "changed_meanwhile"


class ConstraintError(DomainError):
    """A constraint of the database refused the row; `constraint` names it."""

    code = "constraint"


class UnfitValueError(DomainError):
    """A value no row can hold, such as a letter of code zero: so there is nothing under it."""

    code = "unfit_value"


class DatabaseUnavailableError(DomainError):
    """The database is locked or gone; nothing was acknowledged."""

    code = "database_unavailable"

"""What the office refuses: names taken, links spent, a last administrator."""

from portal.errors import ChangedMeanwhileError, DomainError, NotFoundError


class AuthorityExistsError(DomainError):
    """The commune with this code is already set up here; `commune` is its code."""

    code = "authority_exists"


class NameTakenError(DomainError):
    """A unit or village of this name, or a username, exists already; `name` says which."""

    code = "name_taken"


class UnitInUseError(DomainError):
    """Service points of the unit are still in use; `name` is the unit's."""

    code = "unit_in_use"


class LastAdministratorError(DomainError):
    """Nobody would be left who can set the commune up."""

    code = "last_administrator"


class LinkSpentError(NotFoundError):
    """The one-time link is unknown, used, replaced by a newer one or too old."""

    code = "link_spent"


class SignInRefusedError(DomainError):
    """Unknown name, wrong password or closed account: never said which."""

    code = "sign_in_refused"


class CodesExhaustedError(ChangedMeanwhileError):
    """Several fresh codes in a row were taken; chance does not do this, a broken generator does."""

    code = "codes_exhausted"


class RowRefusedError(DomainError):
    """A row of a workbook does not fit this commune; `row` is its number, `fault` a code."""

    code = "row_refused"

    def __init__(self, row: int, fault: str, value: str = "") -> None:
        super().__init__(row=row, fault=fault, value=value)
        self.row = row
        self.fault = fault
        self.value = value

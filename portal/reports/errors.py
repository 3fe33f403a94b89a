"""What can be wrong with a reporting period."""

from portal.errors import DomainError, NotFoundError


class PeriodNotFoundError(NotFoundError):
    """The authority has no period with this key."""

    code = "period_not_found"


class PeriodTakenError(DomainError):
    """There is already a period with this key."""

    code = "period_taken"


class PeriodFinalError(DomainError):
    """The period is final: its figures have been given out and stay as they are."""

    code = "period_final"

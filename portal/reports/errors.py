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


class PeriodNotOverError(DomainError):
    """The cut-off of the period has not passed: its figures may still move."""

    code = "period_not_over"


class PeriodUnsettledError(DomainError):
    """Ratings of the period still wait sealed and could not be counted."""

    code = "period_unsettled"

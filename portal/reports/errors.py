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


class PeriodInUseError(DomainError):
    """Units have written for the period, or figures were entered: it can no longer be removed."""

    code = "period_in_use"


class OwnEntryError(DomainError):
    """A figure entered by hand is checked by somebody else than who entered it."""

    code = "own_entry"


class SumsDifferError(DomainError):
    """Two ways to the same sum of an appendix do not agree; nothing was written."""

    code = "sums_differ"

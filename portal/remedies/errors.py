"""What can be refused about a remedial plan."""

from portal.errors import DomainError, NotAllowedError


class NotYourMeasureError(NotAllowedError):
    """Only the person named and the head of the unit say how a measure goes."""

    code = "not_your_measure"


class OwnMeasureError(NotAllowedError):
    """Who answers for a measure, or reported it done, does not judge whether it helped."""

    code = "own_measure"


class MovedAlreadyError(DomainError):
    """The date of the measure was moved as often as the commune's rule lets it."""

    code = "moved_already"


class FindingInUseError(DomainError):
    """A finding with a measure stays: its history would lose what it is about."""

    code = "finding_in_use"

"""What can be wrong with a schedule."""

from portal.errors import DomainError


class ScheduleOverError(DomainError):
    """The period is over (or none of this year): when it is published can no longer be changed."""

    code = "schedule_over"

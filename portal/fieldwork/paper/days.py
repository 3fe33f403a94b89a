"""On which days a sheet may have been given: in its survey, not tomorrow, in no closed period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.errors import InvalidInputError
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.models import Survey
from portal.fieldwork.paper.errors import DayClosedError
from portal.fieldwork.windows import end_of, first_moment


@dataclass(frozen=True)
class ClosedDays:
    """Days whose figures are kept as they were; both ends belong to them."""

    key: str
    name: str
    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


def check_day(survey: Survey, given_on: date, today: date, closed: Iterable[ClosedDays]) -> None:
    """Refuse a day on which the survey was not asked, or whose figures are given out.

    Raises `InvalidInputError` (given_on) or `DayClosedError`.
    """
    if given_on > today:
        raise InvalidInputError(given_on="in_the_future")
    is_over = survey.closes_at is not None and survey.closes_at <= first_moment(given_on)
    is_asked = survey.state == SurveyState.APPROVED and survey.opens_at < end_of(given_on)
    if is_over or not is_asked:
        raise InvalidInputError(given_on="outside_survey")
    for days in closed:
        if given_on in days:
            raise DayClosedError(key=days.key, name=days.name)


def moment_on(survey: Survey, given_on: date) -> datetime:
    """Return a moment of that day at which the survey was asked, for the guard of the intake."""
    return max(first_moment(given_on), survey.opens_at)

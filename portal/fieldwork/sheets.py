"""A survey with the names a person reads beside it."""

from typing import NamedTuple

from portal.fieldwork.models import Questionnaire, Survey


class SurveySheet(NamedTuple):
    """A survey, what it asks, the unit it belongs to, who drafted it and who approved it."""

    survey: Survey
    questionnaire: Questionnaire
    unit: str | None
    author: str | None
    approver: str | None

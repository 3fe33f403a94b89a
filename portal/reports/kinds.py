"""Kinds of reporting periods: by its kind a period finds the one before and that of last year."""

from enum import StrEnum


class PeriodKind(StrEnum):
    """How much of a year a period reports on, whatever day it is cut on."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    OTHER = "other"

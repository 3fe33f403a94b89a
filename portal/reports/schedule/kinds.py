"""The ways in which a period comes before the public."""

from enum import StrEnum


class Way(StrEnum):
    """On a day, never (a trial, for the house alone), or only as a part of longer periods."""

    ON_DAY = "on_day"
    TRIAL = "trial"
    NOT_ALONE = "not_alone"

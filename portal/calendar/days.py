"""Which days are worked in Việt Nam: weekdays, except days off, plus Saturdays worked by swap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.errors import DomainError

SATURDAY = 5


class CalendarMissingError(DomainError):
    """Nobody has loaded the days of this year; `data["year"]` says which."""

    code = "calendar_missing"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)
        self.year = year


class DayKind(StrEnum):
    """Whether a special day is a day off or a Saturday worked by swap."""

    REST = "rest"
    WORKED = "worked"


class DayCode(StrEnum):
    """What makes a day special."""

    NEW_YEAR = "new_year"
    TET = "tet"
    HUNG_KINGS = "hung_kings"
    REUNIFICATION = "reunification"
    LABOUR_DAY = "labour_day"
    NATIONAL_DAY = "national_day"
    NATIONAL_DAY_ADJACENT = "national_day_adjacent"
    CULTURE_DAY = "culture_day"
    COMPENSATION = "compensation"
    SWAP_OFF = "swap_off"
    SWAP_WORKED = "swap_worked"


class DayStatus(StrEnum):
    """How sure a special day is."""

    OFFICIAL = "official"  # fixed by law or by a numbered decision
    ANNOUNCED = "announced"  # reported; the text itself not yet compared
    ESTIMATE = "estimate"  # expected; the yearly notice will decide


class ReasonCode(StrEnum):
    """Why a day is worked or not."""

    WORKING_DAY = "working_day"
    WORKED_SATURDAY = "worked_saturday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    COMPENSATION = "compensation"
    SWAP_OFF = "swap_off"


WORKING_REASONS = frozenset({ReasonCode.WORKING_DAY, ReasonCode.WORKED_SATURDAY})


@dataclass(frozen=True, slots=True)
class DayName:
    """A name in both languages of the portal; data, not a message."""

    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" and self.en else self.vi


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its weekday, with the decision that makes it so."""

    day: date
    kind: DayKind
    code: DayCode
    name: DayName
    decision: str
    status: DayStatus
    swaps_with: date | None = None


@dataclass(frozen=True, slots=True)
class DayReason:
    """Why a day is worked or not; an ordinary weekday or weekend has no name and no decision."""

    code: ReasonCode
    name: DayName | None = None
    decision: str = ""
    status: DayStatus = DayStatus.OFFICIAL
    swaps_with: date | None = None

    @property
    def is_working(self) -> bool:
        return self.code in WORKING_REASONS

    @property
    def is_estimate(self) -> bool:
        return self.status is DayStatus.ESTIMATE


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """One version of an authority's calendar; version 0 is the one shipped with the portal."""

    days: Mapping[date, SpecialDay]
    years: frozenset[int]
    version: int

    def is_working(self, day: date) -> bool:
        """Say whether offices work that day; CalendarMissingError if its year is not loaded."""
        special = self._special(day)
        if special is not None:
            return special.kind is DayKind.WORKED
        return day.weekday() < SATURDAY

    def why(self, day: date) -> DayReason:
        """Return the reason for `is_working(day)`; CalendarMissingError as there."""
        special = self._special(day)
        if special is None:
            is_weekday = day.weekday() < SATURDAY
            return DayReason(ReasonCode.WORKING_DAY if is_weekday else ReasonCode.WEEKEND)
        return DayReason(
            _reason_code(special),
            special.name,
            special.decision,
            special.status,
            special.swaps_with,
        )

    def require(self, day: date) -> None:
        """Raise CalendarMissingError if the year of the day is not loaded."""
        if day.year not in self.years:
            raise CalendarMissingError(day.year)

    def _special(self, day: date) -> SpecialDay | None:
        self.require(day)
        return self.days.get(day)


def _reason_code(special: SpecialDay) -> ReasonCode:
    if special.kind is DayKind.WORKED:
        return ReasonCode.WORKED_SATURDAY
    if special.code is DayCode.SWAP_OFF:
        return ReasonCode.SWAP_OFF
    if special.code is DayCode.COMPENSATION:
        return ReasonCode.COMPENSATION
    return ReasonCode.HOLIDAY

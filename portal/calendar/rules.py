"""Deadline rules: a term with its name, its source, its reach and the days it is valid."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.calendar.days import DayName
from portal.calendar.terms import Term
from portal.errors import DomainError


class RuleMissingError(DomainError):
    """No rule of this code is valid on this day; `data` has both."""

    code = "rule_missing"


class RuleCode(StrEnum):
    """The rules that the portal itself applies."""

    PAKN_TRANSFER = "PAKN_TRANSFER"
    CLASSIFY = "CLASSIFY"
    REPLY_OWN = "REPLY_OWN"


class RuleScope(StrEnum):
    """Whose rule it is."""

    NATIONAL = "national"
    PROVINCE = "province"
    COMMUNE = "commune"  # set by the commune in a document of its own
    COMMUNE_DEFAULT = "commune_default"  # set by the commune itself, without a legal source
    REFERENCE = "reference"  # another province's rule: a model, never applied here


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline rule; valid from one day up to and including another, or without end."""

    code: str
    name: DayName
    term: Term
    scope: RuleScope
    source: str
    valid_from: date
    valid_to: date | None = None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

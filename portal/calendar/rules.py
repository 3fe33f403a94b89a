"""Deadline rules: a term with its name, its source, its reach and the days it is valid."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portal.calendar.days import DayName
from portal.calendar.terms import ONE_DAY, Term
from portal.errors import DomainError


class RuleMissingError(DomainError):
    """No rule of this code is valid on this day; `data` has both."""

    code = "rule_missing"


class RuleCode(StrEnum):
    """The rules that the portal itself applies."""

    PAKN_TRANSFER = "PAKN_TRANSFER"
    CLASSIFY = "CLASSIFY"
    REPLY_OWN = "REPLY_OWN"
    REPLY_LONGEST = "REPLY_LONGEST"
    DUE_SOON = "DUE_SOON"
    GROSSLY_LATE = "GROSSLY_LATE"
    REPLY_INQUIRY = "REPLY_INQUIRY"
    REPLY_PRAISE = "REPLY_PRAISE"
    EXPLAIN = "EXPLAIN"
    COMPLAINT_TAKEN_UP = "COMPLAINT_TAKEN_UP"
    DENUNCIATION_TAKEN_UP = "DENUNCIATION_TAKEN_UP"
    VERIFY_MATTER = "VERIFY_MATTER"
    CONFIRM_REPLY = "CONFIRM_REPLY"


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


def succeeded(older: Iterable[Rule], new: Rule) -> list[Rule]:
    """Return the rules of one code, by their first day, after a new one has come.

    Those that reach into its days end the day before it; one of the same first day is replaced.
    """
    kept = [_ended_before(rule, new.valid_from) for rule in older]
    kept = [rule for rule in kept if rule.valid_from != new.valid_from]
    return sorted([*kept, new], key=lambda rule: rule.valid_from)


def _ended_before(rule: Rule, day: date) -> Rule:
    if rule.valid_from < day and rule.is_valid(day):
        return replace(rule, valid_to=day - ONE_DAY)
    return rule

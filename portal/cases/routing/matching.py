"""Does a rule fit a case, and by what: the first that fits in the commune's order decides."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.cases.kinds import Subject
from portal.search import fold


class Because(StrEnum):
    """By what a rule fits a case."""

    SUBJECT = "subject"
    SERVICE_POINT = "service_point"
    PROCEDURE = "procedure"
    FIELD = "field"
    WORDS = "words"


@dataclass(frozen=True)
class Matter:
    """What rules look at in a case; `words` have gone through `plain_words`."""

    subject: Subject | None
    service_point_id: int | None
    procedure_id: int | None
    field: str
    words: str


@dataclass(frozen=True)
class Conditions:
    """What a rule asks of a case; what is None or empty asks for nothing."""

    subject: Subject | None = None
    service_point_id: int | None = None
    procedure_id: int | None = None
    field: str = ""
    words: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether every case would fit."""
        asked = (self.subject, self.service_point_id, self.procedure_id, self.field, self.words)
        return not any(asked)


@dataclass(frozen=True)
class Rule:
    """A rule as it is applied: where it stands, what it asks, and where it leads."""

    id: int
    position: int
    conditions: Conditions
    unit_id: int
    beside: tuple[int, ...]
    valid_from: date
    is_active: bool = True


@dataclass(frozen=True)
class Fit:
    """Why a rule fits; `words` are those of the rule that the story has."""

    rule: Rule
    because: tuple[Because, ...]
    words: tuple[str, ...] = ()


def plain_words(text: str) -> str:
    """Return the words of a text without diacritics and signs, a space before and after each."""
    return " " + " ".join(re.findall(r"\w+", fold(text))) + " "


def fit(rule: Rule, matter: Matter) -> Fit | None:
    """Return by what a rule fits; None when anything it asks for is otherwise."""
    asked = rule.conditions
    said = tuple(word for word in asked.words if plain_words(word) in matter.words)
    because: list[Because] = []
    for name, wanted, fits in (
        (Because.SUBJECT, asked.subject, asked.subject == matter.subject),
        (Because.SERVICE_POINT, asked.service_point_id, _same(asked, matter, "service_point_id")),
        (Because.PROCEDURE, asked.procedure_id, _same(asked, matter, "procedure_id")),
        (Because.FIELD, asked.field, asked.field == matter.field),
        (Because.WORDS, asked.words, bool(said)),
    ):
        if wanted and not fits:
            return None
        if wanted:
            because.append(name)
    return Fit(rule, tuple(because), said) if because else None


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules as the commune has put them; the older of two at one place comes first."""
    return sorted(rules, key=lambda rule: (rule.position, rule.id))


def decide(rules: Iterable[Rule], matter: Matter, on: date, units: Collection[int]) -> Fit | None:
    """Return the first rule in force on a day that fits and leads to one of these units."""
    return next(fits(rules, matter, on, units), None)


def fits(rules: Iterable[Rule], matter: Matter, on: date, units: Collection[int]) -> Iterator[Fit]:
    """Yield every rule that fits, in order."""
    for rule in in_order(rules):
        if rule.is_active and rule.valid_from <= on and rule.unit_id in units:
            found = fit(rule, matter)
            if found is not None:
                yield found


def _same(asked: Conditions, matter: Matter, name: str) -> bool:
    return bool(getattr(asked, name) == getattr(matter, name))

"""Figures by hand as reports read them: only checked ones, each with where it was taken from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from portal.reports.byhand import store
from portal.reports.byhand.figures import OF_RATINGS
from portal.reports.byhand.kinds import HandState
from portal.words.translate import N_, say, short_date
from surveys.disclosure import shown

SOURCE = N_("entered by hand, source: %(document)s of %(day)s")


@dataclass(frozen=True)
class HandValue:
    """A checked figure; it is never added to what the portal counted."""

    value: int
    document: str
    document_on: date
    entered_by: str
    checked_by: str

    def source(self, lang: str) -> str:
        return say(lang, SOURCE, document=self.document, day=short_date(self.document_on, lang))


@dataclass(frozen=True)
class ByHand:
    """What was entered for one period, by the codes of the figures.

    `is_all`: the period was over before the portal began, so there is nothing but this.
    """

    figures: Mapping[str, HandValue] = field(default_factory=dict)
    is_all: bool = False

    def value(self, code: str) -> int | None:
        found = self.figures.get(code)
        return None if found is None else found.value

    def for_everybody(self, smallest_group: int) -> "ByHand":
        """Return it without ratings by fewer than the smallest group, which counting hides too."""
        people = [n for code in ("responses", "answers") if (n := self.value(code)) is not None]
        if people and all(shown(n, smallest_group) for n in people):
            return self
        open_to_all = {code: one for code, one in self.figures.items() if code not in OF_RATINGS}
        return ByHand(open_to_all, self.is_all)

    @property
    def satisfied_share(self) -> Fraction | None:
        """The share that follows from two figures entered; None without both."""
        part, whole = self.value("satisfied"), self.value("answers")
        return Fraction(part, whole) if part is not None and whole else None


def in_force(
    session: Session, authority_id: int, spans: Mapping[str, date], began: date
) -> dict[str, ByHand]:
    """Return what stands for some periods; `spans` are their keys with their last days."""
    found: dict[str, dict[str, HandValue]] = {key: {} for key in spans}
    for row in _rows(session, authority_id, spans):
        one = row.figure
        found[row.period_key][one.figure] = HandValue(
            one.value, one.document, one.document_on, row.entered_by, row.checked_by or ""
        )
    return {key: ByHand(figures, spans[key] < began) for key, figures in found.items()}


def _rows(session: Session, authority_id: int, keys: Collection[str]) -> list[store.HandRow]:
    return store.rows_of(session, authority_id, keys, {HandState.IN_FORCE}) if keys else []

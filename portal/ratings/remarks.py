"""What people came for and what they wrote, for the house; apart from the levels they gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.questionnaires import read_instrument
from portal.ratings import result_store as store
from portal.ratings.contents import half_month_of
from portal.ratings.figures import VisitCounts, shown_sums
from portal.ratings.results import PeriodResults, results
from surveys.instrument import Instrument


@dataclass(frozen=True)
class Remark:
    """What one person wrote, in which half month, and below which question of which instrument."""

    text: str
    instrument: Instrument
    question: str
    half_month_on: date

    def asked(self, language: str) -> str:
        """Return the words of the question; "" below the one that is for anything at all."""
        code = self.question.partition(".")[0]
        if self.instrument.comment is not None and code == self.instrument.comment.code:
            return ""
        return self.instrument.question(code).text(self.instrument.language_for(language))


@dataclass(frozen=True)
class UnitRemarks:
    """What was written about a unit; `unit` is None for all units too small to be named."""

    unit: str | None
    texts: tuple[Remark, ...]


@dataclass(frozen=True)
class Remarks:
    """Purposes by code and procedures by name with their numbers, and remarks by unit.

    Whatever fewer people came for in half a month than a group must have is left out, and all
    numbers until the figures are settled. `instrument` has the words of the purposes.
    """

    instrument: Instrument | None
    purposes: Mapping[str, int]
    procedures: Mapping[str, int]
    units: tuple[UnitRemarks, ...]


def remarks(
    session: Session, authority_id: int, from_on: date, to_on: date, *, is_final: bool
) -> Remarks:
    """Return what was said in the half months that begin in or reach into a period.

    A remark has no day: where a period begins inside a half month it gets the whole of it.
    """
    begin = half_month_of(from_on)
    figures = results(session, authority_id, begin, to_on, is_final=is_final)
    visits = VisitCounts((), ())
    if figures.is_settled:
        visits = store.visit_counts(session, authority_id, begin, to_on)
    return Remarks(
        instrument=figures.instrument,
        purposes=_most_first(shown_sums(visits.purposes, figures.smallest_group)),
        procedures=_most_first(shown_sums(visits.procedures, figures.smallest_group)),
        units=written_about(session, figures),
    )


def written_about(session: Session, figures: PeriodResults) -> tuple[UnitRemarks, ...]:
    """Return the remarks of the days of figures by the units that these may name."""
    named = {unit.id: unit.name for unit in figures.units if not unit.is_hidden}
    written: dict[str | None, list[Remark]] = {name: [] for name in named.values()} | {None: []}
    for unit_id, remark in _read(session, figures.authority_id, figures.from_on, figures.to_on):
        written[named.get(unit_id)].append(remark)
    return tuple(UnitRemarks(unit, tuple(texts)) for unit, texts in written.items() if texts)


def _read(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> list[tuple[int, Remark]]:
    rows = store.comments(session, authority_id, from_on, to_on)
    asked = store.questionnaires(session, (row.questionnaire_id for row in rows))
    read = {id_: read_instrument(questionnaire) for id_, questionnaire in asked.items()}
    return [
        (
            row.unit_id,
            Remark(row.text, read[row.questionnaire_id], row.question, row.half_month_on),
        )
        for row in rows
    ]


def _most_first(numbers: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(numbers.items(), key=lambda item: -item[1]))

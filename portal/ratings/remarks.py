"""What people wrote, for the house; apart from the levels they gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.questionnaires import read_instrument
from portal.ratings import result_store as store
from portal.ratings.contents import half_month_of
from portal.ratings.results import PeriodResults, results
from portal.search import fold
from surveys.instrument import Instrument

UNNAMED = 0
"""Stands for all units too small to be named."""


@dataclass(frozen=True)
class Remark:
    """What one person wrote, and below which question of which instrument.

    `unit_id` is UNNAMED where the unit is too small to be named. `half_month_on` sorts and is
    chosen by; no page says it beside a text.
    """

    id: bytes
    text: str
    instrument: Instrument
    question: str
    unit_id: int
    half_month_on: date
    tags: tuple[int, ...]

    def asked(self, language: str) -> str:
        """Return the words of the question; "" below the one that is for anything at all."""
        code = self.question.partition(".")[0]
        if self.instrument.comment is not None and code == self.instrument.comment.code:
            return ""
        return self.instrument.question(code).text(self.instrument.language_for(language))


@dataclass(frozen=True)
class Wanted:
    """What to look for: words in any spelling, a unit, a tag, a half month; None is all."""

    words: str = ""
    unit_id: int | None = None
    tag: int | None = None
    half_month_on: date | None = None

    def takes(self, remark: Remark) -> bool:
        wanted = fold(self.words).split()
        said = fold(remark.text) if wanted else ""
        return (
            all(word in said for word in wanted)
            and self.unit_id in {None, remark.unit_id}
            and (self.tag is None or self.tag in remark.tags)
            and self.half_month_on in {None, remark.half_month_on}
        )


@dataclass(frozen=True)
class Remarks:
    """Remarks in the order of their random ids; the units that may be named, by id."""

    units: Mapping[int, str]
    texts: Sequence[Remark]

    @property
    def half_months(self) -> list[date]:
        return sorted({remark.half_month_on for remark in self.texts})


def remarks(
    session: Session, authority_id: int, from_on: date, to_on: date, *, is_final: bool
) -> Remarks:
    """Return what was said in the half months that begin in or reach into a period.

    A remark has no day: where a period begins inside a half month it gets the whole of it. A unit
    is named only if every half month of the whole period may name it, whatever is looked for.
    """
    begin = half_month_of(from_on)
    return written_about(session, results(session, authority_id, begin, to_on, is_final=is_final))


def written_about(session: Session, figures: PeriodResults) -> Remarks:
    """Return what was said in the half months that begin on the days of figures."""
    named = {unit.id: unit.name for unit in figures.units if not unit.is_hidden}
    days = (figures.from_on, figures.to_on)
    return Remarks(named, _read(session, figures.authority_id, days, named))


def _read(
    session: Session, authority_id: int, days: tuple[date, date], named: Mapping[int, str]
) -> list[Remark]:
    rows = store.comments(session, authority_id, *days)
    asked = store.questionnaires(session, (row.questionnaire_id for row in rows))
    read = {id_: read_instrument(questionnaire) for id_, questionnaire in asked.items()}
    return [
        Remark(
            row.id,
            row.text,
            read[row.questionnaire_id],
            row.question,
            row.unit_id if row.unit_id in named else UNNAMED,
            row.half_month_on,
            tuple(row.tags),
        )
        for row in rows
    ]

"""The register of measures as one sheet, for XLSX and CSV alike."""

from collections.abc import Sequence
from datetime import date

from portal.clock import local_day
from portal.remedies.kinds import UNDER_WAY, MeasureState, Occasion
from portal.remedies.labels import HEAD_OF_UNIT, OCCASIONS, STATES
from portal.remedies.store import MeasureLine
from portal.reports.sheets import Cell, Column, Sheet
from portal.words.translate import N_, say

COLUMNS = (
    (N_("Plan"), 36),
    (N_("Occasion"), 28),
    (N_("Day of the occasion"), 14),
    (N_("Document number"), 16),
    (N_("Finding"), 50),
    (N_("Cause"), 50),
    (N_("Measure"), 50),
    (N_("Unit"), 30),
    (N_("Person"), 24),
    (N_("Until"), 12),
    (N_("Times the day was moved"), 12),
    (N_("Round"), 8),
    (N_("Where it stands"), 26),
    (N_("Done on"), 12),
    (N_("Late"), 8),
)


def measures_sheet(lines: Sequence[MeasureLine], today: date, lang: str) -> Sheet:
    """Return one row a measure; late is what was not reported done by its day."""
    columns = [Column(say(lang, name), width) for name, width in COLUMNS]
    rows = [_cells(line, today, lang) for line in lines]
    return Sheet("measures", say(lang, N_("Measures")), columns, rows)


def _cells(line: MeasureLine, today: date, lang: str) -> Sequence[Cell]:
    measure, finding, plan, unit, person = line
    return (
        plan.title,
        say(lang, OCCASIONS[Occasion(plan.occasion)]),
        plan.occasion_on,
        plan.document_no or None,
        finding.words,
        finding.cause,
        measure.words,
        unit,
        person or say(lang, HEAD_OF_UNIT),
        measure.due_on,
        measure.moves,
        measure.round,
        say(lang, STATES[MeasureState(measure.state)]),
        local_day(measure.done_at) if measure.done_at else None,
        say(lang, N_("yes")) if is_late(line, today) else say(lang, N_("no")),
    )


def is_late(line: MeasureLine, today: date) -> bool:
    """Say whether a measure is late; `portal.remedies.store.is_late` says it in SQL."""
    return line.measure.state in UNDER_WAY and line.measure.due_on < today

"""Each period alone is right; beside the others it may cross, contradict, or come too early."""

from dataclasses import replace
from datetime import date

import pytest

from portal.reports.clashes import Clash, ClashCode, Cutting, clashes
from portal.reports.kinds import PeriodKind
from portal.reports.periods import PeriodPlan

YEAR = PeriodPlan(
    "2026-year",
    "Năm 2026",
    date(2025, 12, 15),
    date(2026, 12, 14),
    date(2026, 12, 14),
    receiver="Sở Nội vụ",
    kind=PeriodKind.YEAR,
)
SHORT = replace(YEAR, key="2026-11m", to_on=date(2026, 11, 14), cutoff_on=date(2026, 11, 14))
HALF = replace(YEAR, key="2026-6m", to_on=date(2026, 6, 14), kind=PeriodKind.HALF_YEAR)
CONTRADICTS = [Clash(ClashCode.CONTRADICTS, ("2026-11m",))]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (SHORT, CONTRADICTS),
        (replace(SHORT, receiver=" sở  nội vụ "), CONTRADICTS),
        (replace(SHORT, to_on=YEAR.to_on, cutoff_on=date(2026, 12, 20)), CONTRADICTS),
        (replace(SHORT, receiver="UBND tỉnh"), []),
        (replace(SHORT, kind=PeriodKind.OTHER), []),
        (replace(YEAR, key="2026-11m"), []),
        (replace(SHORT, from_on=date(2024, 12, 15), to_on=date(2025, 12, 14)), []),
        (HALF, []),
        (
            replace(HALF, from_on=date(2025, 12, 1), kind=PeriodKind.OTHER),
            [Clash(ClashCode.CROSSES, ("2026-6m",))],
        ),
    ],
)
def test_a_year_beside_another_period(other: Cutting, found: list[Clash]) -> None:
    assert clashes(YEAR, [YEAR, other]) == found


@pytest.mark.parametrize(
    ("due", "is_early"), [(date(2026, 12, 14), True), (date(2026, 12, 15), False)]
)
def test_a_report_due_before_its_figures_are_final_is_told(due: date, is_early: bool) -> None:
    found = clashes(replace(YEAR, due_up_on=due), [])
    assert found == ([Clash(ClashCode.DUE_TOO_EARLY)] if is_early else [])

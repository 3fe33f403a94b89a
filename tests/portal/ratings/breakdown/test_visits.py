"""Fields and their procedures: no subtraction gives a small one away."""

from datetime import date

from portal.ratings.breakdown.store import VisitCount
from portal.ratings.breakdown.visits import visits_by_field

HALF, OTHER = date(2026, 11, 1), date(2026, 11, 15)


def test_a_small_procedure_takes_another_of_its_field_with_it() -> None:
    counts = [
        VisitCount(HALF, "Hộ tịch", "Khai sinh", 20),
        VisitCount(HALF, "Hộ tịch", "Kết hôn", 9),
        VisitCount(HALF, "Hộ tịch", "Khai tử", 2),
        VisitCount(HALF, "Đất đai", "Tách thửa", 12),
    ]
    births, land = visits_by_field(counts, 5)
    assert (births.field, births.n, births.procedures) == ("Hộ tịch", 31, {"Khai sinh": 20})
    assert (land.field, land.n, land.procedures) == ("Đất đai", 12, {"Tách thửa": 12})


def test_a_small_field_is_hidden_with_its_procedures_and_with_another() -> None:
    counts = [
        VisitCount(HALF, "Hộ tịch", "Khai sinh", 20),
        VisitCount(HALF, "Đất đai", "Tách thửa", 12),
        VisitCount(HALF, "Y tế", "Khám", 1),
    ]
    found = visits_by_field(counts, 5)
    assert [one.field for one in found] == ["Hộ tịch"]


def test_what_one_half_month_hides_the_period_hides() -> None:
    counts = [
        VisitCount(HALF, "Hộ tịch", "Khai sinh", 20),
        VisitCount(HALF, "Đất đai", "Tách thửa", 12),
        VisitCount(OTHER, "Hộ tịch", "Khai sinh", 20),
        VisitCount(OTHER, "Đất đai", "Tách thửa", 3),
    ]
    assert visits_by_field(counts, 5) == []

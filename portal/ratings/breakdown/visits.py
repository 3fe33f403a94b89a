"""What people came for, by field of procedures: counts only, for visits lie apart from levels."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.ratings.breakdown.store import VisitCount
from surveys.disclosure import suppress

Halves = Mapping[date, Mapping[str, Counter[str]]]


@dataclass(frozen=True)
class FieldVisits:
    """A field of procedures: visits that named one of them, and those procedures that may show."""

    field: str
    n: int
    procedures: Mapping[str, int]


def visits_by_field(counts: Iterable[VisitCount], smallest_group: int) -> list[FieldVisits]:
    """Return the fields that may be shown, the largest first, each with its procedures.

    The fields of a half month are one table; the procedures of a field that is shown are another,
    whose total that field is. Whatever is hidden in one half month is hidden in every period.
    """
    halves = _halves(counts)
    hidden = _hidden(halves, smallest_group)
    sums: dict[str, Counter[str]] = {}
    for fields in halves.values():
        for field, procedures in fields.items():
            sums.setdefault(field, Counter()).update(procedures)
    found = [
        FieldVisits(
            field,
            procedures.total(),
            {name: n for name, n in procedures.most_common() if (field, name) not in hidden},
        )
        for field, procedures in sums.items()
        if (field, None) not in hidden
    ]
    return sorted(found, key=lambda one: (-one.n, one.field))


def _halves(counts: Iterable[VisitCount]) -> Halves:
    halves: dict[date, dict[str, Counter[str]]] = {}
    for one in counts:
        fields = halves.setdefault(one.half_month_on, {})
        fields.setdefault(one.field, Counter())[one.procedure] += one.n
    return halves


def _hidden(halves: Halves, smallest_group: int) -> set[tuple[str, str | None]]:
    """Return the fields (beside None) and the procedures that some half month hides."""
    hidden: set[tuple[str, str | None]] = set()
    for fields in halves.values():
        sizes = {field: procedures.total() for field, procedures in fields.items()}
        small = suppress(sizes, smallest_group).hidden
        hidden |= {(field, None) for field in small}
        for field, procedures in fields.items():
            inside = suppress(procedures, smallest_group).hidden
            hidden |= {(field, name) for name in (procedures if field in small else inside)}
    return hidden

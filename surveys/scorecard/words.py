"""The figures of a scored file as a table to read in a terminal, rounded half up."""

from collections.abc import Iterator
from fractions import Fraction

from surveys.intervals import Interval
from surveys.scorecard.result import Figures
from surveys.scoring import half_up

_HEAD = ("n", "missing", "mean", "satisfied", "0-100", "of 100 people")
_NONE = "–"
_UNITS = {"share": "%", "level": "", "points": "points", "hundred": "of 100"}


def lines(result: Figures) -> Iterator[str]:
    """Yield the lines of a report; every index stands beside the name of its method."""
    scale = result["scale"]
    happy = ", ".join(map(str, scale["satisfied"]))
    codes = ", ".join(["blank", *result["missing_codes"]])
    yield (
        f"{result['file']}: {result['rows']:,} rows; levels {scale['low']}-{scale['high']}, "
        f"satisfied: {happy}; no answer: {codes}"
    )
    yield from _table(result)
    for name, group in result.get("groups", {}).items():
        yield ""
        yield f"{result['group_column']} = {name or '(blank)'}: {group['rows']:,} rows"
        yield from _table(group)
    yield ""
    yield "Of 100 people: what chance leaves open (Wilson, 95 %) if they are a random sample."


def _table(group: Figures) -> Iterator[str]:
    rows = [("", *_HEAD), *(_row(name, column) for name, column in group["columns"].items())]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD) + 1)]
    for row in rows:
        name, *cells = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([name, *cells]).rstrip()
    yield _index(group["index"])


def _row(name: str, column: Figures) -> tuple[str, ...]:
    ends = column["interval"]
    per_hundred = Interval(*ends).per_hundred if ends else None
    return (
        f"{name} (reversed)" if column["reversed"] else name,
        f"{column['n']:,}",
        f"{column['missing']:,}",
        _shown(column["mean"], 2),
        _shown(column["satisfied_share"], 1, 100) + (" %" if column["n"] else ""),
        _shown(column["index_0_100"], 1),
        f"{per_hundred[0]} to {per_hundred[1]}" if per_hundred else _NONE,
    )


def _index(index: Figures) -> str:
    is_share = index["measure"] == "share"
    value = _shown(index["value"], 2, 100 if is_share else 1)
    base = f"{index['people']:,} people" if "people" in index else f"{index['answers']:,} answers"
    unit = _UNITS[index["measure"]] if index["value"] is not None else ""
    return f"index by {index['method']}: {f'{value} {unit}'.strip()}, {base}"


def _shown(value: Fraction | None, digits: int, times: int = 1) -> str:
    return _NONE if value is None else str(half_up(value * times, digits))

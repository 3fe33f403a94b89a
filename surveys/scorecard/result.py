"""The figures of a scored file as plain values, exact: what rounds them is whoever shows them."""

from typing import Any

from surveys.intervals import Interval, wilson
from surveys.people import SATISFIED_IN_EVERYTHING
from surveys.scorecard.plan import Plan
from surveys.scorecard.tally import Counted, Tally
from surveys.scoring import METHODS, LevelCounts, satisfied, score, turned, valid

Figures = dict[str, Any]


def figures(plan: Plan, counted: Counted) -> Figures:
    """Return the figures of the whole file and, if asked for, of its groups.

    Per column: `n` (levels given), `counts` (by level, reversed columns already turned),
    `missing` (blank and codes), `mean`, `satisfied_share` (0 to 1), `index_0_100`, `interval`
    (Wilson, 95 %, of the share). Without an answer these four are None, never 0. Means, shares
    and indices are `Fraction`s.
    """
    whole = _sum(plan, list(counted.groups.values()))
    result: Figures = {
        "file": plan.path.name,
        "rows": whole.rows,
        "scale": {
            "low": plan.ladder.low,
            "high": plan.ladder.high,
            "satisfied": sorted(plan.ladder.satisfied),
        },
        "missing_codes": list(plan.missing),
        **_group(plan, whole),
    }
    if plan.group is not None:
        names = sorted(counted.groups, key=_in_order)
        result["group_column"] = plan.group
        result["groups"] = {name: _group(plan, counted.groups[name]) for name in names}
    return result


def _group(plan: Plan, tally: Tally) -> Figures:
    counts = {column: _counts(plan, tally, number) for number, column in enumerate(plan.columns)}
    columns = {
        column: _column(plan, column, counts[column], tally.missing(number))
        for number, column in enumerate(plan.columns)
    }
    return {"rows": tally.rows, "columns": columns, "index": _index(plan, counts, tally)}


def _column(plan: Plan, column: str, counts: LevelCounts, missing: int) -> Figures:
    n, happy = valid(counts, plan.ladder), satisfied(counts, plan.ladder)
    item = {column: counts}
    return {
        "n": n,
        "counts": {str(level): times for level, times in counts.items()},
        "missing": missing,
        "mean": score(item, "mean-score/1", plan.terms),
        "satisfied_share": score(item, "satisfied-share-pooled/1", plan.terms),
        "index_0_100": score(item, "mean-0-100/1", plan.terms),
        "interval": _ends(wilson(happy, n)),
        "reversed": column in plan.reverse,
    }


def _index(plan: Plan, counts: dict[str, LevelCounts], tally: Tally) -> Figures:
    if plan.method == SATISFIED_IN_EVERYTHING:
        people = tally.people
        return {
            "method": plan.method,
            "measure": "share",
            "value": people.share,
            "people": people.n,
            "interval": _ends(people.interval),
        }
    method = METHODS[plan.method]
    return {
        "method": plan.method,
        "measure": str(method.measure),
        "value": score(counts, plan.method, plan.terms),
        "answers": sum(valid(levels, plan.ladder) for levels in counts.values()),
    }


def _counts(plan: Plan, tally: Tally, number: int) -> LevelCounts:
    counts = tally.counts(number, plan.ladder)
    if plan.columns[number] not in plan.reverse:
        return counts
    return dict(sorted(turned(counts, plan.ladder).items()))


def _sum(plan: Plan, tallies: list[Tally]) -> Tally:
    whole = Tally.empty(plan)
    for tally in tallies:
        whole.rows += tally.rows
        whole.people.n += tally.people.n
        whole.people.satisfied += tally.people.satisfied
        for into, counts in zip(whole.slots, tally.slots, strict=True):
            into[:] = map(sum, zip(into, counts, strict=True))
    return whole


def _in_order(name: str) -> tuple[bool, int, str]:
    """Sort groups named by numbers by number, before all others by name."""
    is_number = name.isascii() and name.isdigit() and len(name) < 19
    return not is_number, int(name) if is_number else 0, name


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]

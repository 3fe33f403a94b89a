"""A period's figures as JSON and back: what was kept when it was closed, value for value.

Names of units stand as they were; the questionnaire is kept by its code and version.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from portal.cases.registers.figures import CaseFigures, Figures
from portal.ratings.figures import Apart, GroupResults, UnitResults
from portal.ratings.results import PeriodResults
from portal.ratings.shares import Share
from portal.reports.choosing import ShownPeriod
from portal.reports.overview import Overview, UnitOverview
from portal.reports.totals import totals
from surveys.instrument import Instrument
from surveys.intervals import Interval

Json = dict[str, Any]
SCHEMA = 1


def frozen(found: Overview) -> Json:
    """Return the figures as plain values, those of the whole also by their definitions' codes."""
    return {
        "schema": SCHEMA,
        "period": {"key": found.period.key, **_days(found.period)},
        "as_of": found.as_of.isoformat(),
        "figures": totals(found),
        "ratings": _ratings(found.ratings),
        "petitions": [
            {"unit": unit, "figures": asdict(figures)}
            for unit, figures in found.petitions.by_unit.items()
        ],
        "units": [
            {"id": unit.id, "name": unit.name, "is_rated": unit.ratings is not None}
            for unit in found.units
        ],
    }


def asked_then(data: Json) -> tuple[str, int] | None:
    """Return code and version of the questionnaire that was asked."""
    asked = data["ratings"]["instrument"]
    return (asked["code"], asked["version"]) if asked else None


def thawed(data: Json, period: ShownPeriod, instrument: Instrument | None) -> Overview:
    """Return the overview that was kept; `instrument` is the one that was asked then."""
    ratings = _thawed_ratings(data["ratings"], instrument)
    by_unit = {one["unit"]: Figures(**one["figures"]) for one in data["petitions"]}
    rated = {unit.id: unit for unit in ratings.units}
    units = [
        UnitOverview(
            unit["id"],
            unit["name"],
            rated[unit["id"]] if unit["is_rated"] else None,
            by_unit.get(unit["id"], Figures()),
        )
        for unit in data["units"]
    ]
    cases = CaseFigures(sum(by_unit.values(), Figures()), by_unit)
    return Overview(period, date.fromisoformat(data["as_of"]), ratings, cases, units)


def fingerprint(data: Json, register: Sequence[Json]) -> str:
    """Return the SHA-256 of both in one fixed spelling: keys sorted, no spaces, UTF-8."""
    text = json.dumps(
        {"data": data, "register": register},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _days(period: ShownPeriod) -> Json:
    days = {"from_on": period.from_on, "to_on": period.to_on, "cutoff_on": period.cutoff_on}
    return {name: day.isoformat() for name, day in days.items()}


def _ratings(found: PeriodResults) -> Json:
    asked = found.instrument
    return {
        "authority_id": found.authority_id,
        "from_on": found.from_on.isoformat(),
        "to_on": found.to_on.isoformat(),
        "is_settled": found.is_settled,
        "smallest_group": found.smallest_group,
        "method": found.method,
        "instrument": {"code": asked.code, "version": asked.version} if asked else None,
        "channels": dict(found.channels),
        "flagged": found.flagged,
        "reasons": dict(found.reasons),
        "apart": [asdict(one) | {"overall": _share(one.overall)} for one in found.apart],
        "total": _group(found.total),
        "units": [
            {**_group(unit), "points": [_group(point) for point in unit.points]}
            for unit in found.units
        ],
    }


def _thawed_ratings(data: Json, instrument: Instrument | None) -> PeriodResults:
    plain = ("authority_id", "is_settled", "smallest_group", "method", "channels", "flagged")
    return PeriodResults(
        **{name: data[name] for name in plain},
        from_on=date.fromisoformat(data["from_on"]),
        to_on=date.fromisoformat(data["to_on"]),
        # Periods closed by an older program have neither.
        reasons=data.get("reasons", {}),
        apart=tuple(
            Apart(**one | {"overall": thawed_share(one["overall"])})
            for one in data.get("apart", ())
        ),
        instrument=instrument,
        total=GroupResults(**_thawed_group(data["total"])),
        units=tuple(_thawed_unit(unit) for unit in data["units"]),
    )


def _thawed_unit(data: Json) -> UnitResults:
    points = tuple(GroupResults(**_thawed_group(point)) for point in data["points"])
    return UnitResults(**_thawed_group(data), points=points)


def _group(group: GroupResults) -> Json:
    counts = {
        question: {str(level): n for level, n in levels.items()}
        for question, levels in group.counts.items()
    }
    return {
        "id": group.id,
        "name": group.name,
        "is_hidden": group.is_hidden,
        "responses": group.responses,
        "counts": counts,
        "overall": _share(group.overall),
        "index": _share(group.index),
    }


def _thawed_group(data: Json) -> Json:
    counts = {
        question: {int(level): n for level, n in levels.items()}
        for question, levels in data["counts"].items()
    }
    plain = {name: data[name] for name in ("id", "name", "is_hidden", "responses")}
    shares = {name: thawed_share(data[name]) for name in ("overall", "index")}
    return {**plain, **shares, "counts": counts}


def _share(share: Share | None) -> Json | None:
    if share is None:
        return None
    return {
        "satisfied": share.satisfied,
        "n": share.n,
        "share": str(share.share),
        "interval": [share.interval.low, share.interval.high] if share.interval else None,
        "method": share.method,
    }


def thawed_share(data: Mapping[str, Any] | None) -> Share | None:
    """Return a share that was kept; None if it was hidden or there was none."""
    if data is None:
        return None
    interval = Interval(*data["interval"]) if data["interval"] else None
    share = Fraction(data["share"])
    return Share(data["satisfied"], data["n"], share, interval, data["method"])

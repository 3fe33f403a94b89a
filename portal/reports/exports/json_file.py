"""A period as JSON: the same figures, each by the code of its definition, for other programs.

`portal/reports/data/period.schema.json` says what may stand where, and tests hold every file to it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from portal.reports.definitions import CAVEATS, DEFINITIONS, SUPPRESSION
from portal.reports.exports.facts import WILSON, Fact, Levels, Whom, facts, levels, of_commune
from portal.reports.exports.lists import profile_rows, remark_rows
from portal.reports.exports.trend import Stage
from portal.reports.frozen_register import frozen_entries
from portal.reports.overview import Overview
from portal.reports.report import Report
from portal.reports.sheets import Cell
from portal.words.translate import say
from surveys.intervals import Interval

FORMAT = "portal-period/1"
Json = dict[str, Any]


def write_json(file: IO[str], report: Report) -> None:
    """Write a report into a file of UTF-8 text; ratings one by one pass through, row by row."""
    head = json.dumps(_head(report), ensure_ascii=False, indent=1)
    questions = json.dumps(report.lists.ratings.listing.questions)
    file.write(f'{head[:-2]},\n "ratings": {{"questions": {questions}, "rows": [')
    for number, (month, given) in enumerate(report.lists.ratings):
        line = json.dumps([f"{month:%Y-%m}", *given], separators=(",", ":"))
        file.write(f"{',' if number else ''}\n{line}")
    file.write("\n]}\n}\n")


def _head(report: Report) -> Json:
    found, order = report.overview, report.order
    ratings, internal = found.ratings, order.with_counters
    return {
        "format": FORMAT,
        "language": order.lang,
        "is_internal": internal,
        "commune": _commune(report),
        "period": _period(found),
        "standing": _standing(report),
        "smallest_group": ratings.smallest_group,
        "methods": {"share": ratings.method, "interval": WILSON},
        "definitions": _definitions(order.lang),
        "caveats": _caveats(report),
        "figures": [_fact(one) for one in facts(found, with_counters=internal)],
        "levels": [_level(one) for one in levels(found, with_counters=internal)],
        "questions": _questions(found, order.lang),
        "trend": [_stage(one) for one in report.trend],
        "register": frozen_entries(report.register),
        "remarks": list(_remarks(report)) if internal else None,
        "profile": list(_profile(report)) if internal else None,
    }


def _commune(report: Report) -> Json:
    return {
        "name": report.authority_name,
        "slug": report.slug,
        "is_demonstration": report.is_demo,
    }


def _period(found: Overview) -> Json:
    period, asked = found.period, found.ratings.instrument
    return {
        "key": period.key,
        "name": period.name,
        "from_on": period.from_on.isoformat(),
        "to_on": period.to_on.isoformat(),
        "cutoff_on": period.cutoff_on.isoformat(),
        "as_of": found.as_of.isoformat(),
        "status": "final" if period.is_final else "provisional",
        "questionnaire": {"code": asked.code, "version": asked.version} if asked else None,
    }


def _standing(report: Report) -> Json:
    """Return since when the figures stand; a closed period says the same at every reading."""
    closed = report.closed
    errata = [{**vars(one), "at": one.at.isoformat()} for one in (closed.errata if closed else ())]
    return {
        "made_at": None if closed else report.made_at.isoformat(),
        "closed_at": closed.at.isoformat() if closed else None,
        "sha256": closed.sha256 if closed else None,
        "errata": errata,
    }


def _definitions(lang: str) -> Json:
    return {
        code: {
            "name": say(lang, one.name),
            "text": say(lang, one.text),
            "formula": say(lang, one.formula) if one.formula else "",
        }
        for code, one in DEFINITIONS.items()
    }


def _caveats(report: Report) -> list[str]:
    k = report.overview.ratings.smallest_group
    return [say(report.order.lang, words, k=k) for words in (*CAVEATS, SUPPRESSION)]


def _fact(one: Fact) -> Json:
    return {
        "code": one.code,
        "group": _whom(one.whom),
        "question": one.question,
        "value": one.value,
        "n": one.n,
        "denominator": one.denominator,
        "interval": _interval(one.share.interval if one.share else None),
        "method": one.method,
        "absent": one.absent,
    }


def _interval(found: Interval | None) -> Json | None:
    if found is None:
        return None
    return {"low": found.low, "high": found.high, "per_hundred": list(found.per_hundred)}


def _level(one: Levels) -> Json:
    counts = one.counts
    return {
        "group": _whom(one.whom),
        "question": one.question,
        "counts": None if counts is None else {str(n): counts.get(n, 0) for n in range(6)},
        "absent": one.absent,
    }


def _whom(whom: Whom) -> Json:
    return {"kind": whom.kind, "name": whom.name, "unit": whom.unit}


def _questions(found: Overview, lang: str) -> list[Json]:
    asked = found.ratings.instrument
    words = asked.language_for(lang) if asked else lang
    return [
        {"code": one.code, "criterion": one.criterion, "text": one.text(words)}
        for one in (asked.rated if asked else ())
    ]


def _stage(one: Stage) -> Json:
    return {
        "period": _period(one.overview),
        "is_comparable": one.is_comparable,
        "figures": [_fact(fact) for fact in of_commune(one.overview)],
    }


def _remarks(report: Report) -> Iterator[Json]:
    names = ("unit", "half_month", "question", "comment")
    return _named(names, remark_rows(report.lists, report.order.lang))


def _profile(report: Report) -> Iterator[Json]:
    names = ("question", "text", "answer", "answer_text", "people")
    return _named(names, profile_rows(report.lists, report.order.lang))


def _named(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Json]:
    for row in rows:
        cells = (cell.isoformat() if isinstance(cell, date) else cell for cell in row)
        yield dict(zip(names, cells, strict=True))

"""What is behind a figure of a period: its cases, or how it is made and of which levels."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from sqlalchemy.orm import Session

from portal.cases.handling.store import references_about
from portal.cases.registers.entries import Entry
from portal.clock import local_day
from portal.errors import NotAllowedError, NotFoundError
from portal.offices.permissions import May
from portal.reports import periods
from portal.reports.choosing import ShownPeriod
from portal.reports.definitions import DEFINITIONS, PETITIONS, RATINGS
from portal.reports.errors import PeriodNotFoundError
from portal.reports.keeping import entries, figures
from portal.reports.labels import KINDS, STANDINGS, SUBJECTS, period_name
from portal.reports.listing import listed
from portal.web.console.queue import Pager
from portal.web.console.viewing import viewer
from portal.web.i18n import here, lang
from portal.web.numbers import row_id
from portal.web.result_rows import group_row, question_row
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("figure", __name__)
PER_PAGE = 200
OF_PETITIONS = frozenset(one.code for one in PETITIONS)
OF_RATINGS = frozenset(one.code for one in RATINGS)
OF_CRITERIA = frozenset({"index", "not_applicable"})


@dataclass(frozen=True)
class Line:
    """A case of the register; `url` is None for who may not open every case."""

    reference: str
    url: str | None
    kind: str
    subject: str
    unit: str
    received_on: date
    due_on: date | None
    finished_on: date | None
    standing: str
    days_late: int | None


@bp.get("/console/ket-qua/so-lieu/<key>/<code>")
@staff_may(May.SEE_RESULTS)
def show(key: str, code: str) -> str:
    """Show one figure; cases only to those who may take the register out."""
    if code in OF_PETITIONS:
        if May.EXPORT not in signed_in().may:
            raise NotAllowedError(figure=code)
        return _cases(key, code)
    if code in OF_RATINGS:
        return _ratings(key, code)
    raise NotFoundError(figure=code)


def _cases(key: str, code: str) -> str:
    today, authority_id = local_day(request_now()), signed_in().authority_id
    with database().reading() as session:
        period = _period(session, key)
        found = listed(entries(session, authority_id, period, today), code, period.from_on)
        hidden = references_about(session, viewer())
    found = [one for one in found if one.reference not in hidden]
    page = _pager(len(found))
    start = (page.number - 1) * PER_PAGE
    lines = [_line(one) for one in found[start : start + PER_PAGE]]
    return render_template(
        "console/figure_cases.html", lines=lines, page=page, **_about(period, code)
    )


def _ratings(key: str, code: str) -> str:
    today, authority_id = local_day(request_now()), signed_in().authority_id
    with database().reading() as session:
        period = _period(session, key)
        found = figures(session, authority_id, period, today).overview
    ratings, asked = found.ratings, found.ratings.instrument
    rows = [group_row(ratings.total.name, ratings.total)]
    rows += [group_row(unit.name, unit.ratings) for unit in found.units if unit.ratings]
    if code in OF_CRITERIA and asked is not None:
        words = asked.language_for(lang())
        rows = [question_row(one.text(words), ratings.total, one.code) for one in asked.criteria]
    return render_template(
        "console/figure_ratings.html",
        rows=rows,
        is_settled=ratings.is_settled,
        responses=ratings.total.responses,
        smallest_group=ratings.smallest_group,
        method=ratings.method,
        **_about(period, code),
    )


def _period(session: Session, key: str) -> ShownPeriod:
    row = periods.period(session, signed_in().authority_id, key)
    period = ShownPeriod.of(row, local_day(request_now()))
    if not period.has_begun:
        raise PeriodNotFoundError(key=key)
    return period


def _about(period: ShownPeriod, code: str) -> dict[str, Any]:
    definition, language = DEFINITIONS[code], lang()
    return {
        "period": period,
        "period_name": period_name(period.key, period.name, language),
        "code": code,
        "name": say(language, definition.name),
        "text": say(language, definition.text),
        "formula": say(language, definition.formula) if definition.formula else "",
    }


def _line(one: Entry) -> Line:
    language = lang()
    opens = {May.SEE_CASES, May.SEE_ALL_UNITS} <= signed_in().may
    return Line(
        reference=one.reference,
        url=url_for("case.show", reference=one.reference) if opens else None,
        kind=say(language, KINDS[one.kind]),
        subject=say(language, SUBJECTS[one.subject]) if one.subject else "–",
        unit=one.unit or "–",
        received_on=one.received_on,
        due_on=one.due_on,
        finished_on=one.finished_on,
        standing=say(language, STANDINGS[one.standing]),
        days_late=one.days_late,
    )


def _pager(total: int) -> Pager:
    pages = max(1, -(-total // PER_PAGE))
    number = min(request.args.get("page", 1, type=row_id), pages)
    before = here(page=number - 1) if number > 1 else None
    return Pager(number, pages, total, before, here(page=number + 1) if number < pages else None)

"""The register of a span: one line a case, without anything that names a person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.store import load_calendar
from portal.calendar.terms import working_days_between
from portal.cases.kinds import CaseKind, State, Subject
from portal.cases.models import Case
from portal.cases.registers import store
from portal.cases.registers.standing import Facts, Standing, standing


@dataclass(frozen=True)
class Entry:
    """A case as the register shows it; `days_late` counts working days, None if not late.

    `finished_on` is empty while the case was open at the end of the span. `days_late` is None,
    too, where a year between has no calendar. `is_extended`: put off once, by the end of the span.
    `is_dissatisfied`: the sender says of the answer that it did not satisfy. The last two are None
    in registers that were kept before these were noted.
    """

    reference: str
    kind: CaseKind
    subject: Subject | None
    unit: str | None
    received_on: date
    due_on: date | None
    finished_on: date | None
    standing: Standing
    days_late: int | None
    is_published: bool
    is_extended: bool | None = None
    is_dissatisfied: bool | None = None


def register_entries(
    session: Session, authority_id: int, from_on: date, to_on: date, today: date
) -> list[Entry]:
    """Return every case that touches a span, oldest first: questions and praise, too."""
    calendar = load_calendar(session, authority_id)
    rows = store.register(session, authority_id, from_on, to_on)
    as_of = min(to_on, today)
    return [_entry(row[0], row[1], to_on, as_of, calendar) for row in rows]


def _entry(case: Case, unit: str | None, to_on: date, as_of: date, calendar: WorkCalendar) -> Entry:
    stood = standing(
        Facts(State(case.state), case.due_on, case.finished_on, case.paused_on), to_on, as_of
    )
    is_over = case.finished_on is not None and case.finished_on <= to_on
    finished_on = case.finished_on if is_over else None
    is_answered = stood.startswith("answered")
    is_put_off = case.extended_on is not None and case.extended_on <= to_on
    return Entry(
        reference=case.reference,
        kind=CaseKind(case.kind),
        subject=Subject(case.subject) if case.subject else None,
        unit=unit,
        received_on=case.received_on,
        due_on=case.due_on,
        finished_on=finished_on,
        standing=stood,
        days_late=_days_late(stood, case.due_on, finished_on or as_of, calendar),
        is_published=case.published_at is not None and is_answered,
        is_extended=is_put_off and (is_answered or not is_over),
        is_dissatisfied=is_answered and case.is_satisfied is False,
    )


def _days_late(
    stood: Standing, due_on: date | None, until: date, calendar: WorkCalendar
) -> int | None:
    if due_on is None or stood not in {Standing.ANSWERED_LATE, Standing.OPEN_OVERDUE}:
        return None
    try:
        return working_days_between(calendar, due_on, until)
    except CalendarMissingError:
        return None

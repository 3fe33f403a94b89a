"""Correcting a closed period: a dated erratum beside its figures, which themselves stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.offices.events import Actor, record
from portal.reports import periods, store
from portal.reports.definitions import PETITIONS
from portal.reports.errors import PeriodNotFoundError
from portal.reports.models import PeriodErratum, PeriodSnapshot

# Shares and ranges follow from these; correcting one by itself would leave it without its sum.
OF_RATINGS = ("responses", "answers", "satisfied")
OF_PETITIONS = tuple(one.code for one in PETITIONS if one.code != "in_time_share")
LARGEST = 10_000_000
SHORTEST_REASON = 10


@dataclass(frozen=True)
class Correction:
    """What the figure of a code should have been, and why it was not."""

    figure: str
    is_now: int
    reason: str


def correctable(data: dict[str, Any]) -> dict[str, int]:
    """Return the figures of a snapshot that can be corrected, with what they say."""
    figures = data["figures"]
    codes = (*OF_RATINGS, *OF_PETITIONS)
    return {code: figures[code] for code in codes if figures[code] is not None}


def correct(
    session: Session, actor: Actor, key: str, correction: Correction, *, now: datetime
) -> PeriodErratum:
    """Put an erratum beside the figures of a closed period.

    Raises `PeriodNotFoundError` for a period that is not closed, `InvalidInputError` for a figure
    that is hidden or unknown, a reason that says nothing, or a change too small.
    """
    store.lock(session, periods.period(session, actor.authority_id, key).id)
    snapshot = store.snapshot_of(session, actor.authority_id, key)
    if snapshot is None:
        raise PeriodNotFoundError(key=key)
    said = _said(session, snapshot, correction.figure)
    _check(snapshot, said, correction)
    erratum = PeriodErratum(
        authority_id=actor.authority_id,
        snapshot_id=snapshot.id,
        at=now,
        by_id=actor.staff_id,
        figure=correction.figure,
        was=said[-1],
        is_now=correction.is_now,
        reason=correction.reason.strip(),
    )
    session.add(erratum)
    session.flush()
    record(session, actor, "period_corrected", now, key=key, figure=correction.figure)
    return erratum


def _said(session: Session, snapshot: PeriodSnapshot, figure: str) -> list[int]:
    """Return every value that was ever said of a figure, the one in force last."""
    kept = correctable(snapshot.data)
    if figure not in kept:
        raise InvalidInputError(figure="hidden")
    errata = store.errata_of(session, snapshot.id)
    return [kept[figure], *(one.is_now for one in errata if one.figure == figure)]


def _check(snapshot: PeriodSnapshot, said: list[int], correction: Correction) -> None:
    faults: dict[str, str] = {}
    if len(correction.reason.strip()) < SHORTEST_REASON:
        faults["reason"] = "required"
    if not 0 <= correction.is_now <= LARGEST:
        faults["is_now"] = "out_of_range"
    elif correction.is_now == said[-1]:
        faults["is_now"] = "same"
    elif correction.figure in OF_RATINGS and _tells(snapshot, said, correction.is_now):
        faults["is_now"] = "too_small_a_change"
    if faults:
        raise InvalidInputError(**faults)


def _tells(snapshot: PeriodSnapshot, said: list[int], is_now: int) -> bool:
    """Say whether two values of one figure would differ by people too few to be hidden among.

    The attack: what was said first stays readable, so a second erratum could differ from it by
    one person though it differs from the first erratum by many.
    """
    k = snapshot.data["ratings"]["smallest_group"]
    return any(0 < abs(is_now - value) < k for value in said)

"""Keeping a period's figures when it is closed, and reading them ever after."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.registers.entries import Entry, register_entries
from portal.errors import ChangedMeanwhileError
from portal.fieldwork import questionnaire_store
from portal.fieldwork.questionnaires import read_instrument
from portal.reports import store
from portal.reports.choosing import ShownPeriod
from portal.reports.errors import PeriodUnsettledError
from portal.reports.frozen import fingerprint, frozen, thawed
from portal.reports.frozen_register import frozen_entries, thawed_entries
from portal.reports.models import Period, PeriodSnapshot
from portal.reports.overview import Overview, live_overview
from surveys.instrument import Instrument


@dataclass(frozen=True)
class Erratum:
    """A figure (code of its definition) that was wrong when its period was closed."""

    at: datetime
    figure: str
    was: int
    is_now: int
    reason: str


@dataclass(frozen=True)
class Closed:
    """When a period's figures were kept, by whom ("" if the portal did), and what was wrong."""

    at: datetime
    by: str
    sha256: str
    errata: tuple[Erratum, ...]


@dataclass(frozen=True)
class Kept:
    """The figures of a period; `closed` is None while they are still read anew each time."""

    overview: Overview
    closed: Closed | None


def figures(session: Session, authority_id: int, period: ShownPeriod, today: date) -> Kept:
    """Read the figures of a period: those kept when it was closed, else as they stand today."""
    snapshot = store.snapshot_of(session, authority_id, period.key)
    if snapshot is None:
        return Kept(live_overview(session, authority_id, period, today), None)
    asked = _asked(session, authority_id, snapshot)
    return Kept(thawed(snapshot.data, period, asked), closed_of(session, snapshot))


def _asked(session: Session, authority_id: int, snapshot: PeriodSnapshot) -> Instrument | None:
    """Return the questionnaire a snapshot names, in the very version that was asked."""
    named = snapshot.data["ratings"]["instrument"]
    if named is None:
        return None
    row = questionnaire_store.of_version(session, authority_id, named["code"], named["version"])
    return None if row is None else read_instrument(row)


def closed_of(session: Session, snapshot: PeriodSnapshot) -> Closed:
    errata = tuple(
        Erratum(row.at, row.figure, row.was, row.is_now, row.reason)
        for row in store.errata_of(session, snapshot.id)
    )
    by = store.name_of(session, snapshot.taken_by_id)
    return Closed(snapshot.taken_at, by, snapshot.sha256, errata)


def entries(session: Session, authority_id: int, period: ShownPeriod, today: date) -> list[Entry]:
    """Return the lines of the register, as kept or as they stand today."""
    snapshot = store.snapshot_of(session, authority_id, period.key)
    if snapshot is not None:
        return thawed_entries(snapshot.register)
    return register_entries(session, authority_id, period.from_on, period.to_on, today)


def keep(
    session: Session, row: Period, staff_id: int | None, *, now: datetime, today: date
) -> bool:
    """Keep the figures of a period whose cut-off has passed; say whether that was still to do.

    Raises `PeriodUnsettledError` while ratings of its days wait sealed, and
    `ChangedMeanwhileError` if a case moved between the two readings.
    """
    store.lock(session, row.id)
    period = ShownPeriod.of(row, today)
    if store.snapshot_of(session, row.authority_id, row.key) is not None:
        return False
    found = live_overview(session, row.authority_id, period, today)
    if not found.ratings.is_settled:
        raise PeriodUnsettledError(key=row.key)
    lines = entries(session, row.authority_id, period, today)
    _check_sums(found, lines)
    data, register = frozen(found), frozen_entries(lines)
    snapshot = PeriodSnapshot(
        authority_id=row.authority_id,
        period_id=row.id,
        taken_at=now,
        taken_by_id=staff_id,
        data=data,
        register=register,
        sha256=fingerprint(data, register),
    )
    session.add(snapshot)
    session.flush()
    return True


def is_unharmed(snapshot: PeriodSnapshot) -> bool:
    """Say whether what was kept is still what its fingerprint was made of."""
    return fingerprint(snapshot.data, snapshot.register) == snapshot.sha256


def harmed_periods(session: Session, authority_id: int) -> list[str]:
    """Return the keys of closed periods whose figures are not those that were kept."""
    return [
        row.key
        for row in store.periods_of(session, authority_id)
        if (snapshot := store.snapshot_of(session, authority_id, row.key)) is not None
        and not is_unharmed(snapshot)
    ]


def _check_sums(found: Overview, lines: list[Entry]) -> None:
    """Hold the figures against the register, line by line, before both are kept for good."""
    listed = Counter(one.standing.value for one in lines if one.kind.is_petition)
    total = found.petitions.total
    if any(getattr(total, code) != n for code, n in listed.items()) or total.to_handle != sum(
        listed.values()
    ):
        raise ChangedMeanwhileError(key=found.period.key)

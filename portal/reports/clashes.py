"""What may be wrong with a period beside the others, though each alone is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from portal.reports.kinds import PeriodKind


class Cutting(Protocol):
    """What is looked at of a period."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> PeriodKind: ...
    @property
    def receiver(self) -> str: ...
    @property
    def from_on(self) -> date: ...
    @property
    def to_on(self) -> date: ...
    @property
    def cutoff_on(self) -> date: ...
    @property
    def due_up_on(self) -> date | None: ...


class ClashCode(StrEnum):
    """Cut across another; the same report cut in two ways; due while figures may still move."""

    CROSSES = "crosses"
    CONTRADICTS = "contradicts"
    DUE_TOO_EARLY = "due_too_early"


@dataclass(frozen=True)
class Clash:
    """One doubt; `others` are the keys of the periods it is about, none if about its own days."""

    code: ClashCode
    others: tuple[str, ...] = ()


def clashes(period: Cutting, rows: Iterable[Cutting]) -> list[Clash]:
    """Return what the keeper of a period should be warned of; a period never clashes with itself.

    `rows` come in the order in which they are to be named.
    """
    others = [row for row in rows if row.key != period.key and _overlap(period, row)]
    contradicting = tuple(row.key for row in others if _contradict(period, row))
    crossing = tuple(
        row.key for row in others if row.key not in contradicting and not _nested(period, row)
    )
    found = []
    if contradicting:
        found.append(Clash(ClashCode.CONTRADICTS, contradicting))
    if crossing:
        found.append(Clash(ClashCode.CROSSES, crossing))
    if period.due_up_on is not None and period.due_up_on <= period.cutoff_on:
        found.append(Clash(ClashCode.DUE_TOO_EARLY))
    return found


def _contradict(one: Cutting, other: Cutting) -> bool:
    """Say whether a receiver would get the same kind of report cut on different days."""
    is_same = one.kind == other.kind and _tidy(one.receiver) == _tidy(other.receiver)
    return is_same and one.kind != PeriodKind.OTHER and _cut(one) != _cut(other)


def _cut(period: Cutting) -> tuple[date, date, date]:
    return period.from_on, period.to_on, period.cutoff_on


def _overlap(one: Cutting, other: Cutting) -> bool:
    return one.from_on <= other.to_on and other.from_on <= one.to_on


def _nested(one: Cutting, other: Cutting) -> bool:
    inside = other.from_on <= one.from_on and one.to_on <= other.to_on
    return inside or (one.from_on <= other.from_on and other.to_on <= one.to_on)


def _tidy(receiver: str) -> str:
    return " ".join(receiver.split()).casefold()

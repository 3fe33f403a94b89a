"""What stands beside a number today, and what stood there before: history is never lost."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from portal.offices.kinds import Role
from portal.reports.voices import store

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Version:
    """Words as they were said once; empty words took back what stood there."""

    words: str
    role: Role
    at: datetime


@dataclass(frozen=True)
class Voice:
    """All that was said beside one number, the latest last."""

    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def earlier(self) -> tuple[Version, ...]:
        return self.versions[:-1]


Notes = Mapping[tuple[str, int | None], Voice]
"""By the code of the figure and the unit (None: the whole commune)."""

Replies = Mapping[int, Voice]
"""By the service point."""


def notes_beside(session: Session, authority_id: int, period_id: int) -> Notes:
    rows = store.notes_of(session, authority_id, period_id)
    return _gathered(
        ((row.figure, row.unit_id), Version(row.words, Role(row.role), row.at)) for row in rows
    )


def replies_beside(session: Session, authority_id: int, period_id: int) -> Replies:
    rows = store.replies_of(session, authority_id, period_id)
    return _gathered(
        (row.service_point_id, Version(row.words, Role.UNIT_HEAD, row.at)) for row in rows
    )


def _gathered(pairs: Iterable[tuple[K, Version]]) -> dict[K, Voice]:
    found: dict[K, list[Version]] = {}
    for key, version in pairs:
        found.setdefault(key, []).append(version)
    return {key: Voice(tuple(versions)) for key, versions in found.items()}

"""Sealing one rating for its wait, and opening those that wait."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from portal.keys import Keys, Purpose, UnsealError
from portal.ratings.contents import BadContentsError, Contents, pack, unpack

ID_BYTES = 16


@dataclass(frozen=True)
class SealedEnvelope:
    """A rating nobody can read without the key outside the database."""

    id: bytes
    authority_id: int
    survey_id: int
    service_point_id: int
    given_on: date
    sealed: bytes = b""

    @property
    def binding(self) -> bytes:
        """Bind the sealed bytes to their row, so that no row can borrow another's answers."""
        where = f"{self.authority_id} {self.survey_id} {self.service_point_id} {self.given_on}"
        return self.id + where.encode()


@dataclass(frozen=True)
class OpenedEnvelope:
    """An envelope with what was in it."""

    envelope: SealedEnvelope
    contents: Contents


@dataclass(frozen=True)
class Opened:
    """What could be opened, and how many could not: damaged, or sealed with another key."""

    envelopes: list[OpenedEnvelope]
    damaged: int


def new_id() -> bytes:
    return os.urandom(ID_BYTES)


def seal(keys: Keys, envelope: SealedEnvelope, contents: Contents) -> SealedEnvelope:
    """Return the envelope with its contents sealed in (AES-256-GCM)."""
    sealed = keys.seal(Purpose.ENVELOPE, pack(contents), envelope.binding)
    return replace(envelope, sealed=sealed)


def open_all(keys: Keys, envelopes: Iterable[SealedEnvelope]) -> Opened:
    """Open what can be opened; one damaged envelope does not hold up the others."""
    opened, damaged = [], 0
    for envelope in envelopes:
        try:
            plain = keys.unseal(Purpose.ENVELOPE, envelope.sealed, envelope.binding)
            opened.append(OpenedEnvelope(envelope, unpack(plain)))
        except (UnsealError, BadContentsError):
            damaged += 1
    return Opened(opened, damaged)

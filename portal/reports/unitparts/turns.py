"""Who acts on which version of which unit's part."""

from dataclasses import dataclass

from portal.offices.events import Actor

NOTHING_YET = 0
"""The version of a part that nobody has begun."""


@dataclass(frozen=True)
class Turn:
    """The person, the unit, the key of the period, and the version the person has read."""

    actor: Actor
    unit_id: int
    key: str
    seen: int = NOTHING_YET

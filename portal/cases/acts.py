"""What somebody wants to do to a case, and who they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.cases.kinds import Action, TextPart
from portal.offices.lending import Lent
from portal.offices.permissions import May


@dataclass(frozen=True)
class Actor:
    """Who acts: a member of staff, or the citizen who holds the access code (`staff_id` None).

    `may` includes what is `lent` by those they stand in for.
    """

    staff_id: int | None
    unit_id: int | None = None
    may: frozenset[May] = frozenset()
    lent: tuple[Lent, ...] = ()

    @property
    def own(self) -> frozenset[May]:
        """What they may without standing in for anybody."""
        return self.may.difference(*(one.may for one in self.lent))

    def stands_for(self, needed: frozenset[May]) -> int | None:
        """Return on whose behalf somebody acts whose own rights do not suffice."""
        if needed & self.own:
            return None
        return next((one.staff_id for one in self.lent if one.may & needed), None)


CITIZEN = Actor(staff_id=None)


@dataclass(frozen=True)
class Act:
    """One thing somebody wants to do to a case.

    `data` holds codes, numbers and days, never words about people, for events cannot be erased.
    Its only free words are `sent_to`, an office, and `document_signer`, an official who signs in
    office and stands on the document anyway. `texts` holds everything else that was written.
    `seen` is the version of the case the person was looking at.
    """

    action: Action
    actor: Actor
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[TextPart, str] = field(default_factory=dict)
    seen: int | None = None

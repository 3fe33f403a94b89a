"""Where a figure entered by hand stands, and in which groups such figures come."""

from enum import StrEnum


class HandState(StrEnum):
    """Only one that a second person has checked is shown outside the form."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    REPLACED = "replaced"


class Group(StrEnum):
    """Ratings and petitions are entered for days before the portal; the others at any time."""

    RATINGS = "ratings"
    PETITIONS = "petitions"
    FILES = "files"
    NINE = "nine"

    @property
    def is_counted_here(self) -> bool:
        """Whether the portal counts this itself since it began."""
        return self in {Group.RATINGS, Group.PETITIONS}

"""How far something said in a language has come."""

from enum import StrEnum


class Standing(StrEnum):
    """Kept, then opened by a second person; what is replaced or withdrawn stays as it was."""

    WAITING = "waiting"
    OPEN = "open"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

"""What a format hands back after it has written a file anew."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cleaned:
    """New bytes with their measure: pixels for a picture, sheets for a document."""

    content: bytes
    width: int | None = None
    height: int | None = None
    pages: int | None = None

"""The three ratios of decision 766/QĐ-TTg (2022), in which silence counts as satisfied.

Only a complaint or a missed date subtracts, so these say something else than a survey; they are
never shown under the same label as a satisfied share.
"""

from dataclasses import dataclass
from fractions import Fraction

PETITIONS_ON_TIME = "petitions-on-time-766/1"
PETITIONS_WITHOUT_COMPLAINT = "petitions-without-complaint-766/1"
FILES_WITHOUT_COMPLAINT = "files-without-complaint-766/1"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole by a named method; without a whole nothing arose (không phát sinh)."""

    method: str
    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole}")

    @property
    def share(self) -> Fraction | None:
        """The share from 0 to 1; None if nothing arose, which is neither 0 nor 100 %."""
        return Fraction(self.part, self.whole) if self.whole else None


def petitions_on_time(on_time: int, competent: int) -> Ratio:
    """Return petitions handled by their date among those the authority is competent for."""
    return Ratio(PETITIONS_ON_TIME, on_time, competent)


def petitions_without_complaint(petitions: int, complained: int) -> Ratio:
    """Return petitions neither answered "not satisfied", nor complained about, nor late.

    A petition with several of these counts once in `complained`. Raises `ValueError` if more are
    complained about than there are.
    """
    return Ratio(PETITIONS_WITHOUT_COMPLAINT, petitions - complained, petitions)


def files_without_complaint(files: int, complained: int) -> Ratio:
    """Return procedure files (hồ sơ) without dissatisfaction, petition about them, or delay."""
    return Ratio(FILES_WITHOUT_COMPLAINT, files - complained, files)

"""What can be entered by hand: figures of the registry, procedure files, marks of nine indices."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.reports.byhand.kinds import Group
from portal.reports.definitions import DEFINITIONS
from portal.words.translate import N_

LARGEST = 10_000_000
HIGHEST_MARK = 2


@dataclass(frozen=True)
class HandDefinition:
    """One figure by its code, what it is called and the largest value it can have."""

    code: str
    name: str
    group: Group
    largest: int = LARGEST


# Shares follow from these; entered by itself, a share would be without what it is a share of.
OF_RATINGS = ("responses", "answers", "satisfied")
OF_PETITIONS = (
    "carried_over",
    "received",
    "answered_in_time",
    "answered_late",
    "answered_without_due",
    "not_accepted",
    "forwarded",
    "open_in_time",
    "open_overdue",
    "extended",
    "published",
)
# The columns of table II.06a that are no sums of others, and what decision 766 wants beside them.
OF_FILES = {
    "files_online": N_("Files received online"),
    "files_direct": N_("Files received at the counter or by post"),
    "files_carried": N_("Files from the period before"),
    "files_early": N_("Files settled before the due date"),
    "files_on_time": N_("Files settled on time"),
    "files_late": N_("Files settled late"),
    "files_open": N_("Files still in hand, in time"),
    "files_overdue": N_("Files still in hand, overdue"),
    "files_complained": N_(
        "Files somebody was dissatisfied with, complained of, or that were late"
    ),
}
NINE = {
    "nine_1": N_("Whole time taken, against the time set"),
    "nine_2": N_("Time each office took, against the time set"),
    "nine_3": N_("How often the person had to come back to complete the file"),
    "nine_4": N_("How many offices the person had to go to"),
    "nine_5": N_("Procedures handled at the one-stop counter"),
    "nine_6": N_("Procedures posted, on the board and online"),
    "nine_7": N_("Manner of the officers"),
    "nine_8": N_("Feedback taken up and answered"),
    "nine_9": N_("Online services: how far and how well"),
}


def _all() -> list[HandDefinition]:
    counted = ((Group.RATINGS, OF_RATINGS), (Group.PETITIONS, OF_PETITIONS))
    return [
        *(
            HandDefinition(code, DEFINITIONS[code].name, group)
            for group, codes in counted
            for code in codes
        ),
        *(HandDefinition(code, name, Group.FILES) for code, name in OF_FILES.items()),
        *(HandDefinition(code, name, Group.NINE, HIGHEST_MARK) for code, name in NINE.items()),
    ]


FIGURES: Mapping[str, HandDefinition] = {one.code: one for one in _all()}

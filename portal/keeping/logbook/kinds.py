"""What the log is about, and how a reader narrows it down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Action

PAGE_SIZE = 50
MOST_EXPORTED = 20_000


class Source(StrEnum):
    """The record a line comes from."""

    OFFICE = "office"
    CONTACT = "contact"
    CASE = "case"
    CALENDAR = "calendar"


class Group(StrEnum):
    """What somebody looks for in the log."""

    SIGN_IN = "sign_in"
    STAFF = "staff"
    CONTACT = "contact"
    CASE = "case"
    EXPORT = "export"
    CALENDAR = "calendar"
    OTHER = "other"


# Actions of the office's own record; what is in none of these is set-up and the like.
OFFICE_ACTIONS: dict[Group, tuple[str, ...]] = {
    Group.SIGN_IN: (
        "signed_in",
        "sign_in_failed",
        "others_signed_out",
        "password_set",
        "password_link_made",
    ),
    Group.STAFF: (
        "staff_hired",
        "staff_changed",
        "staff_deactivated",
        "staff_reactivated",
        "staff_imported",
    ),
    Group.EXPORT: ("exported",),
}
# Of a case only what changes who sees it.
CASE_ACTIONS = (
    Action.NAME,
    Action.SEAL,
    Action.ENTRUST,
    Action.HAND_OVER,
    Action.PURGE,
    Action.REISSUE_CODE,
    Action.PUBLISH,
    Action.UNPUBLISH,
)


@dataclass(frozen=True)
class Narrowed:
    """Whose log, who reads it, and what of it; what is None is all."""

    viewer: Viewer
    person_id: int | None = None
    group: Group | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class LogLine:
    """One line: `detail` is a code, `about_id` the member of staff it was done to."""

    at: datetime
    actor_id: int | None
    source: Source
    action: str
    detail: str
    reference: str
    about_id: int | None

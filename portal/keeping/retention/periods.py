"""How long each kind of data is kept, from when, and who says so."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from portal.config import Config

SHIPPED = Path(__file__).with_name("periods.toml")
OWN = "do địa phương đặt"


class Kept(StrEnum):
    """What is kept about people and goes by itself."""

    CONTACT = "contact"
    ATTACHMENT = "attachment"
    STAGED_FILE = "staged_file"
    SUBMISSION = "submission"
    KIOSK_SUBMISSION = "kiosk_submission"
    SLIP = "slip"
    SLIP_CLAIM = "slip_claim"
    OPENING = "opening"
    THROTTLE = "throttle"
    SESSION = "session"
    PASSWORD_LINK = "password_link"  # noqa: S105  # the name of a kind
    SIGN_IN = "sign_in"
    LOG = "log"
    BACKUP = "backup"
    ENTRY_DRAFT = "entry_draft"
    REPLY_DRAFT = "reply_draft"
    NOTICE = "notice"


@dataclass(frozen=True)
class Period:
    """A number of days, hours or months, counted from something, with its source."""

    length: int
    unit: str
    counted_from: str
    source: str

    @property
    def span(self) -> timedelta:
        """Return the period as a span; a month is at most 31 days."""
        return (
            self.length
            * {
                "hours": timedelta(hours=1),
                "days": timedelta(days=1),
                "months": timedelta(days=31),
            }[self.unit]
        )

    def last_day(self, today: date) -> date:
        """Return the last day whose data are over today."""
        return today - self.span


@cache
def shipped() -> dict[Kept, Period]:
    """Return the periods as they come with the program."""
    with SHIPPED.open("rb") as file:
        return {Kept(name): _period(entry) for name, entry in tomllib.load(file).items()}


def period(kept: Kept, config: Config) -> Period:
    """Return the period of an installation: its own, if it set one."""
    own = {
        Kept.CONTACT: config.keep_contact_days,
        Kept.ATTACHMENT: config.keep_files_days,
    }.get(kept, 0)
    usual = shipped()[kept]
    return Period(own, "days", usual.counted_from, OWN) if own else usual


def _period(entry: dict[str, str | int]) -> Period:
    unit = next(name for name in ("hours", "days", "months") if name in entry)
    return Period(int(entry[unit]), unit, str(entry["from"]), str(entry["source"]))

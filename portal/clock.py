"""The only module that reads the clock; everything else takes `now` as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def utc_now() -> datetime:
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """Return the day on the wall calendar in Việt Nam at an aware moment."""
    return local_time(moment).date()


def local_time(moment: datetime) -> datetime:
    """Return an aware moment as the wall clock in Việt Nam shows it."""
    if moment.tzinfo is None:
        raise ValueError("a naive moment has no day")
    return moment.astimezone(VIETNAM)

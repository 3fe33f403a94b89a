"""The days off of a year, written one a line, as they are copied from the yearly notice."""

from datetime import date, datetime

from portal.calendar.changes import refuse_twice
from portal.calendar.days import DayCode, DayKind, DayName, DayStatus, SpecialDay
from portal.errors import InvalidInputError

# Labour Code 2019, Art. 112, and Resolution 28/2026/QH16: 1 + 5 + 1 + 1 + 1 + 2 + 1.
DAYS_BY_LAW = 12
LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112"
FIXED: dict[tuple[int, int], tuple[DayCode, DayName, str]] = {
    (1, 1): (DayCode.NEW_YEAR, DayName("Tết Dương lịch", "New Year's Day"), LABOUR_CODE),
    (4, 30): (
        DayCode.REUNIFICATION,
        DayName("Ngày Chiến thắng 30/4", "Reunification Day"),
        LABOUR_CODE,
    ),
    (5, 1): (
        DayCode.LABOUR_DAY,
        DayName("Ngày Quốc tế Lao động", "International Labour Day"),
        LABOUR_CODE,
    ),
    (9, 2): (DayCode.NATIONAL_DAY, DayName("Quốc khánh", "National Day"), LABOUR_CODE),
    (11, 24): (
        DayCode.CULTURE_DAY,
        DayName("Ngày Văn hóa Việt Nam", "Vietnam Culture Day"),
        "Nghị quyết 28/2026/QH16",
    ),
}


def fixed_lines(year: int) -> str:
    """Return the lines of the days that never move; Tết and Hùng Kings' Day are to be added."""
    lines = (
        f"{date(year, month, day):%d/%m/%Y}; {name.vi}; {decision}"
        for (month, day), (_, name, decision) in FIXED.items()
    )
    return "\n".join(lines)


def parse(text: str) -> list[SpecialDay]:
    """Return the days of the lines, or raise `InvalidInputError` for the field `lines`."""
    days = [_parsed(line) for line in text.splitlines() if line.strip()]
    refuse_twice(days)  # before the days are counted: a doubled one hides a missing one
    if len(days) < DAYS_BY_LAW:
        raise InvalidInputError(lines="too_few")
    return days


def _parsed(line: str) -> SpecialDay:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 3 or not all(parts):
        raise InvalidInputError(lines="line_unread")
    try:
        day = datetime.strptime(parts[0], "%d/%m/%Y").date()  # noqa: DTZ007 a day has no zone
    except ValueError as error:
        raise InvalidInputError(lines="line_unread") from error
    code, name, _ = FIXED.get(
        (day.month, day.day), (_moving(parts[1]), DayName(parts[1], parts[1]), "")
    )
    return SpecialDay(day, DayKind.REST, code, name, parts[2], DayStatus.OFFICIAL)


def _moving(name: str) -> DayCode:
    """Return the occasion a day of the moon's calendar is named for."""
    if name.startswith("Tết"):
        return DayCode.TET
    return DayCode.HUNG_KINGS if "Hùng Vương" in name and "bù" not in name else DayCode.COMPENSATION

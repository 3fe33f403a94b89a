"""Judging an answer the moment it is given, by the limits of the rooms that will take it."""

from collections import Counter
from collections.abc import Callable

from portal.calendar.changes import LONGEST_SOURCE
from portal.calendar.terms import LONGEST_TERM_DAYS, TermUnit
from portal.db import Database
from portal.offices.authorities import LONGEST, MONTH_STARTS
from portal.offices.models import ServicePoint, Village
from portal.offices.places import LONGEST_NAME
from portal.offices.staff_store import staff_by_username
from portal.offices.staffing import LONGEST_NAME as LONGEST_PERSON
from portal.offices.staffing import USERNAME
from portal.words.translate import N_

# A message and its values; spoken in the keeper's language when it is printed.
Fault = tuple[str, dict[str, object]]
Judge = Callable[[str], Fault | None]

TOO_LONG = N_("This is too long: at most %(limit)d letters.")
MISSING = N_("This cannot stay empty.")


def anything(_answer: str) -> Fault | None:
    return None


def at_most(limit: int) -> Judge:
    """Take any text of so many letters."""

    def judge(answer: str) -> Fault | None:
        return (TOO_LONG, {"limit": limit}) if len(answer) > limit else None

    return judge


def named(limit: int) -> Judge:
    """Take a text of so many letters that is not empty."""

    def judge(answer: str) -> Fault | None:
        return at_most(limit)(answer) if answer else (MISSING, {})

    return judge


def villages(answer: str) -> Fault | None:
    names = split(answer)
    limit = LONGEST_NAME[Village]
    for name, times in Counter(names).items():
        if len(name) > limit:
            message = N_("The name of a village has at most %(limit)d letters: %(name)s")
            return message, {"limit": limit, "name": name}
        if times > 1:
            return N_("“%(name)s” is there twice."), {"name": name}
    return None


def split(villages: str) -> tuple[str, ...]:
    """Return the names between the semicolons."""
    return tuple(name for part in villages.split(";") if (name := part.strip()))


def username(database: Database) -> Judge:
    """Take a username of the right shape that nobody has."""

    def judge(answer: str) -> Fault | None:
        if not USERNAME.fullmatch(answer):
            message = N_(
                "Use 3 to 60 small letters, digits, dots, dashes or underscores, without accents."
            )
            return message, {}
        with database.reading() as session:
            is_taken = staff_by_username(session, answer) is not None
        return (N_("“%(name)s” exists already."), {"name": answer}) if is_taken else None

    return judge


def days(answer: str) -> Fault | None:
    # Seven digits are too many whatever they say; int() refuses some thousands.
    is_number = answer.isascii() and answer.isdecimal() and len(answer) < 7
    if is_number and 1 <= int(answer) <= LONGEST_TERM_DAYS:
        return None
    return N_("Give a whole number from 1 to %(longest)d."), {"longest": LONGEST_TERM_DAYS}


def term_unit(answer: str) -> Fault | None:
    is_one = answer in set(TermUnit)
    return None if is_one else (N_("Answer with “working” or “calendar”."), {})


def month_start(answer: str) -> Fault | None:
    is_one = answer in {str(day) for day in MONTH_STARTS}
    return None if is_one else (N_("Answer with 1 or 15."), {})


ADDRESS, HOURS, HOTLINE, RECEPTION = (
    at_most(LONGEST[name]) for name in ("address", "hours", "hotline", "reception")
)
POINT = named(LONGEST_NAME[ServicePoint])
PERSON = named(LONGEST_PERSON)
SOURCE = at_most(LONGEST_SOURCE)

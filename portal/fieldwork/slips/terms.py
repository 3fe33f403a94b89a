"""How long slips open and how large a stack may be: data with a source, or a commune's choice."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("terms.toml")
OWN = "do địa phương đặt"


@dataclass(frozen=True)
class Terms:
    """Days are counted from the day after the last day of handing out."""

    days: int
    longest_days: int
    source: str
    most: int
    longest_handed_days: int


@dataclass(frozen=True)
class Validity:
    """The last day on which slips open, and who says so."""

    through: date
    source: str


@cache
def shipped() -> Terms:
    """Return the terms as they come with the program."""
    with SHIPPED.open("rb") as file:
        read = tomllib.load(file)
    valid, stack = read["valid"], read["stack"]
    return Terms(
        days=valid["days"],
        longest_days=valid["longest_days"],
        source=valid["source"],
        most=stack["most"],
        longest_handed_days=stack["longest_handed_days"],
    )


def validity(handed_to: date, days: int | None, through: date | None) -> Validity:
    """Return the validity of slips handed out until a day: a date goes before a number of days."""
    terms = shipped()
    chosen = terms.days if days is None else days
    usual = handed_to + timedelta(days=terms.days)
    last = through or handed_to + timedelta(days=chosen)
    return Validity(last, terms.source if last == usual else OWN)

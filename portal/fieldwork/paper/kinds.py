"""How answers come in that no citizen sent from a phone, and how far a sheet has come."""

from enum import StrEnum


class Channel(StrEnum):
    """The ways in which answers are typed by staff; kept with each response and each count."""

    PAPER = "paper"
    HOUSEHOLD = "household"
    PHONE = "phone"
    ASSISTED = "assisted"


ON_SHEETS = frozenset({Channel.PAPER, Channel.HOUSEHOLD})
"""Filled in on a printed sheet, so that a second person can type it again; the others are heard."""


class SheetState(StrEnum):
    """How far a sheet has come; after `done` nothing is known of it but its number."""

    FIRST = "first"
    DIFFERS = "differs"
    DONE = "done"

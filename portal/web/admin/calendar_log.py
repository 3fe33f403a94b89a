"""The log of the calendar in words: which version, when, who, and what was changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.calendar.days import DayStatus
from portal.calendar.rules import RuleCode
from portal.calendar.store import CalendarEdit
from portal.calendar.terms import Term, TermUnit
from portal.web.admin.messages import DAY_STATUSES
from portal.web.i18n import lang
from portal.words.calendar import term_phrase
from portal.words.translate import weekday_date

Plain = Mapping[str, Any]
"""A day, a term or a whole change as the log keeps it."""

TERMS = {
    RuleCode.CLASSIFY: _l("How long you have to say whether you accept a petition"),
    RuleCode.REPLY_OWN: _l("How long you have to answer"),
    RuleCode.REPLY_LONGEST: _l("How far an answer may be put off in all"),
    RuleCode.DUE_SOON: _l("How many days ahead a case is due soon"),
    RuleCode.GROSSLY_LATE: _l("After how many days late a case is grossly overdue"),
    RuleCode.REPLY_INQUIRY: _l("How long you have to answer a question"),
    RuleCode.REPLY_PRAISE: _l("How long you have to pass praise on"),
    RuleCode.EXPLAIN: _l("How long a unit has to explain itself"),
}
FIELDS = ("name_vi", "decision", "status", "swaps_with")


class EditLine(NamedTuple):
    """One edit; `what` has a sentence for each day it touched."""

    version: int
    at: datetime
    who: str
    what: list[str]


def edit_lines(edits: Sequence[CalendarEdit], names: Mapping[int, str]) -> list[EditLine]:
    """Put edits into words; `names` says who the members of staff are."""
    return [
        EditLine(edit.version, edit.at, _who(edit.actor_id, names), list(_what(edit.change)))
        for edit in edits
    ]


def _who(actor_id: int | None, names: Mapping[int, str]) -> str:
    return str(_("The program")) if actor_id is None else names.get(actor_id, "–")


def _what(change: Plain) -> Iterator[str]:
    match change["action"]:
        case "seed":
            years = change["years"]
            yield _("Shipped days of %(first)s–%(last)s taken over", first=years[0], last=years[-1])
        case "open_year":
            yield _("Opened %(year)d", year=change["year"])
        case "switch_on":
            yield from (_("Switched on: %(day)s", day=_day(day)) for day in change["days"])
        case "switch_off":
            yield from (_("Switched off: %(day)s", day=_day(day)) for day in change["days"])
        case "set_term":
            yield _term(change)
        case _:
            pairs = zip(change["before"], change["after"], strict=True)
            yield from (_written(before, after) for before, after in pairs)


def _written(before: Plain | None, after: Plain) -> str:
    if before is None:
        return str(_("Added: %(day)s", day=_day(after)))
    changes = [
        _("%(before)s → %(after)s", before=_value(name, before), after=_value(name, after))
        for name in FIELDS
        if before[name] != after[name]
    ]
    return str(_("Changed: %(day)s", day="; ".join([_day(after), *changes])))


def _day(day: Plain) -> str:
    return f"{weekday_date(date.fromisoformat(day['day']), lang())} ({day['name_vi']})"


def _value(name: str, day: Plain) -> str:
    if name == "status":
        return str(DAY_STATUSES[DayStatus(day[name])])
    if name == "swaps_with" and day[name]:
        return weekday_date(date.fromisoformat(day[name]), lang())
    return str(day[name] or "–")


def _term(change: Plain) -> str:
    name = TERMS.get(change["code"], change["code"])
    before, after = _length(change["before"]), _length(change["after"])
    if before == after:
        return f"{name}: {after}"
    moved = _("%(before)s → %(after)s", before=before, after=after)
    return f"{name}: {moved}"


def _length(term: Plain) -> str:
    phrase = term_phrase(Term(term["days"], TermUnit(term["unit"])), lang())
    return f"{phrase} ({term['source']})" if term["source"] else phrase

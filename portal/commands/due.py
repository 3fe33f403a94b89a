"""`portal due`: count a term on the commune's calendar and say why the date is what it is."""

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping
from datetime import date

from portal.calendar.days import CalendarMissingError
from portal.calendar.terms import LONGEST_TERM_DAYS, Due, Term, TermUnit, due
from portal.commands.due_calendar import Choice, choose
from portal.errors import DatabaseUnavailableError, InvalidInputError, NotFoundError
from portal.words.calendar import DayLine, explain, term_phrase
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say, weekday_date

BAD_INPUT = 2
CALENDAR_MISSING = 1
# Narrower than date.fromisoformat, which also reads 20261120 and 2026-W47-5.
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")

SENTENCES = {
    "received": N_("Give the day received as year-month-day, for example --received 2026-11-20."),
    "days": N_(
        "Give the number of days as a whole number from 1 to %(longest)d, such as --days 5."
    ),
    "unit": N_("Give the unit as --unit working or --unit calendar."),
    "lang": N_("Give the language as --lang vi or --lang en."),
    "authority": N_("There is no commune with the code or name given to --authority."),
    "database": N_("The database could not be read, so that commune’s calendar is not known."),
}


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand; values stay text here so that `run` refuses them in plain words."""
    parser = subparsers.add_parser("due", help="count a term and explain the due date")
    parser.add_argument("--received", default="", help="day received, such as 2026-11-20")
    parser.add_argument("--days", default="", help=f"length of the term, 1 to {LONGEST_TERM_DAYS}")
    parser.add_argument("--unit", default=TermUnit.WORKING.value, help="working or calendar")
    parser.add_argument("--authority", default="", help="code or slug; needed among several")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, help="vi or en")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace, environ: Mapping[str, str] = os.environ) -> int:
    """Print the due date and return the exit status: 0, 1 no calendar, 2 bad input."""
    lang = args.lang if args.lang in LANGUAGES else DEFAULT_LANGUAGE
    try:
        received_on, term = _asked(args)
        choice = _choice(environ, args.authority)
        counted = due(choice.calendar, received_on, term)
    except InvalidInputError as error:
        sentence = SENTENCES[next(iter(error.fields))]
        print(say(lang, sentence, longest=LONGEST_TERM_DAYS), file=sys.stderr)
        return BAD_INPUT
    except CalendarMissingError as error:
        sentence = N_("There is no working-day calendar for %(year)d, so the date is not known.")
        print(say(lang, sentence, year=error.year), file=sys.stderr)
        return CALENDAR_MISSING
    print(_as_json(counted, choice, lang) if args.json else _as_table(counted, choice, lang))
    return 0


def _asked(args: argparse.Namespace) -> tuple[date, Term]:
    if args.lang not in LANGUAGES:
        raise InvalidInputError(lang="unknown")
    received_on = _day(args.received)
    if args.unit not in set(TermUnit):
        raise InvalidInputError(unit="unknown")
    if not WHOLE_NUMBER.fullmatch(args.days):
        raise InvalidInputError(days="not_a_number")
    return received_on, Term(int(args.days), TermUnit(args.unit))


def _choice(environ: Mapping[str, str], wanted: str) -> Choice:
    try:
        return choose(environ, wanted)
    except NotFoundError as error:
        raise InvalidInputError(authority="unknown") from error
    except DatabaseUnavailableError as error:
        raise InvalidInputError(database="unreadable") from error


def _day(text: str) -> date:
    if not ISO_DAY.fullmatch(text):
        raise InvalidInputError(received="not_a_day")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(received="not_a_day") from error


def _as_json(counted: Due, choice: Choice, lang: str) -> str:
    days = [
        {
            "date": line.day.isoformat(),
            "counted": line.counted,
            "code": line.code,
            "why": line.why_with_source,
        }
        for line in explain(counted, lang)
    ]
    answer = {"due_on": counted.due_on.isoformat(), "calendar": choice.plain(), "days": days}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _as_table(counted: Due, choice: Choice, lang: str) -> str:
    lines = explain(counted, lang)
    width = max(len(weekday_date(line.day, lang)) for line in lines)
    head = say(
        lang,
        N_("Day received: %(day)s; term: %(term)s."),
        day=weekday_date(counted.received_on, lang),
        term=term_phrase(counted.term, lang),
    )
    answer = say(lang, N_("Due date: %(day)s."), day=weekday_date(counted.due_on, lang))
    notes = [choice.sentence(lang)]
    if counted.is_provisional:
        notes.append(
            say(lang, N_("The yearly notice of public holidays may still move this date."))
        )
    rows = [_row(line, width, lang) for line in lines]
    return "\n".join([head, answer, "", *rows, "", *notes])


def _row(line: DayLine, width: int, lang: str) -> str:
    number = str(line.number) if line.number else "-"
    return f"{weekday_date(line.day, lang):<{width}}  {number:>3}  {line.why_with_source}"

"""`portal init`: set up a real commune with a few questions, or with flags alone."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from portal import schema
from portal.calendar.terms import Term, TermUnit
from portal.clock import utc_now
from portal.commands import answers
from portal.commands.questions import NoAnswerError, Questions, UnfitAnswerError
from portal.config import Config
from portal.db import Database
from portal.documents.qr import qr_terminal
from portal.errors import InvalidInputError
from portal.founding import ReplyTerm, found
from portal.offices.communes import Commune, find
from portal.offices.errors import AuthorityExistsError, NameTakenError
from portal.offices.setup import Contact, Founded, NewOffice
from portal.offices.store import is_code_taken
from portal.offices.usual_units import usual_units
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say

BAD_INPUT = 2
REFUSED = 1
SHOWN = 15


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand; every question has a flag that answers it."""
    parser = subparsers.add_parser("init", help="set up a commune")
    parser.add_argument("--commune", help="official code of 5 digits, or the name")
    parser.add_argument("--address")
    parser.add_argument("--hours", help="opening hours")
    parser.add_argument("--hotline")
    parser.add_argument("--reception", help="when and where citizens are received")
    parser.add_argument("--villages", help="names, separated by semicolons")
    parser.add_argument("--first-point", help="name of the first counter")
    parser.add_argument("--reply-days")
    parser.add_argument("--reply-unit", help="working or calendar")
    parser.add_argument("--reply-source", help="legal source; empty: set by the commune itself")
    parser.add_argument("--months-start-on", help="1, or 15 for months from the 15th to the 14th")
    parser.add_argument("--admin", help="username of the first administrator")
    parser.add_argument("--admin-name")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, take what is usual")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Set up a commune and print its links; return 0, 1 refused, 2 bad input."""
    if schema.current(database) != schema.head():
        schema.upgrade(database)
    try:
        plan = _plan(Questions(args.lang, asks=not args.no_input), args, database)
        with database.writing() as session:
            founded = found(session, config.keys, plan.office, plan.reply, now=utc_now())
    except NoAnswerError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except UnfitAnswerError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except (AuthorityExistsError, NameTakenError, InvalidInputError) as error:
        print(_refusal(args.lang, error), file=sys.stderr)
        return REFUSED
    print(_links(args.lang, config, founded))
    return 0


@dataclass(frozen=True)
class _Plan:
    office: NewOffice
    reply: ReplyTerm


def _plan(ask: Questions, args: argparse.Namespace, database: Database) -> _Plan:
    commune = _commune(ask, args.commune, database)
    ask.tell(N_("Setting up %(name)s, %(province)s."), name=commune.name, province=commune.province)
    contact = _contact(ask, args)
    villages = ask(args.villages, N_("Villages, separated by semicolons"), "", answers.villages)
    first_point = ask(args.first_point, N_("Name of the first counter"), "Quầy 1", answers.POINT)
    username = answers.username(database)
    admin = ask(args.admin, N_("Username of the first administrator"), judge=username)
    name = ask(args.admin_name, N_("Full name of the first administrator"), judge=answers.PERSON)
    reply = _reply(ask, args)
    office = NewOffice(
        code=commune.code,
        name=commune.name,
        type=commune.type,
        province=commune.province,
        units=tuple((unit.name, unit.kind) for unit in usual_units(commune.type)),
        contact=contact,
        villages=answers.split(villages),
        first_point=first_point,
        admin_username=admin,
        admin_name=name,
        months_start_on=_months_start_on(ask, args),
    )
    return _Plan(office, reply)


def _contact(ask: Questions, args: argparse.Namespace) -> Contact:
    reception = N_("When and where citizens are received")
    return Contact(
        address=ask(args.address, N_("Address of the office"), "", answers.ADDRESS),
        hours=ask(args.hours, N_("Opening hours"), "", answers.HOURS),
        hotline=ask(args.hotline, N_("Telephone"), "", answers.HOTLINE),
        reception=ask(args.reception, reception, "", answers.RECEPTION),
    )


def _reply(ask: Questions, args: argparse.Namespace) -> ReplyTerm:
    kind, ground = (
        N_("Kind of days (working or calendar)"),
        N_("Legal source; empty if the commune sets it itself"),
    )
    days = ask(args.reply_days, N_("Days to answer a petition"), "10", answers.days)
    unit = ask(args.reply_unit, kind, TermUnit.WORKING, answers.term_unit)
    source = ask(args.reply_source, ground, "", answers.SOURCE)
    return ReplyTerm(Term(int(days), TermUnit(unit)), source)


def _months_start_on(ask: Questions, args: argparse.Namespace) -> int:
    if ask.asks and args.months_start_on is None:
        ask.tell(N_("1 for calendar months; 15 if your months run from the 15th to the 14th."))
    question = N_("Reporting months begin on day")
    return int(ask(args.months_start_on, question, "1", answers.month_start))


def _commune(ask: Questions, given: str | None, database: Database) -> Commune:
    """Return the one commune that is meant; several of a name are listed and asked for by code.

    Raises `AuthorityExistsError` if it is set up already and nobody is there to name another.
    """
    query = ask(given, N_("Name or code of the commune"))
    while True:
        fitting = find(query, SHOWN)
        if len(fitting) == 1 and not _is_set_up(database, fitting[0]):
            return fitting[0]
        if len(fitting) == 1 and not ask.asks:
            raise AuthorityExistsError(commune=fitting[0].code)
        ask.tell(_why_not(fitting), query=query)
        for one in fitting if len(fitting) > 1 else ():
            print(f"  {one.code}  {one.name}, {one.province}")
        query = ask(None, N_("Name or code of the commune"))


def _is_set_up(database: Database, commune: Commune) -> bool:
    with database.reading() as session:
        return is_code_taken(session, commune.code)


def _why_not(fitting: Sequence[Commune]) -> str:
    match len(fitting):
        case 0:
            return N_("No commune is called “%(query)s”.")
        case 1:
            return N_("This commune is set up here already.")
        case _:
            return N_("Several communes fit; give the code of one:")


def _refusal(lang: str, error: AuthorityExistsError | NameTakenError | InvalidInputError) -> str:
    match error:
        case AuthorityExistsError():
            return say(lang, N_("This commune is set up here already."))
        case NameTakenError():
            return say(lang, N_("“%(name)s” exists already."), name=error.data["name"])
        case InvalidInputError():
            fields = ", ".join(error.fields)
            return say(lang, N_("These values do not fit: %(fields)s."), fields=fields)


def _links(lang: str, config: Config, founded: Founded) -> str:
    counter = f"{config.public_url}/q/{founded.point.code}"
    lines = [
        say(lang, N_("%(name)s is set up."), name=founded.authority.name),
        "",
        say(lang, N_("The administrator sets a password here, within 48 hours:")),
        f"  {config.public_url}/mat-khau/{founded.link_token}",
        say(lang, N_("Public page:")),
        f"  {config.public_url}/c/{founded.authority.slug}/",
        say(lang, N_("First counter, “%(name)s”:"), name=founded.point.name),
        f"  {counter}",
        "",
        qr_terminal(counter),
    ]
    return "\n".join(lines)

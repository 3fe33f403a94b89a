"""`portal init`: set up a real commune with a few questions, or with flags alone."""

import argparse
import sys
from dataclasses import dataclass

from portal import schema
from portal.calendar.terms import Term, TermUnit
from portal.clock import utc_now
from portal.commands.questions import NoAnswerError, Questions
from portal.config import Config
from portal.db import Database
from portal.documents.qr import qr_terminal
from portal.errors import InvalidInputError
from portal.founding import ReplyTerm, found
from portal.offices.communes import Commune, find
from portal.offices.errors import AuthorityExistsError, NameTakenError
from portal.offices.setup import Contact, Founded, NewOffice
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
    parser.add_argument("--reply-unit", choices=list(TermUnit))
    parser.add_argument("--reply-source", help="legal source; empty: set by the commune itself")
    parser.add_argument("--admin", help="username of the first administrator")
    parser.add_argument("--admin-name")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, take what is usual")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Set up a commune and print its links; return 0, 1 refused, 2 bad input."""
    if schema.current(database) != schema.head():
        schema.upgrade(database)
    try:
        plan = _plan(Questions(args.lang, asks=not args.no_input), args)
        with database.writing() as session:
            founded = found(session, config.keys, plan.office, plan.reply, now=utc_now())
    except NoAnswerError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except (AuthorityExistsError, NameTakenError, InvalidInputError) as error:
        print(_refusal(args.lang, error), file=sys.stderr)
        return REFUSED
    print(_links(args.lang, config, founded))
    return 0


@dataclass(frozen=True)
class _Plan:
    office: NewOffice
    reply: ReplyTerm


def _plan(ask: Questions, args: argparse.Namespace) -> _Plan:
    commune = _commune(ask, args.commune)
    ask.tell(N_("Setting up %(name)s, %(province)s."), name=commune.name, province=commune.province)
    contact = Contact(
        address=ask(args.address, N_("Address of the office"), ""),
        hours=ask(args.hours, N_("Opening hours"), ""),
        hotline=ask(args.hotline, N_("Telephone"), ""),
        reception=ask(args.reception, N_("When and where citizens are received"), ""),
    )
    villages = ask(args.villages, N_("Villages, separated by semicolons"), "")
    office = NewOffice(
        code=commune.code,
        name=commune.name,
        type=commune.type,
        province=commune.province,
        units=tuple((unit.name, unit.kind) for unit in usual_units(commune.type)),
        contact=contact,
        villages=tuple(name for part in villages.split(";") if (name := part.strip())),
        first_point=ask(args.first_point, N_("Name of the first counter"), "Quầy 1"),
        admin_username=ask(args.admin, N_("Username of the first administrator")),
        admin_name=ask(args.admin_name, N_("Full name of the first administrator")),
    )
    return _Plan(office, _reply(ask, args))


def _reply(ask: Questions, args: argparse.Namespace) -> ReplyTerm:
    days = ask(args.reply_days, N_("Days to answer a petition"), "10")
    unit = ask(args.reply_unit, N_("Kind of days (working or calendar)"), TermUnit.WORKING)
    source = ask(args.reply_source, N_("Legal source; empty if the commune sets it itself"), "")
    if not days.isdecimal() or unit not in set(TermUnit):
        raise InvalidInputError(reply="not_a_term")
    return ReplyTerm(Term(int(days), TermUnit(unit)), source)


def _commune(ask: Questions, given: str | None) -> Commune:
    """Return the one commune that is meant; several of a name are listed and asked for by code."""
    query = ask(given, N_("Name or code of the commune"))
    while True:
        found_communes = find(query, SHOWN)
        if len(found_communes) == 1:
            return found_communes[0]
        ask.tell(
            N_("Several communes fit; give the code of one:")
            if found_communes
            else N_("No commune is called “%(query)s”."),
            query=query,
        )
        for one in found_communes:
            print(f"  {one.code}  {one.name}, {one.province}")
        query = ask(None, N_("Name or code of the commune"))


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

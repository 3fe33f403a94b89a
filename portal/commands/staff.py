"""`portal staff`: the accounts of a commune from the server, for when nobody can sign in."""

import argparse
import sys

from sqlalchemy.orm import Session

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.errors import DomainError, NotFoundError
from portal.offices import links, staff_store, staffing, store
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff
from portal.search import fold
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say

REFUSED = 1

SENTENCES = {
    "not_found": N_("There is no such account, unit or commune."),
    "name_taken": N_("This username exists already."),
    "last_administrator": N_("This is the last administrator; appoint another one first."),
    "invalid_input": N_(
        "The username must have 3 to 60 small letters, digits, dots or dashes; a name and a role "
        "are needed."
    ),
}


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("staff", help="list and keep the accounts of staff")
    parser.add_argument("--commune", help="code or slug; not needed when there is only one")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("list", help="list all accounts")
    add = steps.add_parser("add", help="open an account and print its one-time link")
    add.add_argument("username")
    add.add_argument("--name", required=True)
    add.add_argument("--unit", help="name of the unit, with or without diacritics")
    add.add_argument("--role", action="append", required=True, choices=list(Role))
    for name, words in (
        ("reset-password", "print a one-time link for a new password"),
        ("deactivate", "close an account and sign its owner out"),
    ):
        steps.add_parser(name, help=words).add_argument("username")


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Do one step and print what came of it; return 1 when it was refused."""
    step = {
        "list": _list,
        "add": _add,
        "reset-password": _reset_password,
        "deactivate": _deactivate,
    }[args.step]
    try:
        with database.writing() as session:
            print(step(session, args, config))
    except DomainError as error:
        if error.code not in SENTENCES:
            raise
        print(say(args.lang, SENTENCES[error.code]), file=sys.stderr)
        return REFUSED
    return 0


def _list(session: Session, args: argparse.Namespace, _config: Config) -> str:
    authority = _authority(session, args.commune)
    rows = staff_store.staff_of_authority(session, authority.id)
    return "\n".join(_line(staff, args.lang) for staff in rows)


def _line(staff: Staff, lang: str) -> str:
    unit = staff.unit.name if staff.unit else "–"
    closed = "" if staff.is_active else say(lang, N_("closed"))
    cells = (staff.username, staff.display_name, unit, ", ".join(sorted(staff.roles)), closed)
    return "\t".join(cells).rstrip()


def _add(session: Session, args: argparse.Namespace, config: Config) -> str:
    authority = _authority(session, args.commune)
    unit_id = _unit_id(session, authority, args.unit)
    roles = frozenset(Role(role) for role in args.role)
    person = staffing.Person(args.name.strip(), unit_id, roles)
    actor = Actor(authority.id)
    staff = staffing.hire(session, actor, args.username, person, now=utc_now())
    return _link(session, args, config, staff)


def _reset_password(session: Session, args: argparse.Namespace, config: Config) -> str:
    return _link(session, args, config, _staff(session, args.username))


def _deactivate(session: Session, args: argparse.Namespace, _config: Config) -> str:
    staff = _staff(session, args.username)
    staffing.deactivate(session, Actor(staff.authority_id), staff.id, now=utc_now())
    return say(args.lang, N_("The account “%(name)s” is closed."), name=staff.username)


def _link(session: Session, args: argparse.Namespace, config: Config, staff: Staff) -> str:
    actor = Actor(staff.authority_id)
    token = links.make_link(session, config.keys, actor, staff.id, now=utc_now())
    words = N_("“%(name)s” sets a password here, within 48 hours:")
    return f"{say(args.lang, words, name=staff.username)}\n  {config.public_url}/mat-khau/{token}"


def _authority(session: Session, wanted: str | None) -> Authority:
    rows = store.authorities(session)
    fitting = [row for row in rows if wanted is None or wanted in (row.code, row.slug)]
    if len(fitting) != 1:
        raise NotFoundError
    return fitting[0]


def _unit_id(session: Session, authority: Authority, wanted: str | None) -> int | None:
    if wanted is None:
        return None
    for unit in store.units_of(session, authority.id, only_active=True):
        if fold(unit.name) == fold(wanted):
            return unit.id
    raise NotFoundError


def _staff(session: Session, username: str) -> Staff:
    staff = staff_store.staff_by_username(session, username)
    if staff is None:
        raise NotFoundError
    return staff

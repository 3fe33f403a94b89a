"""Make the demonstration commune if there is none, and say where everything is."""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import make_url

from portal import schema
from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.demo.commune import ADMIN, STAFF
from portal.demo.kiosks import tablet_token
from portal.demo.make import make
from portal.documents.qr import qr_terminal
from portal.offices.kinds import Role
from portal.offices.models import Authority
from portal.offices.store import authorities, points_of
from portal.words.translate import LANGUAGES, N_, say

REFUSED = 1
# What holds for this command where nobody says otherwise.
DEFAULTS: Mapping[str, str] = {"PORTAL_ENV": "demo"}
REAL = N_("This database holds a real commune; the demonstration needs an empty one.")
UNFINISHED = N_(
    "A demonstration was begun in this database and not finished: empty the database, then run "
    "this again."
)
LABELS = {
    "rating": N_("Rate at a counter"),
    "kiosk": N_("Tablet at a counter"),
    "petition": N_("Write a petition"),
    "public": N_("Public page"),
    "track": N_("Follow a petition"),
    "console": N_("Desk of the staff"),
}
WORDS = ("suoi", "nui", "lua", "tre", "mua", "nang", "sen", "cau", "ruong", "song", "gio", "mit")


@dataclass(frozen=True)
class Login:
    """One demonstration account."""

    username: str
    name: str
    roles: list[str]


@dataclass(frozen=True)
class Links:
    """Everything a visitor of the demonstration needs."""

    rating: str
    kiosk: str
    petition: str
    public: str
    track: str
    console: str
    places: list[str]
    password: str
    logins: list[Login]


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("demo", help="make and show the demonstration commune")
    parser.add_argument("--show", action="store_true", help="only show what is there")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.add_argument("--lang", choices=LANGUAGES, help="one language instead of both")


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Make what is missing and print links and logins; never touch a real commune."""
    kept = config.data_dir / "demo.json"
    tongues = (args.lang,) if args.lang else LANGUAGES
    if args.show and not kept.exists():
        return _refuse(_both(tongues, N_("There is no demonstration yet; `make run` makes one.")))
    communes = _communes(database)
    if not kept.exists() or not communes:
        if why_not := _obstacle(database, communes):
            return _refuse(_both(tongues, why_not))
        # Not among the answers: a script reads those.
        print(_both(tongues, N_("Making the demonstration commune …")), file=sys.stderr)
        _make(config, database, kept)
    elif not communes[0].is_demo:
        return _refuse(_both(tongues, REAL))
    links = _links(config, database, kept)
    answer = json.dumps(asdict(links), ensure_ascii=False, indent=2)
    print(answer if args.json else _told(tongues, links))
    return 0


def _communes(database: Database) -> Sequence[Authority]:
    if schema.current(database) is None:
        return []
    with database.reading() as session:
        return authorities(session)


def _obstacle(database: Database, communes: Sequence[Authority]) -> str | None:
    """Return why no demonstration can be made here, or None if one can."""
    if any(not commune.is_demo for commune in communes):
        return REAL
    # What SQLite holds without its password is made anew, in a file of its own.
    return UNFINISHED if communes and not database.is_sqlite else None


def _make(config: Config, database: Database, kept: Path) -> None:
    password = "-".join(secrets.choice(WORDS) for _ in range(4))
    url = make_url(config.effective_database_url)
    if not (database.is_sqlite and url.database):
        _fill(Database(config.effective_database_url), config, password)
        _keep(kept, password)
        return
    # Built beside and moved when whole: an interrupted start leaves nothing half-made.
    target, building = Path(url.database), Path(url.database + ".making")
    for leftover in building.parent.glob(building.name + "*"):
        leftover.unlink()
    database.dispose()
    _fill(Database(url.set(database=str(building)).render_as_string()), config, password)
    for stale in target.parent.glob(target.name + "-*"):
        stale.unlink()
    # The password first: without it the finished commune would be of no use to anyone.
    _keep(kept, password)
    os.replace(building, target)


def _keep(kept: Path, password: str) -> None:
    kept.write_text(json.dumps({"password": password}), encoding="utf-8")


def _fill(database: Database, config: Config, password: str) -> None:
    schema.upgrade(database)
    make(database, config, password, now=utc_now())
    database.dispose()


def _links(config: Config, database: Database, kept: Path) -> Links:
    with database.reading() as session:
        authority = authorities(session)[0]
        codes = [point.code for point in points_of(session, authority.id)]
    base = config.public_url
    staff = (*STAFF, (*ADMIN, "", (Role.ADMINISTRATOR,)))
    return Links(
        rating=f"{base}/q/{codes[0]}",
        kiosk=f"{base}/kiosk/{tablet_token(config.keys)}",
        petition=f"{base}/q/{codes[0]}/y-kien",
        public=f"{base}/c/{authority.slug}/",
        track=f"{base}/tra-cuu",
        console=f"{base}/console/",
        places=[f"{base}/q/{code}" for code in codes],
        password=json.loads(kept.read_text(encoding="utf-8"))["password"],
        logins=[Login(name, who, [str(role) for role in roles]) for name, who, _, roles in staff],
    )


def _told(tongues: Sequence[str], links: Links) -> str:
    lines = [(_both(tongues, label), getattr(links, name)) for name, label in LABELS.items()]
    password = _both(tongues, N_("Password for all"))
    width = max(len(label) for label, _ in [*lines, (password, "")])
    return "\n".join(
        [
            qr_terminal(links.rating),
            *(f"{label:<{width}}  {address}" for label, address in lines),
            "",
            f"{password:<{width}}  {links.password}",
            *(f"  {one.username:<20}{one.name:<22}{', '.join(one.roles)}" for one in links.logins),
        ]
    )


def _both(tongues: Sequence[str], msgid: str) -> str:
    """Say a text in every language of the demonstration: its visitors are not only keepers."""
    return " / ".join(say(lang, msgid) for lang in tongues)


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return REFUSED

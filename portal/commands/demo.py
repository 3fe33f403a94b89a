"""Make the demonstration commune if there is none, and say where everything is."""

import argparse
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import make_url

from portal import schema
from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.demo.commune import ADMIN, STAFF
from portal.demo.make import make
from portal.documents.qr import qr_terminal
from portal.offices.kinds import Role
from portal.offices.store import authorities, points_of

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


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Make what is missing and print links and logins; never touch a real commune."""
    kept = config.data_dir / "demo.json"
    if not kept.exists() and not args.show:
        if _has_commune(database):
            print("This database holds a real commune; the demonstration needs an empty one.")
            return 1
        print("Đang dựng xã minh họa, chừng mười giây… / Making the demonstration commune …")
        _make(config, database, kept)
    if not kept.exists():
        print("There is no demonstration yet; `make run` makes one.")
        return 1
    links = _links(config, database, kept)
    print(json.dumps(asdict(links), ensure_ascii=False, indent=2) if args.json else _told(links))
    return 0


def _has_commune(database: Database) -> bool:
    if schema.current(database) is None:
        return False
    with database.reading() as session:
        return bool(authorities(session))


def _make(config: Config, database: Database, kept: Path) -> None:
    password = "-".join(secrets.choice(WORDS) for _ in range(4))
    url = make_url(config.effective_database_url)
    if database.is_sqlite and url.database:
        # Built beside and moved when whole: an interrupted start leaves nothing half-made.
        target, building = Path(url.database), Path(url.database + ".making")
        for leftover in building.parent.glob(building.name + "*"):
            leftover.unlink()
        database.dispose()
        _fill(Database(url.set(database=str(building)).render_as_string()), config, password)
        for stale in target.parent.glob(target.name + "-*"):
            stale.unlink()
        os.replace(building, target)
    else:
        _fill(Database(config.effective_database_url), config, password)
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
        petition=f"{base}/q/{codes[0]}/y-kien",
        public=f"{base}/c/{authority.slug}/",
        track=f"{base}/tra-cuu",
        console=f"{base}/console/",
        places=[f"{base}/q/{code}" for code in codes],
        password=json.loads(kept.read_text(encoding="utf-8"))["password"],
        logins=[Login(name, who, [str(role) for role in roles]) for name, who, _, roles in staff],
    )


def _told(links: Links) -> str:
    lines = [
        qr_terminal(links.rating),
        f"Đánh giá ở quầy / rate      {links.rating}",
        f"Gửi ý kiến / petition       {links.petition}",
        f"Trang công khai / public    {links.public}",
        f"Tra cứu / track             {links.track}",
        f"Bàn làm việc / console      {links.console}",
        "",
        f"Mật khẩu chung / password   {links.password}",
    ]
    lines += [f"  {one.username:<20}{one.name:<22}{', '.join(one.roles)}" for one in links.logins]
    return "\n".join(lines)

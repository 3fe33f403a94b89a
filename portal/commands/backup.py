"""`portal backup`: one sealed file of everything, made while the portal runs."""

import argparse
from pathlib import Path

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.keeping import folder, nightly
from portal.keeping.age import PublicKey
from portal.keeping.archive import Manifest
from portal.keeping.errors import NoTargetError
from portal.keeping.plan import Plan
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("backup", help="write one sealed file of everything")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="instead of PORTAL_BACKUP_DIR")
    parser.add_argument("--for", dest="public", metavar="KEY", help="instead of PORTAL_BACKUP_KEY")
    parser.add_argument(
        "--prune",
        action="store_true",
        help="then keep 7 daily, 5 weekly and 12 monthly backups and remove the others",
    )
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Write the backup and say where it is; raise `BackupError` and leave no file otherwise."""
    target, public = _target(args, config)
    house = nightly.installation(database, config)
    path, manifest = nightly.back_up(house, target, public, now=utc_now())
    print(_told(args.lang, path, manifest))
    if args.prune:
        removed = folder.prune(target, Plan())
        print(say(args.lang, N_("Old backups removed: %(count)d."), count=len(removed)))
    return 0


def _target(args: argparse.Namespace, config: Config) -> tuple[Path, PublicKey]:
    target, public = args.to or config.backup_dir, args.public or config.backup_key
    if target is None:
        raise NoTargetError(missing="PORTAL_BACKUP_DIR (--to)")
    if not public:
        raise NoTargetError(missing="PORTAL_BACKUP_KEY (--for)")
    return target, PublicKey.parse(public)


def _told(lang: str, path: Path, manifest: Manifest) -> str:
    size, rows = path.stat().st_size / 1024**2, sum(manifest.counts.values())
    message = N_("Backed up: %(path)s (%(size).1f MB; %(rows)d rows, %(files)d attachments).")
    lines = [f"✓ {say(lang, message, path=path, size=size, rows=rows, files=manifest.files)}"]
    if manifest.absent:
        absent = N_("%(count)d attachments are not on the disk and are not in the backup.")
        lines.append(f"✗ {say(lang, absent, count=len(manifest.absent))}")
    return "\n".join(lines)

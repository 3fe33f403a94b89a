"""`portal keys`: the installation's own secret, sealed for the key of the backups, and back."""

import argparse
import json
import os
import sys
from pathlib import Path

from portal.commands import private_keys
from portal.config import Config
from portal.keeping import folder
from portal.keeping.age import PublicKey
from portal.keeping.errors import NoTargetError
from portal.keeping.escrow import escrow, reopened
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("keys", help="seal the secret for safekeeping, or open it again")
    actions = parser.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", help="write the secret, sealed for the public key")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.add_argument("--for", dest="public", metavar="KEY", help="instead of PORTAL_BACKUP_KEY")
    opening = actions.add_parser("open", help="show the secret of a sealed file")
    opening.add_argument("file", type=Path)
    private_keys.configure(opening)
    for one in (export, opening):
        one.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace) -> int:
    """Write or show the secret; raise `BackupError`, or `ConfigError` when there is none."""
    return _export(args) if args.action == "export" else _open(args)


def _export(args: argparse.Namespace) -> int:
    config = Config.from_env(os.environ)
    public = args.public or config.backup_key
    if not public:
        raise NoTargetError(missing="PORTAL_BACKUP_KEY (--for)")
    escrow(config.keys, args.out, PublicKey.parse(public))
    done = N_("The secret lies sealed in %(path)s. Keep it with the backups.")
    print(f"✓ {say(args.lang, done, path=args.out)}")
    return 0


def _open(args: argparse.Namespace) -> int:
    with folder.reading(args.file) as source:
        secret = reopened(source, private_keys.private_key(args))
    print(say(args.lang, N_("Put this line into the settings:")), file=sys.stderr)
    # As a TOML file and a shell both read it.
    print(f"PORTAL_SECRET_KEY={json.dumps(secret)}")
    return 0

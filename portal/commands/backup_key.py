"""`portal backup-key new`: a pair of keys; the private one is shown once and kept nowhere."""

import argparse

from portal.keeping.age import PrivateKey
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("backup-key", help="make a pair of keys for backups")
    parser.add_argument("action", choices=["new"])
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace) -> int:
    """Print a new pair and what to do with each half."""
    key = PrivateKey.new()
    intro = N_("PRIVATE key. It is shown this once and kept nowhere:")
    advice = N_(
        "Print it twice and lock it away in two places, not on this computer. Without it no backup "
        "can be opened, by anyone; with it everyone can open them all."
    )
    public = N_("PUBLIC key. It can only seal; put this line into the settings:")
    lines = [
        say(args.lang, intro),
        f"{key.reveal()}",
        say(args.lang, advice),
        "",
        say(args.lang, public),
        f'PORTAL_BACKUP_KEY="{key.public}"',
    ]
    print("\n".join(lines))
    return 0

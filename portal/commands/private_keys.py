"""The private key of backups as a person hands it over: in a file, or typed and not shown."""

import argparse
import getpass
from pathlib import Path

from portal.keeping import folder
from portal.keeping.age import PrivateKey
from portal.words.translate import N_, say


def configure(parser: argparse.ArgumentParser) -> None:
    # Never as an argument: those are shown to every user of the machine.
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="private key; asked for if left out"
    )


def private_key(args: argparse.Namespace) -> PrivateKey:
    """Return the key; raise `KeyTextError`, or `CannotReadError` about its file."""
    if args.key is None:
        question = say(args.lang, N_("Private key (AGE-SECRET-KEY-…), not shown while you type:"))
        return PrivateKey.parse(getpass.getpass(f"{question} "))
    with folder.reading(args.key) as file:
        lines = file.read().decode(errors="replace").splitlines()
    # As age-keygen writes it: the key, with remarks above.
    return PrivateKey.parse("".join(line for line in lines if not line.startswith("#")))

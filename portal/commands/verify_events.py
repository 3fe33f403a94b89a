"""`portal verify-events`: is the record of cases unbroken, and does it still hold a known event."""

import argparse

from portal.cases.events import verify_chain
from portal.cases.store import chain_head, has_link
from portal.config import Config
from portal.db import Database
from portal.offices.store import authorities
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say

BROKEN = 1


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("verify-events", help="check the chain of events of every case")
    parser.add_argument("--head", metavar="HASH", help="a head noted earlier, to be found again")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Print the head of every chain; 1 when one is broken or the noted head is in none."""
    lines, status = [], 0
    with database.reading() as session:
        for authority in authorities(session):
            broken = verify_chain(session, authority.id)
            seq, head = chain_head(session, authority.id) or (0, b"")
            if broken is not None:
                status = BROKEN
                message = N_("✗ %(name)s: the record was changed at event %(step)d or before.")
                lines.append(say(args.lang, message, name=authority.name, step=broken))
            else:
                message = N_("✓ %(name)s: %(seq)d events, unbroken. Head: %(head)s")
                values = {"name": authority.name, "seq": seq, "head": head.hex() or "–"}
                lines.append(say(args.lang, message, **values))
        if args.head and not has_link(session, _hash(args.head)):
            status = BROKEN
            lines.append(say(args.lang, N_("✗ The head you noted is in no record here.")))
        elif args.head:
            lines.append(say(args.lang, N_("✓ The head you noted is still in the record.")))
    print("\n".join(lines))
    return status


def _hash(text: str) -> bytes:
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        return b""

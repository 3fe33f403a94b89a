"""Read one message that came back, from standard input; a mail server pipes it here."""

import argparse
import sys

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.notices.failing import LARGEST_BOUNCE, Bounced, take_bounce
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say

SAID = {
    Bounced.NOT_A_BOUNCE: N_("This is not a report of a letter that came back: nothing was done."),
    Bounced.NOT_OURS: N_("The report names no letter of this portal: nothing was done."),
    Bounced.PASSING: N_("The letter is only late, or arrived: nothing was done."),
    Bounced.FAILED: N_("Nothing more is sent to this receiver; the desk is told to call."),
}


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("bounce", help="read a letter that came back, from stdin")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, _config: Config, database: Database) -> int:
    """Return 0 whatever it is: a mail server would send it back once more."""
    raw = sys.stdin.buffer.read(LARGEST_BOUNCE)
    with database.writing() as session:
        found = take_bounce(session, raw, now=utc_now())
    print(say(args.lang, SAID[found]))
    return 0

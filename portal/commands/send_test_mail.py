"""Send one letter now, and say in plain words what went wrong."""

import argparse

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.notices.queueing import new_token
from portal.notices.ways.mail import Mail
from portal.notices.ways.parcel import Parcel, UndeliveredError
from portal.notices.writing.parcels import message_host
from portal.notices.writing.troubles import REASONS
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("send-test-mail", help="send one letter and say how it went")
    parser.add_argument("address")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, _database: Database) -> int:
    """Return 1 unless the mail server took the letter."""
    lang, server = args.lang, config.mail
    if server is None:
        missing = N_("No mail server is named: set PORTAL_SMTP_HOST and PORTAL_MAIL_FROM.")
        print(f"✗ {say(lang, missing)}")
        return 1
    subject, text = N_("A trial letter"), N_("This portal can send letters.")
    parcel = Parcel(
        to=args.address,
        message_id=f"{new_token()}@{message_host(config.public_url)}",
        at=utc_now(),
        subject=say(lang, subject),
        text=say(lang, text) + "\n",
        language=lang,
    )
    try:
        Mail(server).send(parcel)
    except UndeliveredError as error:
        print(f"✗ {server.host}:{server.port}: {say(lang, REASONS[error.trouble])}")
        return 1
    taken = N_("%(host)s took the letter. Look whether it arrived, in the spam folder, too.")
    print(f"✓ {say(lang, taken, host=server.host)}")
    return 0

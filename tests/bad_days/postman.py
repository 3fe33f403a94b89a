"""A worker that does nothing but send, to be killed: python -m tests.bad_days.postman URL PORT T0.

It sends by the portal's own code at a working hour of our choosing, with leases of seconds.
"""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portal.config import MailServer
from portal.db import Database
from portal.keys import Keys
from portal.notices.delivering import Post, deliver
from portal.notices.habits import shipped
from portal.notices.kinds import Way
from portal.notices.ways.mail import Mail
from portal.notices.writing.parcels import House

FRIDAY = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
KEYS = Keys(b"a secret for bad days only, thirty-two or more")
QUICK = replace(shipped().trying, lease_minutes=0.05, first_minutes=0.01, jitter=0.0)


def post(database: Database, port: int) -> Post:
    server = MailServer("127.0.0.1", port, "gopy@xa.example", security="none")
    house = House(KEYS, "https://gopy.example")
    return Post(database, house, {Way.EMAIL: Mail(server)}, lambda _session, _notice: None)


def main(url: str, port: str, began: str) -> None:
    ours = post(Database(url), int(port))
    while True:
        spent = timedelta(seconds=time.time() - float(began))
        deliver(ours, now=FRIDAY + spent, trying=QUICK)
        time.sleep(0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Do letters go out: a mail server that answers, nothing stuck, nothing waiting for long."""

import socket
from collections.abc import Iterator
from datetime import timedelta

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.keeping.checks.finding import Finding
from portal.notices.store import standing
from portal.words.translate import N_

# A letter may wait for the morning, and then for a server that is slow; not for a day on top.
TOO_LONG = timedelta(hours=24)
PATIENCE_SECONDS = 5


def notices(config: Config, database: Database) -> Iterator[Finding]:
    yield from _server(config)
    with database.reading() as session:
        found = standing(session)
    if found.dead:
        message = N_("%(count)d letters could not be delivered: see Set-up, Notices.")
        yield message, {"count": found.dead}
    if found.oldest and (age := utc_now() - found.oldest) > TOO_LONG:
        message = N_("A letter has waited for %(hours)d hours to go out.")
        yield message, {"hours": age // timedelta(hours=1)}


def _server(config: Config) -> Iterator[Finding]:
    if config.mail is None:
        return
    try:
        socket.create_connection((config.mail.host, config.mail.port), PATIENCE_SECONDS).close()
    except OSError:
        message = N_("The mail server %(host)s does not answer: try “portal send-test-mail”.")
        yield message, {"host": config.mail.host}

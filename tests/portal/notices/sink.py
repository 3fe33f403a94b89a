"""A real mail server that keeps what it takes, notices a second copy, and can refuse."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.config import MailServer
from tests.journeys.servers import free_port


class Sink:
    """What came in; an address with `refusal` in it is answered with that code."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.refusals: dict[str, str] = {}
        self.taken: Counter[str] = Counter()
        self.pause = 0.0

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's own name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        letter = BytesParser(policy=default).parsebytes(content)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.receivers += envelope.rcpt_tos
        self.taken[letter["Message-ID"]] += 1
        # Taken, and whoever sent it does not know yet: the moment to die in.
        await asyncio.sleep(self.pause)
        return "250 taken"


@contextmanager
def sinks(port: int = 0) -> Iterator[tuple[Sink, MailServer]]:
    """Yield a running sink and how to reach it."""
    sink, at = Sink(), port or free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=at)
    controller.start()
    try:
        yield sink, MailServer("127.0.0.1", at, "gopy@xa.example", security="none")
    finally:
        controller.stop()

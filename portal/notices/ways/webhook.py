"""Telling a machine of the commune's choice that a case moved: signed, and only the bare fact."""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urlsplit

from portal.notices.kinds import Trouble
from portal.notices.ways.parcel import Parcel, UndeliveredError
from portal.notices.ways.public_hosts import checked_address

STEP_SECONDS = 5.0
# Whoever dribbles single bytes is cut off, however lively each step.
WHOLE_SECONDS = 15.0
HTTPS_PORT = 443


def signature(secret: bytes, moment: str, body: bytes) -> str:
    """Return what the receiver computes again: HMAC-SHA256 of moment, a dot and the body."""
    return "v1=" + hmac.digest(secret, moment.encode() + b"." + body, hashlib.sha256).hex()


class Webhook:
    """One POST to a public https address; `allows_loopback` is for tests on one machine."""

    def __init__(
        self, *, allows_loopback: bool = False, trusted: ssl.SSLContext | None = None
    ) -> None:
        self._allows_loopback = allows_loopback
        self._tls = trusted or ssl.create_default_context()

    def send(self, parcel: Parcel) -> None:
        url = urlsplit(parcel.to)
        if url.scheme != "https" or not url.hostname:
            raise UndeliveredError(Trouble.NOT_HTTPS, is_final=True)
        body = json.dumps({"id": parcel.message_id, **parcel.facts}, sort_keys=True).encode()
        moment = str(int(parcel.at.timestamp()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "portal",
            "X-Portal-Timestamp": moment,
            "X-Portal-Signature": signature(parcel.secret, moment, body),
        }
        with _named_troubles():
            status = self._post(url, body, headers)
        # Nothing is followed elsewhere: a redirect is not an answer.
        if not 200 <= status < 300:
            raise UndeliveredError(Trouble.NOT_TAKEN, is_final=status == http.HTTPStatus.GONE)

    def _post(self, url: SplitResult, body: bytes, headers: dict[str, str]) -> int:
        host, port = url.hostname or "", url.port or HTTPS_PORT
        ip = checked_address(host, port, allows_loopback=self._allows_loopback)
        line = (ip, port)
        # The clock holds a twin, because TLS takes the socket itself over.
        with (
            socket.create_connection(line, STEP_SECONDS) as plain,
            plain.dup() as twin,
            _cut_after(WHOLE_SECONDS, twin),
        ):
            return self._speak(plain, url, body, headers)

    def _speak(
        self, plain: socket.socket, url: SplitResult, body: bytes, headers: dict[str, str]
    ) -> int:
        """Speak over a connection that is already made; only the status is read of the answer."""
        connection = http.client.HTTPConnection(url.netloc.rpartition("@")[2])
        connection.sock = self._tls.wrap_socket(plain, server_hostname=url.hostname)
        try:
            path = (url.path or "/") + (f"?{url.query}" if url.query else "")
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()


@contextmanager
def _cut_after(seconds: float, line: socket.socket) -> Iterator[None]:
    def cut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(seconds, cut)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


@contextmanager
def _named_troubles() -> Iterator[None]:
    try:
        yield
    except ssl.SSLError:
        raise UndeliveredError(Trouble.CERTIFICATE) from None
    except TimeoutError:
        raise UndeliveredError(Trouble.TIMED_OUT) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise UndeliveredError(Trouble.NO_CONNECTION) from None

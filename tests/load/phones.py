"""One kept-alive connection that speaks just enough HTTP to be cheaper than any server."""

import gzip
import socket
from contextlib import suppress
from dataclasses import dataclass

READ_BYTES = 1 << 18
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """A status and a body, unpacked."""

    status: int
    body: bytes


class Phone:
    """Sends one request at a time; sends it anew when the server hangs up before answering."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._received = bytearray()
        self._request = b""
        self.socket = self._connect()

    def send(self, request: bytes) -> None:
        self._request = request
        self._received.clear()
        with suppress(ConnectionError):  # reading will say so
            self.socket.sendall(request)

    def send_anew(self) -> None:
        """Connect again and repeat the request: nobody knows whether it was heard."""
        self.socket = self._connect()
        self.send(self._request)

    def has_answer(self) -> bool:
        """Read what has come; say whether it is a whole answer."""
        part = self.socket.recv(READ_BYTES)
        if not part:
            raise ConnectionError("the server hung up before it answered")
        self._received += part
        end = self._received.find(HEAD_END)
        return end >= 0 and len(self._received) >= end + 4 + _length(self._received[:end])

    def answer(self) -> Answer:
        head, _, body = bytes(self._received).partition(HEAD_END)
        is_packed = b"Content-Encoding: gzip" in head
        return Answer(int(head[9:12]), gzip.decompress(body) if is_packed else body)

    def close(self) -> None:
        self.socket.close()

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection


def page_request(path: str, sender: str) -> bytes:
    return _request("GET", path, sender, b"Accept-Encoding: gzip\r\n")


def form_request(path: str, sender: str, form: bytes) -> bytes:
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    return _request("POST", path, sender, kind + b"Content-Length: %d\r\n" % len(form)) + form


def _request(method: str, path: str, sender: str, headers: bytes) -> bytes:
    """Return the head of a request as it comes through a proxy that names the sender."""
    first = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {sender}\r\n"
    return first.encode() + headers + b"\r\n"


def _length(head: bytearray) -> int:
    at = head.find(b"Content-Length: ")
    if at < 0:
        raise ValueError(f"an answer without a length: {bytes(head)!r}")
    return int(head[at + 16 :].partition(b"\r\n")[0])

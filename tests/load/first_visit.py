"""What the first visit of a page costs a phone: requests, bytes on the wire, time."""

import gzip
import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser

FETCHED_BY = {"link": "href", "script": "src", "img": "src"}
NOT_FETCHED = {"alternate", "canonical"}


@dataclass(frozen=True)
class Fetched:
    """One answer: what travelled, headers included, and how long it took."""

    path: str
    head_bytes: int
    body_bytes: int
    seconds: float
    text: str

    @property
    def wire_bytes(self) -> int:
        return self.head_bytes + self.body_bytes


def fetch(port: int, path: str) -> Fetched:
    """Ask for something the way browsers do, compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - began
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    plain = gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
    head_bytes = len(answer.headers.as_bytes()) + len("HTTP/1.1 200 OK\r\n")
    return Fetched(path, head_bytes, len(body), seconds, plain.decode(errors="replace"))


def visit(port: int, path: str) -> list[Fetched]:
    """Fetch a page and everything a browser fetches because of it."""
    page = fetch(port, path)
    return [page, *(fetch(port, wanted) for wanted in wanted_by(page.text))]


def wanted_by(html: str) -> list[str]:
    """Return the addresses that a browser asks for by itself, each once."""
    reader = _Reader()
    reader.feed(html)
    return list(dict.fromkeys(reader.wanted))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(FETCHED_BY.get(tag, ""))
        if address and not address.startswith("data:") and given.get("rel") not in NOT_FETCHED:
            self.wanted.append(address)

"""People who go on rating and writing while the box dies, and remember what it promised them."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.load.forms import form_of
from tests.proofreading import hidden_fields
from tests.web.citizen.builders import ANONYMOUS, photo

PATIENCE_SECONDS = 10
GIVE_UP_SECONDS = 60
# What an honest portal says on a bad day: nothing can be saved now, there is no room for the photo.
NOT_NOW = {503, 507}
HONEST = {200, 303} | NOT_NOW
FORM = "application/x-www-form-urlencoded"


class NotAnsweredError(Exception):
    """The box did not answer, or said that it cannot: whether it stored anything is unknown."""


@dataclass
class Memory:
    """The words of every petition and rating begun, and which of them were acknowledged."""

    begun: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)


class Person:
    """Somebody with a telephone who tries again until they are thanked."""

    def __init__(self, port: int, memory: Memory, name: str) -> None:
        self._port = port
        self._memory = memory
        self._name = name
        self._chance = random.Random(name)  # noqa: S311  # answers, not secrets

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM) -> tuple[int, str]:
        """Return status and text (of a redirection: where to); raise `NotAnsweredError`."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        sender = f"10.{self._chance.randrange(256)}.{self._chance.randrange(256)}.7"
        headers = {"X-Forwarded-For": sender, "Content-Type": kind}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise NotAnsweredError from error
        finally:
            connection.close()
        self._memory.statuses[answer.status] += 1
        if answer.status in NOT_NOW:
            raise NotAnsweredError
        return answer.status, answer.getheader("Location") or text

    def persist(self, step: Callable[[], str], stop: threading.Event | None = None) -> str | None:
        """Try a step until it is answered; None when told to stop first."""
        give_up_at = time.monotonic() + GIVE_UP_SECONDS
        while stop is None or not stop.is_set():
            try:
                return step()
            except NotAnsweredError:
                assert time.monotonic() < give_up_at, "the box never came back"
                time.sleep(0.02)
        return None

    def rate(self, code: str, number: int, stop: threading.Event) -> None:
        """Rate once, with words that nobody else says."""
        page = self.persist(lambda: self.ask("GET", f"/q/{code}")[1], stop)
        if page is None:
            return
        words = f"{self._name}, lần {number}: chờ hơi lâu."
        form = form_of(page)
        fields = {name: self._chance.choice(values) for name, values in form.choices.items()}
        fields |= form.hidden | {"comment": words}
        self._hand_in(words, lambda: self._sent(f"/q/{code}", urlencode(fields).encode()))

    def petition(self, slug: str, number: int, stop: threading.Event) -> None:
        """Write a petition with a photo, look it over and send it."""
        path = f"/c/{slug}/y-kien"
        page = self.persist(lambda: self.ask("GET", path)[1], stop)
        if page is None:
            return
        story = f"{self._name}, lần {number}: đèn đường đầu thôn hỏng đã hai tuần."
        fields = {**hidden_fields(page), **ANONYMOUS, "story": story}
        boundary, body = encode_multipart(
            {**fields, "files": FileStorage(BytesIO(photo()), "anh.jpg")}
        )
        kind = f"multipart/form-data; boundary={boundary}"
        looked_over = self.persist(lambda: self.ask("POST", path, body, kind)[1], stop)
        if looked_over is None:
            return
        final = urlencode({**hidden_fields(looked_over), "step": "send"}).encode()
        self._hand_in(story, lambda: self._sent(path, final))

    def _hand_in(self, words: str, send: Callable[[], str]) -> None:
        """Send until thanked: nobody walks away from a form that was not taken."""
        self._memory.begun.add(words)
        self.persist(send)
        self._memory.acknowledged.add(words)

    def _sent(self, path: str, body: bytes) -> str:
        status, where = self.ask("POST", path, body)
        assert status == 303, f"{status}: {re.sub(r'<[^>]+>', ' ', where)[-600:]}"
        return where


class Crowd:
    """Some people, each on a thread, who go on until told to stop."""

    def __init__(self, port: int, code: str, slug: str, *, raters: int, writers: int) -> None:
        self.memory = Memory()
        self._stop = threading.Event()
        self.failures: list[BaseException] = []
        acts: Mapping[str, tuple[int, Callable[[Person, int], None]]] = {
            "Người chấm": (raters, lambda one, n: one.rate(code, n, self._stop)),
            "Người viết": (writers, lambda one, n: one.petition(slug, n, self._stop)),
        }
        self._threads = [
            threading.Thread(
                target=self._go_on, args=(Person(port, self.memory, f"{who} {i}"), act)
            )
            for who, (count, act) in acts.items()
            for i in range(count)
        ]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        """Let everybody finish what they began."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, person: Person, act: Callable[[Person, int], None]) -> None:
        number = 0
        try:
            while not self._stop.is_set():
                number += 1
                act(person, number)
        except AssertionError as failure:
            self.failures.append(failure)

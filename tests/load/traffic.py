"""Many phones on one thread: each rating asks for the page, takes its token and sends the form."""

import heapq
import random
import selectors
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.load.forms import token_of
from tests.load.phones import Answer, Phone, form_request, page_request

MOST_PHONES = 256
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Target:
    """Where ratings go: a port, pages, full forms, and the status that acknowledges one.

    With `sends_twice` every form is sent again after it was acknowledged, like an impatient click.
    """

    port: int
    paths: Sequence[str]
    forms: Sequence[bytes]
    acknowledged_by: int
    has_token: bool = True
    sends_twice: bool = False


@dataclass
class Traffic:
    """What happened: completions in the time, all acknowledged, seconds each request took."""

    seconds: float
    in_time: int = 0
    acknowledged: int = 0
    resent: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    page_seconds: list[float] = field(default_factory=list)
    send_seconds: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.in_time / self.seconds


def saturate(target: Target, phones: int, seconds: float) -> Traffic:
    """Let every phone rate again as soon as it has finished, for some seconds."""
    crowd = _Crowd(target, seconds, again=True)
    crowd.due = [time.perf_counter()] * phones
    return crowd.run()


def pace(target: Target, per_second: float, seconds: float) -> Traffic:
    """Let ratings begin at moments that do not depend on the answers (a Poisson process).

    Waiting counts from the moment a rating was due, so a server that stalls cannot hide it.
    """
    crowd = _Crowd(target, seconds, again=False)
    chance = random.Random(20)  # noqa: S311  # arrivals, not secrets
    due = time.perf_counter()
    while (due := due + chance.expovariate(per_second)) < crowd.ends_at:
        crowd.due.append(due)
    return crowd.run()


class _Crowd:
    """All phones of one measurement."""

    def __init__(self, target: Target, seconds: float, *, again: bool) -> None:
        self.due: list[float] = []
        self.ends_at = time.perf_counter() + seconds
        self._traffic = Traffic(seconds)
        self._target = target
        self._again = again
        self._chance = random.Random(11)  # noqa: S311  # which counter, not secrets
        self._selector = selectors.DefaultSelector()
        self._idle: list[Phone] = []
        self._busy: dict[Phone, Iterator[bytes]] = {}

    def run(self) -> Traffic:
        """Work until nothing is due and nothing is under way."""
        heapq.heapify(self.due)
        while self.due or self._busy:
            now = time.perf_counter()
            while self.due and self.due[0] <= now and len(self._busy) < MOST_PHONES:
                self._begin(heapq.heappop(self.due))
            pause = max(0.0, self.due[0] - now) if self.due else 1.0
            for key, _ in self._selector.select(pause):
                self._read(key.data)
            if now > self.ends_at + PATIENCE_SECONDS:
                raise TimeoutError(f"{len(self._busy)} requests were never answered")
        for phone in self._idle:
            phone.close()
        return self._traffic

    def _begin(self, due: float) -> None:
        phone = self._idle.pop() if self._idle else self._new_phone()
        rating = self._rating(phone, due)
        self._busy[phone] = rating
        phone.send(next(rating))

    def _new_phone(self) -> Phone:
        phone = Phone(self._target.port)
        self._selector.register(phone.socket, selectors.EVENT_READ, phone)
        return phone

    def _read(self, phone: Phone) -> None:
        try:
            if phone.has_answer():
                self._go_on(phone)
        except ConnectionError:
            self._selector.unregister(phone.socket)
            phone.close()
            if phone not in self._busy:
                self._idle.remove(phone)
                return
            self._traffic.resent += 1
            phone.send_anew()
            self._selector.register(phone.socket, selectors.EVENT_READ, phone)

    def _go_on(self, phone: Phone) -> None:
        request = next(self._busy[phone], None)
        if request is not None:
            phone.send(request)
            return
        del self._busy[phone]
        self._idle.append(phone)
        now = time.perf_counter()
        if self._again and now < self.ends_at:
            self._begin(now)

    def _rating(self, phone: Phone, due: float) -> Iterator[bytes]:
        """Yield the requests of one rating, each when the one before is answered."""
        path = self._chance.choice(self._target.paths)
        sender = f"10.{self._chance.randrange(1 << 16) >> 8}.{self._chance.randrange(256)}.7"
        yield page_request(path, sender)
        shown = time.perf_counter()
        self._traffic.page_seconds.append(shown - due)
        form = self._chance.choice(self._target.forms)
        if self._target.has_token:
            form += b"&submission=" + token_of(phone.answer().body)
        request = form_request(path, sender, form)
        yield request
        self._finish(phone.answer(), time.perf_counter() - shown)
        if self._target.sends_twice:
            yield request
            self._is_thanked(phone.answer())

    def _finish(self, answer: Answer, seconds: float) -> None:
        self._traffic.send_seconds.append(seconds)
        if self._is_thanked(answer):
            self._traffic.acknowledged += 1
            self._traffic.in_time += time.perf_counter() <= self.ends_at

    def _is_thanked(self, answer: Answer) -> bool:
        if answer.status == self._target.acknowledged_by:
            return True
        self._traffic.refused[answer.status] += 1
        return False

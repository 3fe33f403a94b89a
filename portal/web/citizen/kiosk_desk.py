"""What happens to ratings a tablet hands in, by network or as a file: opened and stored once."""

from collections.abc import Iterable
from datetime import date

from portal.clock import local_day
from portal.fieldwork.kiosks import store
from portal.fieldwork.kiosks.boxes import Box, open_box
from portal.fieldwork.kiosks.errors import RefusedError
from portal.fieldwork.kiosks.receiving import Answer, Arrival, Receipt, hand_in, ready
from portal.fieldwork.kiosks.rules import Calendars, shipped
from portal.fieldwork.kiosks.store import KioskAt
from portal.reports.closed_days import closed_days
from portal.web.session import config, database, parts, request_now
from surveys.signals import Signal

DAY_SECONDS = 24 * 3600


class KioskDesk:
    """The ratings of this request from one tablet, whose calendar says what day it is for it."""

    def __init__(self, kiosk: KioskAt, theirs: date | None) -> None:
        self._kiosk = kiosk
        self._now = request_now()
        self._days = Calendars(theirs, local_day(self._now))

    def take(self, boxes: Iterable[Box]) -> dict[bytes, Receipt]:
        """Return what became of each rating; those before one that fails stay stored."""
        receipts = {box.id: self._taken(box) for box in boxes}
        self._mark_seen(sum(receipt.is_moved for receipt in receipts.values()))
        return receipts

    def _taken(self, box: Box) -> Receipt:
        try:
            given = open_box(config().keys, self._kiosk.id, box)
            day = self._days.day_of(given.noted_on)
            return self._stored(Arrival(self._kiosk, given, day, self._days.ours, self._flag(day)))
        except RefusedError as error:
            return Receipt(Answer.REFUSED, error.refusal)

    def _stored(self, arrival: Arrival) -> Receipt:
        with database().reading() as session:
            rating = ready(session, config().keys, arrival, now=self._now)
        with database().writing() as session:
            closed = closed_days(session, self._kiosk.authority_id, rating.given_on)
            receipt = hand_in(session, rating, closed)
        if receipt.answer is Answer.ALREADY:
            who = self._of_day(arrival.given_on)
            parts().throttle.give_back("kiosk-day", who, self._now, DAY_SECONDS)
        return receipt

    def _flag(self, day: date) -> str:
        """Flag what a tablet sends of one day beyond what a day can bring; nothing is dropped."""
        so_far = parts().throttle.hit("kiosk-day", self._of_day(day), self._now, DAY_SECONDS)
        return Signal.BURST.value if so_far > shipped().most_a_day else ""

    def _of_day(self, day: date) -> str:
        return f"{self._kiosk.id} {day}"

    def _mark_seen(self, moved: int) -> None:
        today = self._days.ours
        if moved or self._kiosk.seen_on != today:
            with database().jotting() as connection:
                store.mark_seen(connection, self._kiosk.id, today, moved)

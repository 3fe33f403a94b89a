"""The last day each poster was come by: kept in memory, written down now and then."""

import threading
from datetime import date, datetime, timedelta

from portal.db import Database
from portal.errors import DatabaseUnavailableError
from portal.fieldwork.posters import store

EVERY = timedelta(minutes=10)


class Visits:
    """Remembers which posters were come by today, and nothing of who came or how often.

    A poster is written down at most once a day by each process, some posters at a time. What a
    stopped process still held is lost, and costs an alarm one day at most.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = threading.Lock()
        self._known: dict[int, date] = {}
        self._waiting: dict[int, date] = {}
        self._written_at: datetime | None = None

    def note(self, poster_id: int, day: date) -> None:
        """Remember that somebody came by a poster."""
        with self._turn:
            if self._known.get(poster_id) != day:
                self._known[poster_id] = self._waiting[poster_id] = day

    def write_down(self, now: datetime) -> int:
        """Write what waits, if it is time; called once the answer has been sent."""
        with self._turn:
            if not self._waiting or (self._written_at and now - self._written_at < EVERY):
                return 0
            waiting, self._waiting, self._written_at = self._waiting, {}, now
        try:
            with self._database.jotting() as connection:
                store.mark_seen(connection, waiting)
        except DatabaseUnavailableError:
            return 0  # nobody is waiting for it: tomorrow's visitor is as good
        return len(waiting)

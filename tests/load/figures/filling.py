"""Very many ratings in little time, with counts that this module makes by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from portal.db import Database
from portal.ratings.batches import ALL_RESPONSES
from surveys.loading import load_builtin

QUESTIONS = tuple(one.code for one in load_builtin("school").rated)[-20:]
CHANNELS = ("qr", "paper")
SHARES = (0.05, 0.03, 0.07, 0.15, 0.30, 0.40)
CHUNK = 20_000
COLUMNS = {
    "response": "id, authority_id, survey_id, service_point_id, given_on, channel, flag, levels, "
    "answers",
    "tally": "survey_id, service_point_id, given_on, channel, flag, question, level, "
    "authority_id, n",
    "half_tally": "survey_id, service_point_id, half_month_on, channel, flag, question, "
    "authority_id, n0, n1, n2, n3, n4, n5",
}
Cells = NDArray[Any]


@dataclass(frozen=True)
class House:
    """Where ratings go: ids, and the first and the last day on which they are given."""

    authority_id: int
    survey_id: int
    points: tuple[int, ...]
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Filled:
    """What was put in: of each rating its place (point × day × channel) and its levels."""

    house: House
    places: Cells
    levels: Cells

    @property
    def places_of_halves(self) -> Cells:
        """Return the places with the first day of its half month for each day."""
        days = (self.house.last_on - self.house.first_on).days + 1
        all_days = [self.house.first_on + timedelta(n) for n in range(days)]
        first = np.array(
            [n - (day.day - (15 if day.day > 14 else 1)) for n, day in enumerate(all_days)]
        )
        rest, channel = np.divmod(self.places, len(CHANNELS))
        point, day = np.divmod(rest, days)
        halves: Cells = (point * days + first[day]) * len(CHANNELS) + channel
        return halves

    def place(self, number: int) -> tuple[int, date, str]:
        """Return point, day and channel of a place."""
        days = (self.house.last_on - self.house.first_on).days + 1
        rest, channel = divmod(int(number), len(CHANNELS))
        point, day = divmod(rest, days)
        return self.house.points[point], self.house.first_on + timedelta(day), CHANNELS[channel]


def fill(database: Database, house: House, size: int) -> Filled:
    """Put ratings and their counts into an empty commune, past the sealed envelopes."""
    chance = np.random.default_rng(7)
    days = (house.last_on - house.first_on).days + 1
    spots = chance.integers(0, len(house.points) * days, size)
    places = spots * len(CHANNELS) + (chance.random(size) < 0.1)
    edges = np.cumsum(SHARES)[:-1].astype(np.float32)
    drawn = chance.random((size, len(QUESTIONS)), dtype=np.float32)
    filled = Filled(house, places, np.searchsorted(edges, drawn).astype(np.int8))
    ids = sorted(chance.bytes(16) for _ in range(size))
    _insert(database, "response", _responses(filled, ids))
    _insert(database, "tally", _counts(filled, filled.places))
    _insert(database, "half_tally", _half_counts(filled))
    if not database.is_sqlite:
        with database.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    return filled


def _responses(filled: Filled, ids: list[bytes]) -> Iterator[tuple[Any, ...]]:
    house, names = filled.house, sorted(QUESTIONS)
    order = [QUESTIONS.index(name) for name in names]
    pattern = "{" + ", ".join(f'"{name}": %d' for name in names) + "}"
    known: dict[int, tuple[int, str, str]] = {}
    for start in range(0, len(ids), CHUNK):
        part = slice(start, start + CHUNK)
        rows = filled.levels[part, order].tolist()
        for id_, place, levels in zip(ids[part], filled.places[part].tolist(), rows, strict=True):
            if place not in known:
                point, day, channel = filled.place(place)
                known[place] = point, day.isoformat(), channel
            point, day_text, channel = known[place]
            where = (house.authority_id, house.survey_id, point, day_text, channel, "")
            yield (id_, *where, pattern % tuple(levels), "{}")


def _counts(filled: Filled, places: Cells) -> Iterator[tuple[Any, ...]]:
    """Count by arithmetic: a number for each place and level, and how often it comes."""
    many = int(places.max()) + 1
    for place, n in _positive(np.bincount(places, minlength=many)):
        yield _cell(filled, place, ALL_RESPONSES, 0, n)
    for number, question in enumerate(QUESTIONS):
        cells = places * 6 + filled.levels[:, number]
        for cell, n in _positive(np.bincount(cells, minlength=many * 6)):
            yield _cell(filled, cell // 6, question, cell % 6, n)


def _half_counts(filled: Filled) -> Iterator[tuple[Any, ...]]:
    """Put the counts of a place and question by half months side by side, a column a level."""
    rows: dict[tuple[Any, ...], list[int]] = {}
    for *where, question, level, authority, n in _counts(filled, filled.places_of_halves):
        rows.setdefault((*where, question, authority), [0] * 6)[level] += n
    return ((*key, *counts) for key, counts in rows.items())


def _positive(counts: Cells) -> Iterator[tuple[int, int]]:
    there = np.flatnonzero(counts)
    return zip(there.tolist(), counts[there].tolist(), strict=True)


def _cell(filled: Filled, place: int, question: str, level: int, n: int) -> tuple[Any, ...]:
    point, day, channel = filled.place(place)
    where = (filled.house.survey_id, point, day.isoformat(), channel, "")
    return (*where, question, level, filled.house.authority_id, n)


def _insert(database: Database, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    if database.is_sqlite:
        marks = ", ".join("?" * len(COLUMNS[table].split(",")))
        statement = f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({marks})"  # noqa: S608  # constants
        with database.writing() as session:
            driver = session.connection().connection.driver_connection
            assert driver is not None
            driver.executemany(statement, rows)
        return
    with database.writing() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        with driver.cursor().copy(f"COPY {table} ({COLUMNS[table]}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

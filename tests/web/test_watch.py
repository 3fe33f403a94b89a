"""The rhythm of ratings is followed across processes, by nobody's name, and soon forgotten."""

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.web.watch import Rated, Watch
from surveys.signals import longest_run
from tests.portal.ratings.builders import Commune, make_commune, rate


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


def sent(
    commune: Commune, number: int, *, marks: bytes = b"", network: str = "198.51.100.7"
) -> Rated:
    return Rated(
        commune.authority.id,
        commune.points[0].id,
        network,
        marks or str(number).encode(),
        number.to_bytes(16),
    )


def flags(watches: list[Watch], commune: Commune, now: datetime, pauses: list[int]) -> list[str]:
    """Send one rating after each pause (seconds), by one process after the other."""
    found, moment = [], now
    for number, pause in enumerate(pauses):
        moment += timedelta(seconds=pause)
        watch = watches[number % len(watches)]
        found.append(watch.flag(sent(commune, number), moment))
    return found


def test_two_processes_see_one_beat(
    tmp_path: Path, keys: Keys, database: Database, commune: Commune, now: datetime
) -> None:
    watches = [Watch(tmp_path / "throttle.sqlite", keys, database) for _ in range(2)]
    assert flags(watches, commune, now, [60] * 8) == [*[""] * 6, "cadence", "cadence"]


def test_people_of_a_hall_are_not_flagged(
    tmp_path: Path, keys: Keys, database: Database, commune: Commune, now: datetime
) -> None:
    watch = Watch(tmp_path / "throttle.sqlite", keys, database)
    assert set(flags([watch], commune, now, [90, 41, 230, 75, 12, 160, 300, 55, 120])) == {""}


def test_a_form_sent_again_counts_once(
    tmp_path: Path, keys: Keys, database: Database, commune: Commune, now: datetime
) -> None:
    watch = Watch(tmp_path / "throttle.sqlite", keys, database)
    again = sent(commune, 1)
    assert {watch.flag(again, now + timedelta(seconds=n)) for n in range(20)} == {""}


def test_equal_answers_are_judged_by_what_is_usual_at_the_place(
    tmp_path: Path, keys: Keys, database: Database, commune: Commune, now: datetime
) -> None:
    days = [now - timedelta(days=back) for back in (3, 4, 5)]
    for day in days:
        rate(database, keys, commune, day, contents=Contents({"overall": 5}), times=18)
        rate(database, keys, commune, day, contents=Contents({"overall": 2}), times=2)
    fold(database, keys)
    watch = Watch(tmp_path / "throttle.sqlite", keys, database)
    moments = [now + timedelta(seconds=150 * n + n % 7 * 40) for n in range(longest_run(0.9))]
    found = [
        watch.flag(sent(commune, n, marks=b"all of the same"), moment)
        for n, moment in enumerate(moments)
    ]
    assert found.index("same_answers") == longest_run(0.9) - 1


def test_the_file_names_nobody_and_forgets_within_a_day(
    tmp_path: Path, keys: Keys, database: Database, commune: Commune, now: datetime
) -> None:
    watch = Watch(tmp_path / "throttle.sqlite", keys, database)
    for n in range(3):
        watch.flag(sent(commune, n, marks=b"bad manners"), now + timedelta(seconds=n))
    everything = b"".join(file.read_bytes() for file in tmp_path.glob("throttle*"))
    moment = str(int(now.timestamp())).encode()
    assert not any(word in everything for word in (b"198.51", b"manners", b'"said"', moment))
    # One line for the place and one for the network there: no history, only the last state.
    assert watch.forget(now + timedelta(minutes=50)) == 0
    assert watch.forget(now + timedelta(hours=24)) == 2


def test_what_is_left_of_yesterday_or_of_a_broken_line_is_a_new_beginning(
    tmp_path: Path, keys: Keys, database: Database, commune: Commune, now: datetime
) -> None:
    path = tmp_path / "throttle.sqlite"
    watch = Watch(path, keys, database)
    assert flags([watch], commune, now, [60] * 6) == [""] * 6
    other = Watch(path, Keys(b"another secret that nobody knows, 32+"), database)
    assert flags([other], commune, now + timedelta(minutes=6), [60] * 3) == [""] * 3
    assert flags([watch], commune, now + timedelta(hours=3), [60] * 6) == [""] * 6


def test_a_file_that_cannot_be_written_is_told_once_and_flags_nobody(
    tmp_path: Path,
    keys: Keys,
    database: Database,
    commune: Commune,
    now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    os.mkdir(tmp_path / "throttle.sqlite")
    watch = Watch(tmp_path / "throttle.sqlite", keys, database)
    with caplog.at_level(logging.WARNING, "portal"):
        assert flags([watch], commune, now, [0] * 9) == [""] * 9
    assert [record.getMessage() for record in caplog.records] == ["ratings are not watched"]

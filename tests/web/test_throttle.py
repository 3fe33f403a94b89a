"""Recent requests are counted without knowing whose, and forgotten."""

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portal.config import Config
from portal.keys import Keys
from portal.web.throttle import LONGEST_WINDOW, Throttle
from tests.proofreading import ProofreadingClient


def test_each_person_and_kind_is_counted_apart_in_a_window(
    tmp_path: Path, keys: Keys, now: datetime
) -> None:
    throttle = Throttle(tmp_path / "throttle.sqlite", keys)
    assert [throttle.hit("rate", "1.2.3.4", now, 60) for _ in range(3)] == [1, 2, 3]
    assert throttle.hit("rate", "1.2.3.5", now, 60) == 1
    assert throttle.hit("sign-in", "1.2.3.4", now, 60) == 1
    assert throttle.hit("rate", "1.2.3.4", now + timedelta(seconds=60), 60) == 1


def test_the_file_holds_no_address_and_forgets(tmp_path: Path, keys: Keys, now: datetime) -> None:
    path = tmp_path / "throttle.sqlite"
    throttle = Throttle(path, keys)
    throttle.hit("rate", "203.0.113.77", now, 60)
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"203.0.113.77" not in everything
    assert throttle.forget(now + timedelta(seconds=30)) == 0
    assert throttle.forget(now + timedelta(hours=24)) == 1


def test_nothing_is_counted_for_longer_than_a_day(
    tmp_path: Path, keys: Keys, now: datetime
) -> None:
    throttle = Throttle(tmp_path / "throttle.sqlite", keys)
    day = int(LONGEST_WINDOW.total_seconds())
    assert throttle.hit("rate", "1.2.3.4", now, day) == 1
    with pytest.raises(ValueError, match="within a day"):
        throttle.hit("rate", "1.2.3.4", now, day + 1)


def test_a_file_that_cannot_be_written_is_told_once_and_keeps_nobody_out(
    tmp_path: Path, keys: Keys, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "throttle.sqlite"
    os.mkdir(blocked)
    throttle = Throttle(blocked, keys)
    with caplog.at_level(logging.WARNING, "portal"):
        assert [throttle.hit("rate", "1.2.3.4", now, 60) for _ in range(3)] == [0, 0, 0]
    assert [record.getMessage() for record in caplog.records] == ["throttle cannot count"]


@pytest.mark.parametrize(
    ("address", "typed"),
    [("/dang-nhap", {"username": "lan", "password": "x"}), ("/tra-cuu", {"code": "x"})],
)
def test_what_could_be_guessed_is_shut_while_nothing_can_be_counted(
    client: ProofreadingClient, config: Config, address: str, typed: dict[str, str]
) -> None:
    os.mkdir(config.data_dir / "throttle.sqlite")
    assert client.post_form(address, typed).status_code == 503

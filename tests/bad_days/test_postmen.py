"""Two workers send, and are killed again and again: no letter is lost, none is sent by both."""

import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from portal.db import Database
from portal.notices.choices.staff import Choice, choose
from portal.notices.delivering import deliver
from portal.notices.kinds import Kind, Progress, Way
from portal.notices.models import Notice
from portal.notices.queueing import Told, tell
from portal.offices.kinds import Role
from tests.bad_days.postman import FRIDAY, KEYS, QUICK, post
from tests.builders import make_authority, make_staff
from tests.portal.notices.sink import sinks

LETTERS, DEATHS = 80, 3


def fill(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        staff = make_staff(session, authority, "mai", Role.CASE_OFFICER)
        choice = Choice("mai@xa.example", "vi", frozenset())
        choose(session, KEYS, (authority.id, staff.id), choice, now=FRIDAY)
        for number in range(LETTERS - 1):  # the greeting is one, too
            told = Told(authority.id, Kind.WELCOME, f"x/{number}", staff_id=staff.id)
            tell(session, told, Way.EMAIL, "vi", now=FRIDAY)


def hire(database: Database, port: int, began: float) -> subprocess.Popen[bytes]:
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.bad_days.postman", url, str(port), str(began)]
    return subprocess.Popen(command, cwd=Path(__file__).parent.parent.parent)


@pytest.mark.slow
def test_no_letter_is_lost_and_only_a_death_sends_one_twice(database: Database) -> None:
    fill(database)
    chance, began = random.Random(7), time.time()  # noqa: S311  # moments, not secrets
    with sinks() as (sink, server):
        sink.pause = 0.03
        workers = [hire(database, server.port, began) for _ in range(2)]
        while not sink.taken:
            time.sleep(0.05)
        for death in range(DEATHS):
            time.sleep(chance.uniform(0.2, 0.6))
            workers[death % 2].kill()
            workers[death % 2].wait()
            workers[death % 2] = hire(database, server.port, began)
        for worker in workers:
            worker.kill()
            worker.wait()
        sink.pause = 0.0
        later = FRIDAY + timedelta(seconds=time.time() - began) + QUICK.lease
        deliver(post(database, server.port), now=later, trying=QUICK)
        deliver(post(database, server.port), now=later, trying=QUICK)
    with database.reading() as session:
        notices = session.query(Notice).all()
    assert {notice.progress for notice in notices} == {Progress.SENT}
    assert set(sink.taken) == {f"<{notice.token}@gopy.example>" for notice in notices}
    assert len(sink.taken) == LETTERS
    doubles = sum(sink.taken.values()) - LETTERS
    assert doubles <= DEATHS + 2

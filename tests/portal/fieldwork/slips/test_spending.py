"""A slip is taken once: by one form, however often it is sent, and by no other."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from portal.clock import local_day
from portal.codes import CodeMistypedError, grouped
from portal.db import Database
from portal.errors import NotFoundError
from portal.fieldwork.drafting import Desk
from portal.fieldwork.slips.errors import SlipRefusedError
from portal.fieldwork.slips.issuing import revoke
from portal.fieldwork.slips.models import Slip, SlipClaim
from portal.fieldwork.slips.settling import forget_claims, settle
from portal.fieldwork.slips.spending import REMEMBERED_FOR, slip_at
from portal.fieldwork.slips.states import SlipState
from portal.fieldwork.surveys import close_surveys
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.intake import submit
from portal.ratings.models import Envelope
from tests.portal.fieldwork.slips.builders import Handed, make_slips, use
from tests.portal.ratings.builders import make_rating

THREADS = 8


@pytest.fixture
def handed(database: Database, keys: Keys, now: datetime) -> Handed:
    return make_slips(database, keys, now)


def state(database: Database, keys: Keys, code: str, now: datetime) -> SlipState:
    with database.glancing() as connection:
        return slip_at(connection, keys, code, now=now).state


def refusal(
    database: Database, keys: Keys, code: str, now: datetime, number: bytes = b""
) -> SlipState:
    with pytest.raises(SlipRefusedError) as caught:
        use(database, keys, code, number or os.urandom(16), now)
    return caught.value.state


def round_of_the_worker(database: Database, now: datetime) -> int:
    with database.writing() as session:
        forget_claims(session, now=now)
    return settle(database)


def test_a_slip_opens_its_own_place_and_survey(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    typed = grouped(handed.codes[3].lower(), 5)
    with database.glancing() as connection:
        slip = slip_at(connection, keys, typed, now=now)
    assert slip.state is SlipState.OPEN
    assert slip.place.service_point_id == handed.commune.points[0].id
    assert slip.place.survey_id == handed.commune.survey_id
    assert slip.valid_through == local_day(now) + timedelta(days=8)


def test_a_code_that_cannot_be_and_one_that_is_not_are_told_apart(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    stranger = Keys(b"another installation prints its own slips")
    with database.glancing() as connection:
        with pytest.raises(CodeMistypedError):
            slip_at(connection, keys, handed.codes[0][:-1] + "?", now=now)
        with pytest.raises(NotFoundError):
            slip_at(connection, stranger, handed.codes[0], now=now)


def test_one_form_may_be_sent_again_and_another_is_refused(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    code, number = handed.codes[0], os.urandom(16)
    for _ in range(2):
        use(database, keys, code, number, now)
    assert refusal(database, keys, code, now) is SlipState.SPENT
    assert state(database, keys, handed.codes[1], now) is SlipState.OPEN


def test_it_stays_so_through_marking_and_forgetting(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    code, number = handed.codes[0], os.urandom(16)
    use(database, keys, code, number, now)
    assert round_of_the_worker(database, now) == 1
    assert round_of_the_worker(database, now) == 0
    use(database, keys, code, number, now)
    assert refusal(database, keys, code, now) is SlipState.SPENT
    later = now + REMEMBERED_FOR
    round_of_the_worker(database, later)
    assert claims(database) == 0
    assert refusal(database, keys, code, later, number) is SlipState.SPENT


def claims(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(SlipClaim)) or 0


def test_a_claim_whose_slip_is_not_marked_yet_is_not_forgotten(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    """The worker stood still for a week."""
    use(database, keys, handed.codes[0], os.urandom(16), now)
    late = now + timedelta(days=7)
    round_of_the_worker(database, late)
    assert claims(database) == 1
    assert refusal(database, keys, handed.codes[0], late) is SlipState.SPENT
    round_of_the_worker(database, late)
    assert claims(database) == 0
    assert refusal(database, keys, handed.codes[0], late) is SlipState.SPENT


def test_after_its_last_day_a_slip_is_over_but_a_form_sent_twice_is_not(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    last, number = now + timedelta(days=8), os.urandom(16)
    use(database, keys, handed.codes[0], number, last)
    after = last + timedelta(days=1)
    use(database, keys, handed.codes[0], number, after)
    assert state(database, keys, handed.codes[1], after) is SlipState.EXPIRED
    assert refusal(database, keys, handed.codes[1], after) is SlipState.EXPIRED


def test_a_revoked_stack_opens_nothing(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    desk = Desk(Actor(handed.commune.authority.id))
    with database.writing() as session:
        revoke(session, desk, handed.stack.id, now=now)
        revoke(session, desk, handed.stack.id, now=now)
    assert refusal(database, keys, handed.codes[0], now) is SlipState.REVOKED


def test_a_slip_is_not_lost_to_a_survey_that_is_over(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    with database.writing() as session:
        close_surveys(session, handed.commune.authority.id, now=now)
    assert refusal(database, keys, handed.codes[0], now) is SlipState.OPEN
    assert claims(database) == 0


def test_of_many_forms_at_once_one_takes_the_slip(
    database: Database, keys: Keys, now: datetime, handed: Handed
) -> None:
    """Half of them are one form pressed again and again; the worker marks slips meanwhile."""
    barrier, same = Barrier(THREADS + 1), os.urandom(16)
    rating = make_rating(handed.commune, now)

    def send(number: bytes) -> bytes | None:
        barrier.wait()
        try:
            use(database, keys, handed.codes[0], number, now)
        except SlipRefusedError:
            return None
        with database.jotting() as connection:
            submit(connection, keys, number, rating, now=now)
        return number

    def work() -> None:
        barrier.wait()
        for _ in range(5):
            settle(database)

    numbers = [same if n % 2 else os.urandom(16) for n in range(THREADS)]
    with ThreadPoolExecutor(THREADS + 1) as pool:
        worker = pool.submit(work)
        taken = {number for number in pool.map(send, numbers) if number}
        worker.result()
    assert len(taken) == 1
    settle(database)
    with database.reading() as session:
        assert list(session.scalars(select(Slip.is_spent).where(Slip.is_spent))) == [True]
        assert session.scalar(select(func.count()).select_from(Slip)) == handed.stack.n
        assert session.scalar(select(func.count()).select_from(Envelope)) == 1

"""The gate: each rating once, on its day, whatever comes in between."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.clock import local_day
from portal.db import Database
from portal.fieldwork.kiosks.boxes import Box, open_box
from portal.fieldwork.kiosks.errors import Refusal, RefusedError
from portal.fieldwork.kiosks.receiving import Answer, Arrival, Receipt, hand_in, ready
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.paper.days import ClosedDays
from portal.keys import Keys
from portal.ratings.envelopes import open_all
from portal.ratings.folding import fold
from portal.ratings.models import Response, Submission
from portal.ratings.store import every_envelope
from tests.builders import make_survey
from tests.portal.fieldwork.kiosks.builders import Counter, make_counter

DAY = timedelta(days=1)


@pytest.fixture
def counter(database: Database, keys: Keys, now: datetime) -> Counter:
    return make_counter(database, keys, now)


def take(
    counter: Counter, box: Box, now: datetime, *closed: ClosedDays, day: date | None = None
) -> Receipt:
    """Take one box as the page does, but for the throttle and the periods."""
    given = open_box(counter.keys, counter.kiosk.id, box)
    given_on = day or given.noted_on or local_day(now)
    arrival = Arrival(counter.kiosk, given, given_on, local_day(now))
    with counter.database.reading() as session:
        rating = ready(session, counter.keys, arrival, now=now)
    with counter.database.writing() as session:
        return hand_in(session, rating, closed)


def refusal(counter: Counter, box: Box, now: datetime) -> Refusal:
    with pytest.raises(RefusedError) as caught:
        take(counter, box, now)
    return caught.value.refusal


def waiting(counter: Counter) -> list[date]:
    """Return the days of the sealed ratings that wait; all of them came from the tablet."""
    with counter.database.reading() as session:
        opened = open_all(counter.keys, every_envelope(session)).envelopes
    assert {one.contents.channel for one in opened} <= {"kiosk"}
    return sorted(one.envelope.given_on for one in opened)


def test_a_rating_is_stored_on_its_day_and_remembered(counter: Counter, now: datetime) -> None:
    today = local_day(now)
    assert take(counter, counter.box(today - 2 * DAY), now) == Receipt(Answer.STORED)
    assert waiting(counter) == [today - 2 * DAY]
    with counter.database.reading() as session:
        forget_on = session.scalars(select(Submission.forget_on)).one()
    assert forget_on == today + shipped().remembered_for


def test_the_same_rating_again_is_already_there(counter: Counter, now: datetime) -> None:
    """Closed anew for another try, or corrected by another clock: still the same rating."""
    number, today = os.urandom(16), local_day(now)
    assert take(counter, counter.box(today, id=number), now).answer is Answer.STORED
    again = take(counter, counter.box(today, id=number), now + 300 * DAY, day=today + 4 * DAY)
    assert again.answer is Answer.ALREADY
    assert waiting(counter) == [today]


def test_other_answers_under_a_spent_number_are_refused(counter: Counter, now: datetime) -> None:
    number, today = os.urandom(16), local_day(now)
    take(counter, counter.box(today, id=number), now)
    other = counter.box(today, {"overall": "1"}, id=number)
    assert refusal(counter, other, now) is Refusal.DIFFERS
    assert waiting(counter) == [today]


def test_many_threads_with_one_rating_store_it_once(counter: Counter, now: datetime) -> None:
    box = counter.box(local_day(now))
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _n: take(counter, box, now).answer, range(16)))
    assert sorted(receipts) == [Answer.ALREADY] * 15 + [Answer.STORED]
    assert len(waiting(counter)) == 1


@pytest.mark.parametrize(
    "said",
    [{}, {"overall": "9"}, {"overall": "5", "salary": "1"}, {"purpose": "ask"}],
    ids=["nothing", "no such level", "no such question", "nothing rated"],
)
def test_answers_that_do_not_fit_are_refused(
    counter: Counter, now: datetime, said: dict[str, str]
) -> None:
    assert refusal(counter, counter.box(local_day(now), said), now) is Refusal.UNFIT
    assert waiting(counter) == []


def test_a_survey_of_another_place_is_not_asked_here(counter: Counter, now: datetime) -> None:
    with counter.database.writing() as session:
        unit = counter.commune.units[1]
        elsewhere = make_survey(session, counter.commune.authority, unit=unit).id
    for survey in (elsewhere, 4711):
        box = counter.box(local_day(now), survey=survey)
        assert refusal(counter, box, now) is Refusal.NOT_ASKED


def test_what_a_tablet_took_before_it_heard_of_the_end_counts_on_its_day(
    database: Database, keys: Keys, now: datetime
) -> None:
    ended = make_counter(database, keys, now, closes_at=now - 5 * DAY)
    today = local_day(now)
    assert take(ended, ended.box(today - 6 * DAY), now).answer is Answer.STORED
    assert take(ended, ended.box(today - 2 * DAY), now).answer is Answer.STORED
    assert waiting(ended) == [today - 6 * DAY, today - 2 * DAY]
    late = now + shipped().longest_wait
    assert refusal(ended, ended.box(local_day(late)), late) is Refusal.NOT_ASKED


def test_a_day_of_a_closed_period_stays_as_it_was_told(counter: Counter, now: datetime) -> None:
    today = local_day(now)
    closed = ClosedDays("2026-10", "tháng 10", date(2026, 10, 15), date(2026, 11, 14))
    moved = take(counter, counter.box(date(2026, 11, 10)), now, closed)
    assert moved == Receipt(Answer.STORED, is_moved=True)
    assert take(counter, counter.box(date(2026, 11, 16)), now, closed) == Receipt(Answer.STORED)
    assert waiting(counter) == [date(2026, 11, 16), today]


def test_a_day_before_the_survey_began_is_no_day_to_believe(
    counter: Counter, now: datetime
) -> None:
    take(counter, counter.box(date(2020, 1, 1)), now)
    assert waiting(counter) == [local_day(now)]


def test_folded_ratings_are_as_many_on_each_day_as_were_given(
    counter: Counter, now: datetime
) -> None:
    quiet, busy = date(2026, 11, 16), date(2026, 11, 17)
    for day in (quiet, busy, busy, busy, busy):
        take(counter, counter.box(day), now)
    assert fold(counter.database, counter.keys) == 5
    with counter.database.reading() as session:
        days = sorted(session.scalars(select(Response.given_on)))
    assert days == [quiet, busy, busy, busy, busy]

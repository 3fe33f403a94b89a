"""A rating is stored once, sealed, or refused with nothing stored."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.errors import SubmissionDiffersError, SurveyClosedError
from portal.ratings.forgetting import forget_spent_submissions
from portal.ratings.intake import Outcome, Rating, submit
from portal.ratings.models import Envelope, Submission
from tests.portal.ratings.builders import make_commune, make_rating, rate

OTHER = Contents({"manner": 1})
THREADS = 8


def stored(database: Database) -> tuple[int, int]:
    with database.reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (Submission, Envelope)
        ]
    return counts[0] or 0, counts[1] or 0


def hand_in(
    database: Database, keys: Keys, number: bytes, rating: Rating, now: datetime
) -> Outcome:
    with database.writing() as session:
        return submit(session.connection(), keys, number, rating, now=now)


def test_a_rating_is_stored_once_however_often_it_is_sent(
    database: Database, keys: Keys, now: datetime
) -> None:
    rating, number = make_rating(make_commune(database), now), os.urandom(16)
    assert hand_in(database, keys, number, rating, now) is Outcome.STORED
    assert hand_in(database, keys, number, rating, now) is Outcome.REPEATED
    assert stored(database) == (1, 1)


def test_a_repeat_is_still_a_repeat_after_midnight_and_in_a_burst(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune, number = make_commune(database), os.urandom(16)
    hand_in(database, keys, number, make_rating(commune, now), now)
    later = now + timedelta(hours=11)
    contents = Contents({"manner": 4, "overall": 5}, flag="burst")
    again = make_rating(commune, later + timedelta(hours=6), contents=contents)
    assert hand_in(database, keys, number, again, later) is Outcome.REPEATED


def test_other_content_under_a_spent_id_is_refused(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune, number = make_commune(database), os.urandom(16)
    hand_in(database, keys, number, make_rating(commune, now), now)
    for other in (
        make_rating(commune, now, contents=OTHER),
        make_rating(commune, now, point=1),
        make_rating(
            commune, now, contents=Contents({"manner": 4, "overall": 5}, texts={"comment": "!"})
        ),
    ):
        with pytest.raises(SubmissionDiffersError):
            hand_in(database, keys, number, other, now)
    assert stored(database) == (1, 1)


def test_a_survey_that_closed_while_typing_stores_nothing(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database, closes_at=now)
    rating, number = make_rating(commune, now), os.urandom(16)
    with pytest.raises(SurveyClosedError):
        hand_in(database, keys, number, rating, now)
    assert stored(database) == (0, 0)
    just_before = now - timedelta(microseconds=1)
    assert hand_in(database, keys, number, rating, just_before) is Outcome.STORED


def test_a_repeat_is_thanked_even_after_the_survey_closed(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database, closes_at=now + timedelta(minutes=1))
    rating, number = make_rating(commune, now), os.urandom(16)
    hand_in(database, keys, number, rating, now)
    later = now + timedelta(minutes=2)
    assert hand_in(database, keys, number, rating, later) is Outcome.REPEATED


def at_once(database: Database, keys: Keys, ratings: list[Rating], now: datetime) -> list[str]:
    """Send ratings under one submission id from as many threads at the same moment."""
    barrier, number = Barrier(len(ratings)), os.urandom(16)

    def send(rating: Rating) -> str:
        barrier.wait()
        try:
            return hand_in(database, keys, number, rating, now)
        except SubmissionDiffersError:
            return "differs"

    with ThreadPoolExecutor(len(ratings)) as pool:
        return sorted(pool.map(send, ratings))


def test_one_of_many_simultaneous_clicks_is_stored_and_all_are_thanked(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for number in range(1, 4):
        outcomes = at_once(database, keys, [make_rating(commune, now)] * THREADS, now)
        assert outcomes == ["repeated"] * (THREADS - 1) + ["stored"]
        assert stored(database) == (number, number)


def test_of_different_forms_with_one_id_exactly_one_is_stored(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    forms = [
        make_rating(
            commune,
            now,
            contents=Contents({"manner": level % 5 + 1}, texts={"comment": str(level)}),
        )
        for level in range(THREADS)
    ]
    outcomes = at_once(database, keys, forms, now)
    assert outcomes == ["differs"] * (THREADS - 1) + ["stored"]
    assert stored(database) == (1, 1)


def test_equal_answers_of_two_people_leave_different_traces(
    database: Database, keys: Keys, now: datetime
) -> None:
    rate(database, keys, make_commune(database), now, times=2)
    with database.reading() as session:
        digests = list(session.scalars(select(Submission.content_digest)))
        sealed = list(session.scalars(select(Envelope.sealed)))
    assert len(set(digests)) == len(set(sealed)) == 2


def test_spent_ids_are_forgotten_after_some_days(
    database: Database, keys: Keys, now: datetime
) -> None:
    rate(database, keys, make_commune(database), now)
    for days, left in ((2, 1), (3, 0)):
        with database.writing() as session:
            forget_spent_submissions(session, now=now + timedelta(days=days))
        assert stored(database) == (left, 1)
    assert local_day(now + timedelta(days=3)) > local_day(now + timedelta(hours=12))

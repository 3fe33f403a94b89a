"""Sealed ratings move in batches nobody stands out of, once, whoever moves them."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.folding import damaged_envelopes, fold, fold_rest
from portal.ratings.models import Comment, Envelope, Response, Tally, Visit
from tests.portal.ratings.builders import make_commune, rate


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_nothing_moves_before_there_are_enough(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=4)
    assert fold(database, keys) == 0
    assert (count(database, Envelope), count(database, Response)) == (4, 0)
    rate(database, keys, commune, now)
    assert fold(database, keys) == 5
    assert (count(database, Envelope), count(database, Response)) == (0, 5)


def test_two_places_do_not_make_up_one_group(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=4, point=0)
    rate(database, keys, commune, now, times=4, point=1)
    assert fold(database, keys) == 0


def test_a_commune_may_ask_for_larger_groups(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        session.merge(commune.authority).smallest_group = 7
    rate(database, keys, commune, now, times=6)
    assert fold(database, keys) == 0
    rate(database, keys, commune, now)
    assert fold(database, keys) == 7


@pytest.mark.parametrize(
    ("first", "second"),
    [(date(2026, 11, 14), date(2026, 11, 15)), (date(2026, 10, 31), date(2026, 11, 1))],
)
def test_a_batch_never_straddles_the_days_on_which_periods_begin(
    database: Database, keys: Keys, now: datetime, first: date, second: date
) -> None:
    commune = make_commune(database)
    for day, times in ((first, 4), (second, 1)):
        moment = now.replace(year=day.year, month=day.month, day=day.day)
        rate(database, keys, commune, moment, times=times)
    assert fold(database, keys) == 0


def test_those_of_a_burst_wait_for_each_other(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=5)
    rate(database, keys, commune, now, times=2, contents=Contents({"manner": 5}, flag="burst"))
    assert fold(database, keys) == 5
    with database.reading() as session:
        assert set(session.scalars(select(Response.flag))) == {""}
    rate(database, keys, commune, now, times=3, contents=Contents({"manner": 5}, flag="burst"))
    assert fold(database, keys) == 5


def test_the_rest_moves_together_when_a_period_closes(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    today = local_day(now)
    rate(database, keys, commune, now, times=2, point=0)
    rate(database, keys, commune, now, point=2)
    rate(database, keys, commune, now + timedelta(days=1))
    moved = fold_rest(database, keys, commune.authority.id, today)
    assert moved == 3
    assert (count(database, Envelope), count(database, Response)) == (1, 3)
    assert fold_rest(database, keys, commune.authority.id, today) == 0


def test_profile_and_words_are_kept_apart_from_the_levels(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    said = Contents({"manner": 2, "fees": 0}, purpose="ask", texts={"comment": "Nên có thêm ghế."})
    rate(database, keys, commune, now, times=5, contents=said)
    fold(database, keys)
    unit, half_month = commune.units[0].id, date(2026, 11, 15)
    with database.reading() as session:
        response = session.scalars(select(Response)).all()[0]
        assert response.levels == {"fees": 0, "manner": 2}
        place = (response.service_point_id, response.given_on)
        assert place == (commune.points[0].id, local_day(now))
        visit = session.scalars(select(Visit)).all()[0]
        assert (visit.unit_id, visit.half_month_on, visit.purpose) == (unit, half_month, "ask")
        comment = session.scalars(select(Comment)).all()[0]
        assert (comment.unit_id, comment.half_month_on) == (unit, half_month)
        assert comment.text == "Nên có thêm ghế."


def test_silence_leaves_no_visit_and_no_comment(
    database: Database, keys: Keys, now: datetime
) -> None:
    rate(database, keys, make_commune(database), now, times=5)
    fold(database, keys)
    assert (count(database, Visit), count(database, Comment)) == (0, 0)


def test_later_batches_leave_earlier_words_whole(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for batch in ("đầu", "sau"):
        said = Contents({"manner": 3}, purpose="ask", texts={"comment": f"Lượt {batch}"})
        rate(database, keys, commune, now, times=5, contents=said)
        fold(database, keys)
    with database.reading() as session:
        words = sorted(session.scalars(select(Comment.text)))
    assert words == ["Lượt sau"] * 5 + ["Lượt đầu"] * 5
    assert count(database, Visit) == 10


def test_counts_grow_with_each_batch(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    for _ in range(2):
        rate(database, keys, commune, now, times=5, contents=Contents({"manner": 4, "fees": 0}))
        fold(database, keys)
    with database.reading() as session:
        cells = {(row.question, row.level): row.n for row in session.scalars(select(Tally))}
    assert cells == {("*", 0): 10, ("manner", 4): 10, ("fees", 0): 10}


def test_a_damaged_envelope_stays_behind_and_holds_up_nobody(
    database: Database, keys: Keys, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=6)
    with database.writing() as session:
        victim = session.scalars(select(Envelope.id)).first()
        session.execute(update(Envelope).where(Envelope.id == victim).values(sealed=b"\0" * 1052))
    with caplog.at_level(logging.ERROR):
        assert fold(database, keys) == 5
    assert [record.message for record in caplog.records] == ["envelopes cannot be opened"]
    assert count(database, Envelope) == damaged_envelopes(database, keys) == 1


def test_an_envelope_moved_to_another_place_counts_as_damaged(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now)
    with database.writing() as session:
        session.execute(update(Envelope).values(service_point_id=commune.points[1].id))
    assert damaged_envelopes(database, keys) == 1


def test_two_workers_move_everything_once(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    for point in range(3):
        rate(database, keys, commune, now, times=20, point=point)
    barrier = Barrier(4)

    def work(_: int) -> int:
        barrier.wait()
        return fold(database, keys)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 60
    assert (count(database, Envelope), count(database, Response)) == (0, 60)
    with database.reading() as session:
        counted = session.scalar(select(func.sum(Tally.n)).where(Tally.question == "*"))
    assert counted == 60


def test_ratings_keep_coming_in_while_others_move(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)

    def citizens(_: int) -> None:
        rate(database, keys, commune, now, times=15)

    with ThreadPoolExecutor(4) as pool:
        coming = [pool.submit(citizens, number) for number in range(3)]
        moved = sum(pool.submit(fold, database, keys).result() for _ in range(10))
        for task in coming:
            task.result()
    assert moved + fold(database, keys) + count(database, Envelope) == 45
    assert count(database, Response) + count(database, Envelope) == 45

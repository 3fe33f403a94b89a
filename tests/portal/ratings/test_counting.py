"""Counts kept while folding are the responses counted again, whatever was said."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, update

from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.counting import check_counts, recount, wrong_cells
from portal.ratings.folding import fold, fold_rest
from portal.ratings.models import Comment, Envelope, Response, Submission, Tally, Visit
from tests.portal.ratings.builders import Commune, make_commune, rate

LEVELS = some.dictionaries(
    some.sampled_from(["manner", "fees", "overall"]), some.integers(0, 5), min_size=1
)
GIVEN = some.tuples(
    LEVELS, some.integers(0, 2), some.integers(0, 20), some.sampled_from(["", "burst"])
)


def emptied(database: Database) -> None:
    with database.writing() as session:
        for table in (Envelope, Response, Visit, Comment, Tally, Submission):
            session.execute(delete(table))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(batches=some.lists(some.lists(GIVEN, max_size=12), max_size=3))
def check_any_batches(
    database: Database,
    keys: Keys,
    commune: Commune,
    now: datetime,
    batches: list[list[tuple[dict[str, int], int, int, str]]],
) -> None:
    emptied(database)
    for batch in batches:
        for levels, point, days, flag in batch:
            contents = Contents(levels, flag=flag)
            rate(
                database, keys, commune, now - timedelta(days=days), point=point, contents=contents
            )
        fold(database, keys)
    fold_rest(database, keys, commune.authority.id, now.date())
    with database.reading() as session:
        assert check_counts(session) == {}
        counted = recount(session, commune.authority.id)
    responses = sum(n for cell, n in counted.items() if cell[5] == "*")
    assert responses == sum(len(batch) for batch in batches)


def test_counts_equal_the_responses(database: Database, keys: Keys, now: datetime) -> None:
    check_any_batches(database, keys, make_commune(database), now)


def test_a_changed_count_and_a_lost_response_are_found(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=5)
    fold(database, keys)
    with database.writing() as session:
        session.execute(update(Tally).where(Tally.question == "manner").values(n=6))
        assert check_counts(session) == {commune.authority.id: 1}
        session.execute(delete(Response))
        assert wrong_cells(session, commune.authority.id) == 3

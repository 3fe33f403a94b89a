"""Counts kept while folding are the responses counted again, whatever was said."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, update

from portal.db import Database
from portal.keys import Keys
from portal.ratings import result_store
from portal.ratings.contents import Contents
from portal.ratings.counting import check_counts, recount, wrong_cells
from portal.ratings.figures import Counted, Days
from portal.ratings.folding import fold, fold_rest
from portal.ratings.models import (
    AnswerTally,
    Comment,
    Envelope,
    HalfTally,
    Profile,
    Response,
    Submission,
    Tally,
    Visit,
)
from tests.portal.ratings.builders import Commune, make_commune, rate

LEVELS = some.dictionaries(
    some.sampled_from(["manner", "fees", "overall"]), some.integers(0, 5), min_size=1
)
CODES = some.sampled_from(["a", "b", "other"])
ANSWERS = some.fixed_dictionaries(
    {
        "grades": some.dictionaries(some.just("wishes.roads"), some.integers(0, 3)),
        "choices": some.dictionaries(some.sampled_from(["wrote", "hands_in"]), CODES),
        "picks": some.dictionaries(some.just("news"), some.lists(CODES, min_size=1, unique=True)),
        "numbers": some.dictionaries(some.just("trips"), some.integers(-3, 10**12)),
        "texts": some.dictionaries(some.just("comment"), some.just("Tốt.")),
        "profile": some.dictionaries(some.just("sex"), some.just(["woman"])),
    }
)
GIVEN = some.tuples(
    LEVELS, ANSWERS, some.integers(0, 2), some.integers(0, 20), some.sampled_from(["", "burst"])
)


def emptied(database: Database) -> None:
    with database.writing() as session:
        for table in (
            Envelope,
            Response,
            Visit,
            Profile,
            Comment,
            Tally,
            HalfTally,
            AnswerTally,
            Submission,
        ):
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
    batches: list[list[tuple[dict[str, int], dict[str, Any], int, int, str]]],
) -> None:
    emptied(database)
    for batch in batches:
        for levels, answers, point, days, flag in batch:
            contents = Contents(levels, flag=flag, **answers)
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
    tokens = [token for batch in batches for _, answers, *_ in batch for token in told(answers)]
    assert Counter(cell[5:7] for cell in counted.elements() if isinstance(cell[6], str)) == Counter(
        tokens
    )


def told(answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every counted answer, and `*` for each question answered at all."""
    one_each = {**answers["grades"], **answers["choices"], **answers["numbers"]}
    found = {code: [str(value)] for code, value in one_each.items()} | answers["picks"]
    return [(code, token) for code, tokens in found.items() for token in ("*", *tokens)]


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
        assert wrong_cells(session, commune.authority.id) == 6  # three by days, three by halves


def test_a_changed_count_of_half_months_is_found_too(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=5)
    fold(database, keys)
    with database.writing() as session:
        session.execute(update(HalfTally).where(HalfTally.question == "manner").values(n=4))
        assert check_counts(session) == {commune.authority.id: 1}


def test_a_changed_count_of_choices_is_found_too(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    said = Contents({"manner": 4}, choices={"wrote": "yes"}, picks={"news": ["a", "b"]})
    rate(database, keys, commune, now, times=5, contents=said)
    fold(database, keys)
    with database.writing() as session:
        assert check_counts(session) == {}
        session.execute(update(AnswerTally).where(AnswerTally.answer == "b").values(n=4))
        assert check_counts(session) == {commune.authority.id: 1}


def test_half_months_say_what_their_days_say(
    database: Database, keys: Keys, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune = make_commune(database)
    for days in range(50):
        said = Contents({"overall": 1 + days % 5, "manner": days % 6})
        day = now - timedelta(days=days)
        rate(database, keys, commune, day, point=days % 3, contents=said, times=6)
    fold_rest(database, keys, commune.authority.id, now.date())
    october = Days(commune.authority.id, date(2026, 10, 1), date(2026, 10, 31))
    with database.reading() as session:
        by_halves = result_store.counted(session, october, "counter-short")
        monkeypatch.setattr(result_store, "HalfTally", None)
        cut = october._replace(to_on=date(2026, 10, 30))
        by_days = result_store.counted(session, cut, "counter-short")
        last = october._replace(from_on=date(2026, 10, 31))
        by_days += result_store.counted(session, last, "counter-short")
    assert sums(by_halves) == sums(by_days)
    assert len(by_halves) < len(by_days)


def sums(cells: list[Counted]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for cell in cells:
        found[cell[:-1]] += cell.n
    return found

"""Counts kept while folding are the responses counted again, whatever was said."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.config import Config
from portal.db import Database
from portal.keeping.checks import records
from portal.keys import Keys
from portal.ratings import recount_store, result_store
from portal.ratings.cells import Counted
from portal.ratings.contents import Contents
from portal.ratings.counting import answers_in, check_counts, levels_in, wrong_cells
from portal.ratings.figures import Days
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
        said, kept = counted_one_by_one(session), kept_cells(session)
        assert +said == +kept
        session.execute(update(Tally).where(Tally.question == "*").values(n=Tally.n + 1))
        assert len(check_counts(session)) == bool(kept)
        session.rollback()
    responses = sum(n for cell, n in said.items() if cell[5] == "*")
    assert responses == sum(len(batch) for batch in batches)
    tokens = [token for batch in batches for _, answers, *_ in batch for token in told(answers)]
    assert Counter(cell[5:] for cell in said.elements() if isinstance(cell[6], str)) == Counter(
        tokens
    )


def counted_one_by_one(session: Session) -> Counter[Any]:
    """Count as slowly and plainly as one can: a response, a question, an answer at a time."""
    found: Counter[Any] = Counter()
    for one in session.scalars(select(Response)):
        place = (one.survey_id, one.service_point_id, one.given_on, one.channel, one.flag)
        found[*place, "*", 0] += 1
        for question, level in one.levels.items():
            found[*place, question, level] += 1
        for question, tokens in one.answers.items():
            for token in ("*", *tokens):
                found[*place, question, token] += 1
    return found


def kept_cells(session: Session) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for table, what in ((Tally, Tally.level), (AnswerTally, AnswerTally.answer)):
        place = (table.survey_id, table.service_point_id, table.given_on, table.channel, table.flag)
        for *cell, n in session.execute(select(*place, table.question, what, table.n)):
            found[tuple(cell)] = n
    return found


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
        session.execute(update(HalfTally).where(HalfTally.question == "manner").values(n4=4))
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
        found.update({(*cell[:-1], level): n for level, n in enumerate(cell.levels)})
    return found


def test_ratings_folded_while_the_doctor_looks_are_no_false_alarm(
    database: Database, keys: Keys, config: Config, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=5)
    fold(database, keys)
    folded = []

    def after_folding(read: Callable[..., Any]) -> Callable[..., Any]:
        def kept(*args: Any) -> Any:
            rate(database, keys, commune, now, times=5)
            folded.append(fold(database, keys))
            return read(*args)

        return kept

    for name in ("kept", "kept_halves"):
        monkeypatch.setattr(recount_store, name, after_folding(getattr(recount_store, name)))
    assert list(records.counts(config, database)) == []
    assert sum(folded) == 15
    monkeypatch.undo()
    assert list(records.counts(config, database)) == []


def test_text_that_is_no_plain_level_is_read_and_not_cut() -> None:
    plain = levels_in(3, '{"fees": 4, "manner": 0}, {"fees": 4}, {}')
    assert plain == {'"fees": 4': 2, '"manner": 0': 1, '"*": 0': 3}
    otherwise = levels_in(3, '{"fees":4,"manner": 0}, {"fe\\u0065s" :4}, {}')
    assert otherwise == plain
    assert levels_in(2, "{}, {}") == {'"*": 0': 2}
    odd = levels_in(2, '{"a, b": 1}, {"a}, {\\"b": 1}')
    assert set(odd.values()) == {1, 2}
    assert odd['"a, b": 1'] == 1


def test_answers_are_counted_with_those_who_answered_at_all() -> None:
    said = answers_in('{"news": ["a", "b"], "trips": ["-3"]}, {"news": ["b"]}')
    trips = {'"trips": "*"': 1, '"trips": "-3"': 1}
    assert said == {'"news": "*"': 2, '"news": "a"': 1, '"news": "b"': 2, **trips}

"""Who steals the whole database and watched the queue learns nothing about who answered what.

The thief has every table, the bytes of the SQLite files or PostgreSQL's hidden columns, knows in
which order five people rated and even their submission ids, but not the key outside the database.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, literal_column, select, text

from portal.db import Database
from portal.keys import Keys, Purpose
from portal.models import Base
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, shuffled_by_the_system
from portal.ratings.intake import submit
from portal.ratings.models import (
    AnswerTally,
    Comment,
    Profile,
    Response,
    Submission,
    Tally,
    Visit,
)
from tests.portal.ratings.builders import Commune, make_commune, make_rating

PEOPLE = 5
ROUNDS = 100
# Of 100 fair shuffles of five people, one stands at one rank 20 times on average; 45 times is six
# standard deviations off, and what an unshuffled table shows is 100.
SUSPICIOUS = 45
TABLES = (
    *("submission", "envelope", "response", "visit", "profile", "comment"),
    *("tally", "answer_tally"),
)
TRACES = ("response", "visit", "comment", "words", "age", "home")


def five_people_rate(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> list[bytes]:
    """Person 1 answers with ones only, person 2 with twos, …

    Each also says what they came for and who they are, picks, and writes below two questions.
    """
    numbers = [os.urandom(16) for _ in range(PEOPLE)]
    for person, number in enumerate(numbers, start=1):
        said = Contents(
            levels={"manner": person},
            purpose=f"purpose-{person}",
            picks={"news": [f"pick-{person}"]},
            texts={
                "comment": f"person {person} wrote this" + " and more" * person,
                "news.other.text": f"person {person} heard it",
            },
            profile={"age": [f"age-{person}"], "home": [f"home-{person}"]},
        )
        moment = now + timedelta(minutes=person)
        with database.writing() as session:
            submit(
                session.connection(),
                keys,
                number,
                make_rating(commune, now, contents=said),
                now=moment,
            )
    return numbers


def stolen_orders(database: Database) -> dict[str, list[int]]:
    """Return the people in every order in which the database shows their traces."""
    physical = [] if database.is_sqlite else [text("ctid")]
    with database.reading() as session:
        responses = list(session.scalars(select(Response).order_by(*physical)))
        visits = session.scalars(select(Visit).order_by(*physical))
        comments = list(session.scalars(select(Comment).order_by(*physical)))
        profile = list(session.scalars(select(Profile).order_by(*physical)))
        by_id = sorted(responses, key=lambda response: response.id)
        return {
            "response": [response.levels["manner"] for response in responses],
            "response by id": [response.levels["manner"] for response in by_id],
            "visit": [int(visit.purpose[-1]) for visit in visits],
            "comment": [int(c.text[7]) for c in comments if c.question == "comment"],
            "words": [int(c.text[7]) for c in comments if c.question != "comment"],
            "age": [int(row.answer[-1]) for row in profile if row.question == "age"],
            "home": [int(row.answer[-1]) for row in profile if row.question == "home"],
        }


def empty(database: Database) -> None:
    with database.writing() as session:
        for table in (Response, Visit, Profile, Comment, Tally, AnswerTally, Submission):
            session.execute(delete(table))


def observe(
    database: Database, keys: Keys, now: datetime, shuffle: Callable[[list[Any]], None]
) -> Counter[tuple[str, int, int]]:
    """Count how often each person stood at each rank, and first in two tables at once."""
    commune = make_commune(database)
    seen: Counter[tuple[str, int, int]] = Counter()
    for _ in range(ROUNDS):
        five_people_rate(database, keys, commune, now)
        assert fold(database, keys, shuffle=shuffle) == PEOPLE
        orders = stolen_orders(database)
        for name, order in orders.items():
            assert sorted(order) == [1, 2, 3, 4, 5]
            seen.update((name, rank, person) for rank, person in enumerate(order))
        for one, other in combinations(TRACES, 2):
            seen[f"{one}-{other}", 0, 0] += orders[one][0] == orders[other][0]
        empty(database)
    return seen


@pytest.mark.slow
def test_no_stored_order_is_the_order_of_arrival(
    database: Database, keys: Keys, now: datetime
) -> None:
    seen = observe(database, keys, now, shuffled_by_the_system)
    assert max(seen.values()) < SUSPICIOUS


@pytest.mark.slow
def test_the_thief_would_notice_if_nobody_shuffled(
    database: Database, keys: Keys, now: datetime
) -> None:
    seen = observe(database, keys, now, lambda _rows: None)
    # On SQLite the random key alone already decides the order.
    assert (max(seen.values()) >= SUSPICIOUS) is not database.is_sqlite


def test_no_number_is_shared_between_the_tables(
    database: Database, keys: Keys, now: datetime
) -> None:
    numbers = five_people_rate(database, keys, make_commune(database), now)
    fold(database, keys)
    with database.reading() as session:
        seen = [
            set(session.scalars(select(column)))
            for column in (Response.id, Visit.id, Profile.id, Comment.id, Submission.digest)
        ]
    # One response, visit and submission each, two answers about themselves and two texts.
    assert len(set.union(*seen)) == 7 * PEOPLE
    assert not set.union(*seen) & set(numbers)


def test_a_submission_id_does_not_find_its_digest_without_the_key(
    database: Database, keys: Keys, now: datetime
) -> None:
    numbers = five_people_rate(database, keys, make_commune(database), now)
    with database.reading() as session:
        digests = set(session.scalars(select(Submission.digest)))
    stranger = Keys(b"a key that the thief made up himself")
    for number in numbers:
        assert not digests & guesses(stranger, number)
        assert len(digests & guesses(keys, number)) == 1


def guesses(keys: Keys, number: bytes) -> set[bytes]:
    return {keys.digest(purpose, b"rating" + number) for purpose in Purpose}


def test_no_table_tells_the_minute(database: Database, keys: Keys, now: datetime) -> None:
    five_people_rate(database, keys, make_commune(database), now)
    fold(database, keys)
    names = TABLES
    kinds = {
        str(column.type.python_type.__name__)
        for name in names
        for column in Base.metadata.tables[name].columns
    }
    assert "datetime" not in kinds


def bytes_on_disk(database: Database) -> bytes:
    path = Path(str(database.engine.url.database))
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def test_waiting_answers_are_nowhere_on_disk_in_the_clear(
    database: Database, keys: Keys, now: datetime
) -> None:
    five_people_rate(database, keys, make_commune(database), now)
    if database.is_sqlite:
        disk = bytes_on_disk(database)
        assert b"wrote this" not in disk
        assert b"purpose-1" not in disk
        assert b"age-1" not in disk
        assert b'"manner":' not in disk
    else:
        with database.reading() as session:
            sealed = b"".join(session.execute(text("SELECT sealed FROM envelope")).scalars())
        assert b"wrote" not in sealed


def test_the_length_of_an_envelope_does_not_tell_whose_comment_is_long(
    database: Database, keys: Keys, now: datetime
) -> None:
    five_people_rate(database, keys, make_commune(database), now)
    with database.reading() as session:
        lengths = set(session.execute(text("SELECT length(sealed) FROM envelope")).scalars())
    assert len(lengths) == 1


def test_moved_envelopes_leave_no_bytes_behind(
    database: Database, keys: Keys, now: datetime
) -> None:
    five_people_rate(database, keys, make_commune(database), now)
    with database.reading() as session:
        sealed = list(session.execute(text("SELECT sealed FROM envelope")).scalars())
    fold(database, keys)
    if database.is_sqlite:
        disk = bytes_on_disk(database)
        assert not [one for one in sealed if one[12:44] in disk]
    else:
        with database.reading() as session:
            pages = session.scalar(text("SELECT pg_relation_size('envelope')"))
        assert pages == 0


def test_postgresql_shows_no_transaction_that_joins_words_to_one_batch(
    database: Database, keys: Keys, now: datetime
) -> None:
    if database.is_sqlite:
        assert not has_hidden_column(database)
        return
    commune = make_commune(database)
    for _ in range(3):
        five_people_rate(database, keys, commune, now)
        fold(database, keys)
    responses = transactions(database, Response)
    apart = [transactions(database, table) for table in (Visit, Profile, Comment)]
    assert all(n >= PEOPLE for n in responses.values())
    # All rows of three batches carry one transaction, so any of the batches may hold any.
    assert [list(rows.values()) for rows in apart] == [[3 * PEOPLE], [6 * PEOPLE], [6 * PEOPLE]]
    told = responses.keys() | {moment for rows in apart for moment in rows}
    assert not transactions(database, Submission).keys() & told


def test_what_people_are_lies_in_no_row_with_what_they_answered(
    database: Database, keys: Keys, now: datetime
) -> None:
    five_people_rate(database, keys, make_commune(database), now)
    fold(database, keys)
    with database.reading() as session:
        rows = {
            name: [
                " ".join(map(str, row))
                for row in session.execute(Base.metadata.tables[name].select())
            ]
            for name in TABLES
        }
    holds = {
        mark: sorted(name for name in TABLES if any(mark in row for row in rows[name]))
        for mark in ("age-", "home-", "pick-", "wrote this", "heard it", "purpose-")
    }
    assert holds == {
        "age-": ["profile"],
        "home-": ["profile"],
        "pick-": ["answer_tally", "response"],
        "wrote this": ["comment"],
        "heard it": ["comment"],
        "purpose-": ["visit"],
    }
    assert not any("age-" in row and "home-" in row for row in rows["profile"])
    assert not any("wrote" in row and "heard" in row for row in rows["comment"])
    shared = [set(Base.metadata.tables[name].columns.keys()) for name in ("response", "profile")]
    assert shared[0] & shared[1] == {"id", "authority_id", "survey_id"}


def transactions(database: Database, table: type[Any]) -> Counter[Any]:
    """Count the rows each transaction wrote, as any reader of PostgreSQL may."""
    with database.reading() as session:
        return Counter(session.scalars(select(literal_column("xmin::text")).select_from(table)))


def has_hidden_column(database: Database) -> bool:
    with database.engine.connect() as connection:
        for table in TABLES:
            sql = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
            ).scalar_one()
            if "WITHOUT ROWID" not in sql:
                return True
    return False

"""Who steals the whole database and knows whom each slip was given to learns only that it was used.

The thief knows the digest of every slip and its person, sees tables, row order and PostgreSQL's
hidden columns, and who used their slip when; but not the key outside the database.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ColumnElement, delete, literal_column, select, text

from portal.clock import local_day
from portal.db import Database
from portal.fieldwork.slips.models import Slip, SlipClaim, SlipStack
from portal.fieldwork.slips.settling import settle
from portal.fieldwork.slips.spending import digest_of
from portal.keys import Keys, Purpose
from portal.models import Base
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, shuffled_by_the_system
from portal.ratings.intake import submit
from portal.ratings.models import AnswerTally, Envelope, Response, Submission, Tally
from tests.portal.fieldwork.slips.builders import Handed, make_slips, use
from tests.portal.ratings.builders import make_commune, make_rating

PEOPLE = 5
ROUNDS = 60
# Of 60 fair shuffles of five people one stands at one rank 12 times on average; 30 is nearly six
# standard deviations off, and what an unshuffled table shows is 60.
SUSPICIOUS = 30
SLIPS = ("slip", "slip_claim")
RATINGS = ("submission", "envelope", "response")


def five_people_use_slips(
    database: Database, keys: Keys, handed: Handed, now: datetime
) -> list[bytes]:
    """Person 1 gets the first slip and answers with ones only, person 2 the second, …"""
    numbers = [os.urandom(16) for _ in range(PEOPLE)]
    for person, number in enumerate(numbers, start=1):
        moment = now + timedelta(minutes=person)
        said = Contents(levels={"manner": person}, channel="slip")
        use(database, keys, handed.codes[person - 1], number, moment)
        rating = make_rating(handed.commune, now, contents=said)
        with database.jotting() as connection:
            submit(connection, keys, number, rating, now=moment)
    return numbers


def person_of(keys: Keys, handed: Handed) -> dict[bytes, int]:
    return {digest_of(keys, code): number for number, code in enumerate(handed.codes, start=1)}


def stolen_orders(database: Database, people: dict[bytes, int]) -> dict[str, list[int]]:
    """Return the people in every order in which the database shows their traces."""
    physical = [] if database.is_sqlite else [text("ctid")]
    with database.reading() as session:
        slips = session.scalars(select(Slip.digest).where(Slip.is_spent).order_by(*physical))
        claims = session.scalars(select(SlipClaim.slip_digest).order_by(*physical))
        responses = session.scalars(select(Response.levels).order_by(*physical))
        return {
            "slip": [people[digest] for digest in slips],
            "claim": [people[digest] for digest in claims],
            "response": [levels["manner"] for levels in responses],
        }


def empty(database: Database) -> None:
    with database.writing() as session:
        for table in (Response, Tally, AnswerTally, Submission, SlipClaim, Slip, SlipStack):
            session.execute(delete(table))


def observe(
    database: Database, keys: Keys, now: datetime, shuffle: Callable[[list[Any]], None]
) -> Counter[tuple[str, int, int]]:
    """Count how often each person stood at each rank, and first in two tables at once."""
    commune = make_commune(database)
    seen: Counter[tuple[str, int, int]] = Counter()
    for _ in range(ROUNDS):
        handed = make_slips(database, keys, now, n=PEOPLE, commune=commune)
        five_people_use_slips(database, keys, handed, now)
        assert settle(database, shuffle=shuffle) == PEOPLE
        assert fold(database, keys, shuffle=shuffle) == PEOPLE
        orders = stolen_orders(database, person_of(keys, handed))
        for name, order in orders.items():
            assert sorted(order) == [1, 2, 3, 4, 5]
            seen.update((name, rank, person) for rank, person in enumerate(order))
        for one, other in combinations(orders, 2):
            for rank in range(PEOPLE):
                seen[f"{one}-{other}", rank, 0] += orders[one][rank] == orders[other][rank]
        empty(database)
    return seen


@pytest.mark.slow
def test_knowing_whose_a_slip_is_finds_no_response(
    database: Database, keys: Keys, now: datetime
) -> None:
    seen = observe(database, keys, now, shuffled_by_the_system)
    if database.is_sqlite:
        # Slips and claims lie in the order of one random key: of slips only, never of answers.
        seen = Counter({key: n for key, n in seen.items() if key[0] != "slip-claim"})
    assert max(seen.values()) < SUSPICIOUS


@pytest.mark.slow
def test_the_thief_would_notice_if_nobody_shuffled(
    database: Database, keys: Keys, now: datetime
) -> None:
    seen = observe(database, keys, now, lambda _rows: None)
    told = max(n for (name, _, _), n in seen.items() if name in {"claim", "claim-response"})
    # On SQLite the random key alone already decides the order.
    assert (told >= SUSPICIOUS) is not database.is_sqlite


def transactions(database: Database, name: str) -> Counter[Any]:
    """Count the rows each transaction wrote, as any reader of PostgreSQL may."""
    table = Base.metadata.tables[name]
    with database.reading() as session:
        return Counter(session.scalars(select(literal_column("xmin::text")).select_from(table)))


def test_slip_form_and_answers_are_never_written_together(
    database: Database, keys: Keys, now: datetime
) -> None:
    if database.is_sqlite:
        assert without_row_numbers(database) == set(SLIPS)
        return
    handed = make_slips(database, keys, now)
    five_people_use_slips(database, keys, handed, now)
    before = [transactions(database, name).keys() for name in (*SLIPS, *RATINGS)]
    assert not set(before[1]) & set().union(*before[2:])
    settle(database)
    fold(database, keys)
    slips, claims, *others = [transactions(database, name) for name in (*SLIPS, *RATINGS)]
    # All slips of the stack, used or not, and all claims carry the worker's one transaction.
    assert list(slips.values()) == [handed.stack.n]
    assert (list(claims.values()), claims.keys()) == ([PEOPLE], slips.keys())
    assert not slips.keys() & set().union(*(other.keys() for other in others))


def test_a_slip_that_was_used_is_not_marked_before_the_worker_marks_all(
    database: Database, keys: Keys, now: datetime
) -> None:
    """No row of a slip is touched by whoever uses it: neither written nor locked."""
    if database.is_sqlite:
        return
    handed = make_slips(database, keys, now)
    mark: ColumnElement[str] = literal_column("xmin::text || ' ' || xmax::text")
    marks = select(mark).select_from(Slip)
    with database.reading() as session:
        before = Counter(session.scalars(marks))
    five_people_use_slips(database, keys, handed, now)
    with database.reading() as session:
        assert Counter(session.scalars(marks)) == before


def without_row_numbers(database: Database) -> set[str]:
    sql = text("SELECT sql FROM sqlite_master WHERE name = :name")
    with database.engine.connect() as connection:
        return {
            name
            for name in SLIPS
            if "WITHOUT ROWID" in connection.execute(sql, {"name": name}).scalar_one()
        }


def test_a_slip_keeps_no_moment_and_shares_no_number_with_a_rating(
    database: Database, keys: Keys, now: datetime
) -> None:
    handed = make_slips(database, keys, now)
    numbers = five_people_use_slips(database, keys, handed, now)
    kinds = {column.type.python_type.__name__ for column in Base.metadata.tables["slip"].columns}
    assert kinds == {"bytes", "int", "bool"}
    with database.reading() as session:
        claims = set(session.scalars(select(SlipClaim.claim)))
        slips = set(session.scalars(select(Slip.digest)))
        forms = {
            *session.scalars(select(Submission.digest)),
            *session.scalars(select(Submission.content_digest)),
            *session.scalars(select(Envelope.id)),
        }
        days = set(session.scalars(select(SlipClaim.forget_on)))
    assert not (claims | slips) & (forms | set(numbers))
    assert days == {local_day(now) + timedelta(days=3)}
    stranger = Keys(b"a key that the thief made up himself")
    for code, number in zip(handed.codes, numbers, strict=False):
        for keyring, found in ((stranger, 0), (keys, 1)):
            digest = keyring.digest(Purpose.SLIP, b"code" + code.encode())
            claim = keyring.digest(Purpose.SLIP, b"claim" + digest + number)
            assert len({digest, claim} & (slips | claims)) == 2 * found


def test_nothing_of_the_order_stays_in_the_log_of_sqlite(
    database: Database, keys: Keys, now: datetime
) -> None:
    if not database.is_sqlite:
        return
    handed = make_slips(database, keys, now)
    five_people_use_slips(database, keys, handed, now)
    settle(database)
    log = Path(f"{database.engine.url.database}-wal")
    assert log.stat().st_size == 0

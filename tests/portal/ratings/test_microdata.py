"""Single ratings that may be published: by month, unjoined, and none of a quiet month."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.db import Database
from portal.errors import NotFoundError
from portal.keys import Keys
from portal.ratings.contents import Contents, half_month_of
from portal.ratings.folding import fold, fold_rest
from portal.ratings.microdata import Microdata, MonthRating, microdata, months_within, publishable
from portal.ratings.microdata_store import Rated
from tests.portal.ratings.builders import Commune, make_commune, rate

K = 5
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
SAID = Contents(
    {"overall": 4, "manner": 0},
    purpose="ask",
    picks={"news": ["radio", "zalo"]},
    texts={"comment": "Chờ lâu."},
    profile={"sex": ["woman"]},
)


def read(database: Database, commune: Commune, **changed: Any) -> Microdata:
    with database.reading() as session:
        days = (changed.pop("from_on", YEAR[0]), changed.pop("to_on", YEAR[1]))
        return microdata(session, commune.authority.id, *days, **{"is_final": True, **changed})


def test_rows_carry_month_and_answers_and_nothing_else(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, contents=SAID, times=5)
    pressed = Contents({"manner": 4, "overall": 5}, choices={"stood_beside": "yes"})
    rate(database, keys, commune, now, point=2, contents=pressed, times=6)
    fold(database, keys)
    found = read(database, commune)
    assert MonthRating._fields == ("month", "questionnaire", "answers")
    assert Counter(str(row.answers) for row in found.ratings) == {
        "{'manner': ['0'], 'news': ['radio', 'zalo'], 'overall': ['4']}": 5,
        "{'manner': ['4'], 'overall': ['5']}": 6,
    }
    assert {row.month for row in found.ratings} == {NOVEMBER}
    assert set(found.profile) == {(NOVEMBER, "sex", "woman")}
    assert [row.text for row in found.comments] == ["Chờ lâu."] * 5
    assert (found.months, found.smallest_group) == ((NOVEMBER,), 5)


def test_every_list_is_shuffled_for_itself(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, contents=SAID, times=5)
    fold(database, keys)
    shuffled: list[list[Any]] = []
    found = read(database, commune, shuffle=shuffled.append)
    assert [len(one) for one in shuffled] == [5, 5, 5]
    assert len(found.ratings) == len(found.profile) == len(found.comments) == 5


def test_a_month_with_a_quiet_half_is_left_out_whole(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for day, times in ((now.replace(day=3), 3), (now, 20), (now.replace(month=10), 6)):
        rate(database, keys, commune, day, contents=SAID, times=times)
    fold_rest(database, keys, commune.authority.id, YEAR[1])
    found = read(database, commune)
    assert (found.months, found.left_out[-2:]) == ((OCTOBER,), (NOVEMBER, date(2026, 12, 1)))
    assert (len(found.ratings), len(found.profile), len(found.comments)) == (6, 6, 6)


def test_nothing_is_shown_before_all_of_a_month_is_in(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=7)
    fold(database, keys)
    assert read(database, commune, is_final=False).ratings == ()
    rate(database, keys, commune, now)
    assert read(database, commune).ratings == ()
    fold_rest(database, keys, commune.authority.id, YEAR[1])
    assert len(read(database, commune).ratings) == 8


def test_months_are_the_communes_own_whatever_is_exported(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        session.merge(commune.authority).months_start_on = 15
    rate(database, keys, commune, now, times=7)
    fold(database, keys)
    assert read(database, commune, to_on=date(2026, 11, 30)).ratings == ()
    assert read(database, commune).months == (date(2026, 11, 15),)


def test_a_stranger_commune_is_not_found(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFoundError):
        microdata(session, 99, *YEAR, is_final=True)


def test_only_whole_months_lie_within() -> None:
    assert months_within(date(2026, 11, 2), date(2027, 1, 31), 1) == (
        date(2026, 12, 1),
        date(2027, 1, 1),
    )
    assert months_within(date(2026, 12, 15), date(2027, 3, 13), 15) == (
        date(2026, 12, 15),
        date(2027, 1, 15),
    )
    assert months_within(date(2026, 2, 1), date(2026, 2, 27), 1) == ()


ROWS = some.builds(
    Rated,
    given_on=some.dates(date(2026, 10, 1), date(2026, 11, 30)),
    service_point_id=some.integers(1, 2),
    questionnaire=some.sampled_from(["short/1", "short/2"]),
    answers=some.fixed_dictionaries(
        {"overall": some.sampled_from([["5"], ["1"]])},
        optional={"fees": some.sampled_from([["0"], ["4"]])},
    ),
)


@given(rows=some.lists(ROWS, max_size=60))
def test_what_is_shown_of_any_half_month_stands_for_enough_people(rows: list[Rated]) -> None:
    kept = publishable(rows, (OCTOBER, NOVEMBER), K)
    for month, shown in kept.items():
        own = [row for row in rows if row.given_on.replace(day=1) == month]
        assert len(shown) == len(own)
        for half in {half_month_of(row.given_on) for row in own}:
            there = [row for row in own if half_month_of(row.given_on) == half]
            assert len(there) >= K
            seen = {q for one in shown for q in one.answers if one.questionnaire == "short/1"}
            n = sum(
                row.answers.get("fees", ["0"]) != ["0"] and row.questionnaire == "short/1"
                for row in there
            )
            assert "fees" not in seen or n >= K or not any("fees" in row.answers for row in there)

"""The figures of a period: right, explained, and hidden where they are small."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import event

from portal.db import Database
from portal.errors import NotFoundError
from portal.fieldwork.surveys import open_survey
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, fold_rest
from portal.ratings.results import PeriodResults, results
from tests.portal.ratings.builders import Commune, make_commune, rate

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def said(overall: int, **levels: int) -> Contents:
    return Contents({"overall": overall, **levels})


def results_of(database: Database, commune: Commune) -> PeriodResults:
    with database.reading() as session:
        return results(session, commune.authority.id, *NOVEMBER, is_final=True)


def rate_and_fold(
    database: Database, keys: Keys, commune: Commune, now: datetime, *batches: tuple[int, Any, int]
) -> None:
    for point, contents, times in batches:
        rate(database, keys, commune, now, point=point, contents=contents, times=times)
    fold(database, keys)


def test_a_share_shows_people_denominator_interval_and_method(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(
        database, keys, commune, now, (0, said(5, manner=4, fees=0), 6), (0, said(2, manner=3), 4)
    )
    found = results_of(database, commune)
    overall = found.total.overall
    assert overall is not None
    assert (overall.satisfied, overall.n, overall.share) == (6, 10, Fraction(3, 5))
    assert overall.interval is not None
    assert overall.interval.per_hundred == (31, 84)
    assert overall.method == found.method == "satisfied-share-pooled/1"
    assert found.total.counts["manner"] == {3: 4, 4: 6}
    assert found.total.responses == 10


def test_what_does_not_concern_me_is_in_no_denominator(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now, (0, said(5, fees=0), 5), (0, said(5, fees=4), 5))
    total = results_of(database, commune).total
    assert total.counts["fees"] == {0: 5, 4: 5}
    fees = total.question("fees")
    assert fees is not None
    assert (fees.n, fees.share) == (5, Fraction(1))
    assert total.question("manner") is None


def test_the_index_counts_answers_and_claims_no_interval(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now, (0, said(1, manner=5, fees=2), 5))
    index = results_of(database, commune).total.index
    assert index is not None
    assert (index.satisfied, index.n, index.interval) == (5, 10, None)


def test_the_only_small_unit_takes_another_into_hiding(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        session.merge(commune.authority).smallest_group = 2
    rate_and_fold(database, keys, commune, now, (0, said(5), 8), (2, said(1), 3))
    with database.writing() as session:
        session.merge(commune.authority).smallest_group = 5
    found = results_of(database, commune)
    assert found.total.responses == 11
    assert [unit.is_hidden for unit in found.units] == [True, True]
    assert [unit.responses for unit in found.units] == [None, None]
    assert [unit.overall for unit in found.units] == [None, None]
    assert all(point.is_hidden for unit in found.units for point in unit.points)


def test_counters_of_a_shown_unit_hide_behind_each_other(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now, (0, said(5), 9), (1, said(4), 6), (2, said(3), 7))
    with database.writing() as session:
        session.merge(commune.authority).smallest_group = 7
    units = {unit.name: unit for unit in results_of(database, commune).units}
    centre = units["Trung tâm Phục vụ hành chính công"]
    assert (centre.responses, units["Trạm Y tế"].responses) == (15, 7)
    assert [point.is_hidden for point in centre.points] == [True, True]


def test_a_question_that_few_answered_is_hidden_alone(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(
        database,
        keys,
        commune,
        now,
        (0, said(5, manner=5), 8),
        (0, said(5, manner=5, fees=1), 3),
        (2, said(4, manner=4, fees=4), 6),
    )
    found = results_of(database, commune)
    assert found.total.counts["fees"] == {1: 3, 4: 6}
    for unit in found.units:
        assert not unit.is_hidden
        assert "fees" not in unit.counts
        assert "manner" in unit.counts
        # The pooled index less the shown criterion would be the hidden one.
        assert unit.index is None


def test_an_empty_period_says_nobody_answered(database: Database, keys: Keys) -> None:
    commune = make_commune(database)
    found = results_of(database, commune)
    assert (found.total.responses, found.total.overall, found.total.is_hidden) == (0, None, False)
    assert [unit.responses for unit in found.units] == [0, 0]


def test_a_commune_with_few_ratings_shows_nothing_at_all(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now, (0, said(5), 5))
    with database.writing() as session:
        session.merge(commune.authority).smallest_group = 6
    found = results_of(database, commune)
    assert found.total.is_hidden
    assert found.total.responses is None
    assert all(unit.is_hidden for unit in found.units)
    assert found.channels == {}


def test_what_still_waits_is_in_no_figure(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now, (0, said(5), 5), (2, said(1), 4))
    found = results_of(database, commune)
    assert found.total.responses == 5
    # Levels shown now could be taken from those shown once the four have moved.
    assert not found.is_settled
    assert (found.total.counts, found.total.overall, found.flagged) == ({}, None, None)
    assert all(unit.is_hidden for unit in found.units)
    fold_rest(database, keys, commune.authority.id, NOVEMBER[1])
    assert results_of(database, commune).is_settled


def test_a_running_period_says_how_many_rated_and_no_more(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now, (0, said(5, manner=4), 9), (2, said(1), 8))
    with database.reading() as session:
        found = results(session, commune.authority.id, *NOVEMBER, is_final=False)
    assert (found.total.responses, found.total.counts, found.total.index) == (17, {}, None)
    assert all(unit.is_hidden and unit.responses is None for unit in found.units)
    assert found.channels == {}


def test_days_outside_the_period_are_left_out(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate_and_fold(database, keys, commune, now.replace(month=10), (0, said(1), 5))
    rate_and_fold(database, keys, commune, now.replace(day=30), (0, said(5), 5))
    assert results_of(database, commune).total.responses == 5


def test_a_burst_is_counted_and_told(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    burst = Contents({"overall": 5}, flag="burst")
    rate_and_fold(database, keys, commune, now, (0, said(3), 6), (0, burst, 5))
    found = results_of(database, commune)
    assert (found.total.responses, found.flagged) == (11, 5)
    assert found.channels == {"qr": 11}


def test_figures_name_the_questionnaire_that_was_asked(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        open_survey(session, commune.authority.id, "counter-short", now=now)
    instrument = results_of(database, commune).instrument
    assert instrument is not None
    assert instrument.code == "counter-short"


def test_a_stranger_commune_is_not_found(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFoundError):
        results(session, 99, *NOVEMBER, is_final=True)


@contextmanager
def counted_statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*arguments: Any) -> None:
        if arguments[2].startswith("SELECT"):
            seen.append(arguments[2])

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def test_the_number_of_queries_does_not_grow_with_the_data(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for point in range(3):
        rate_and_fold(database, keys, commune, now, (point, said(5, manner=2, fees=3), 5))
    with counted_statements(database) as seen:
        results_of(database, commune)
    assert len(seen) == 5

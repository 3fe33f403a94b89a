"""One survey read for itself: samples apart, walk-up surveys only where nothing is given away."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.db import Database
from portal.errors import NotFoundError
from portal.fieldwork.kinds import SurveyKind
from portal.keys import Keys
from portal.ratings.breakdown.surveys import Days, SurveyResults, survey_results
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, fold_rest
from tests.builders import make_authority, make_survey
from tests.portal.ratings.builders import Commune, make_commune, rate
from tests.portal.ratings.test_results import counted_statements

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30), is_final=True)


def read(database: Database, commune: Commune, days: Days = NOVEMBER) -> SurveyResults:
    with database.reading() as session:
        return survey_results(session, commune.authority.id, commune.survey_id, days)


def another_survey(database: Database, commune: Commune, **values: object) -> Commune:
    with database.writing() as session:
        survey = make_survey(session, commune.authority, **values)  # type: ignore[arg-type]
        return replace(commune, survey_id=survey.id)


def test_a_sample_has_its_own_figures_answers_and_people(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    sample = another_survey(database, commune, kind=SurveyKind.SAMPLE, code="sipas-full")
    said = Contents(
        {"overall": 5, "manner": 4},
        picks={"news_from": ["television"]},
        profile={"sex": ["woman"]},
    )
    rate(database, keys, commune, now, times=9)
    rate(database, keys, sample, now, contents=said, times=6)
    fold(database, keys)
    found = read(database, sample)
    assert found.is_sample
    assert (found.total.responses, found.total.counts["overall"]) == (6, {5: 6})
    assert [unit.responses for unit in found.units] == [6]
    answers = {one.question.code: one.counts for one in found.answers if one.n}
    assert answers["news_from"] == {"television": 6}
    people = {one.question.code: one.counts for one in found.people if one.n}
    assert people == {"sex": {"woman": 6}}
    walk_up = read(database, commune)
    assert (walk_up.is_sample, walk_up.total.responses, walk_up.units) == (False, 9, ())


def test_nothing_but_the_number_is_shown_before_the_period_is_final(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=9)
    fold(database, keys)
    found = read(database, commune, replace(NOVEMBER, is_final=False))
    assert (found.total.responses, found.total.counts) == (9, {})
    assert (found.is_settled, found.answers, found.people) == (False, [], [])


def test_what_came_after_the_period_was_closed_hides_all_but_the_number(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=9)
    fold(database, keys)
    assert read(database, commune, replace(NOVEMBER, kept=9)).total.counts
    assert not read(database, commune, replace(NOVEMBER, kept=8)).total.counts


def test_a_survey_beside_a_small_one_is_hidden_for_their_sum_is_shown(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    other = another_survey(database, commune, code="one-stop")
    rate(database, keys, commune, now, times=20)
    rate(database, keys, other, now, times=2)
    fold_rest(database, keys, commune.authority.id, now.date())
    # 22 of all less 20 of the one would be the two of the other.
    assert read(database, commune).total.is_hidden
    assert read(database, other).total.is_hidden


def test_a_survey_beside_a_large_one_is_shown(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    other = another_survey(database, commune, code="one-stop")
    rate(database, keys, commune, now, times=20)
    rate(database, keys, other, now, times=6)
    fold(database, keys)
    assert read(database, commune).total.responses == 20
    assert read(database, other).total.responses == 6


def test_a_small_counter_of_one_survey_hides_both(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    other = another_survey(database, commune, code="one-stop")
    rate(database, keys, commune, now, times=20)
    rate(database, keys, commune, now, point=1, times=3)
    rate(database, keys, other, now, point=1, times=9)
    fold_rest(database, keys, commune.authority.id, now.date())
    # The second counter's figure less the other survey's would be three people.
    assert read(database, other).total.is_hidden


def test_the_number_of_queries_is_fixed(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    for point in range(3):
        rate(database, keys, commune, now, point=point, times=6)
    fold(database, keys)
    with counted_statements(database) as seen:
        read(database, commune)
    assert len(seen) == 6


def test_a_survey_of_another_commune_is_not_found(database: Database) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        theirs = make_authority(session, slug="phuong-ben-da", code="99002")
    with database.reading() as session, pytest.raises(NotFoundError):
        survey_results(session, theirs.id, commune.survey_id, NOVEMBER)

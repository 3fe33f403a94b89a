"""Opening, closing and finding the survey an authority asks."""

from datetime import datetime, timedelta

import pytest

from portal.db import Database
from portal.errors import NotFoundError
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.phases import SurveyPhase, phase
from portal.fieldwork.surveys import close_surveys, open_survey, place_at, survey_at
from tests.builders import make_authority, make_point, make_survey, make_unit

TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (-TICK, SurveyPhase.UPCOMING),
        (timedelta(0), SurveyPhase.OPEN),
        (timedelta(days=1) - TICK, SurveyPhase.OPEN),
        (timedelta(days=1), SurveyPhase.CLOSED),
    ],
)
def test_an_approved_survey_is_open_up_to_but_not_at_its_end(
    now: datetime, moment: timedelta, expected: SurveyPhase
) -> None:
    assert phase(SurveyState.APPROVED, now, now + timedelta(days=1), now + moment) == expected


@pytest.mark.parametrize("state", sorted(set(SurveyState) - {SurveyState.APPROVED}))
def test_a_survey_on_paper_never_opens(now: datetime, state: SurveyState) -> None:
    assert phase(state, now - TICK, None, now).value == state.value


def test_a_survey_closed_before_it_began_was_never_open(now: datetime) -> None:
    begins = now + timedelta(days=2)
    for moment in (now, begins, begins + timedelta(days=9)):
        assert phase(SurveyState.APPROVED, begins, now, moment) == SurveyPhase.CLOSED


def test_a_survey_without_an_end_stays_open(now: datetime) -> None:
    later = now + timedelta(days=9999)
    assert phase(SurveyState.APPROVED, now, None, later) == SurveyPhase.OPEN


def test_sql_and_python_agree_about_the_window(database: Database, now: datetime) -> None:
    ends = now + timedelta(days=1)
    with database.writing() as session:
        authority = make_authority(session)
        survey = open_survey(session, authority.id, "counter-short", now=now)
        survey.closes_at = ends
    with database.reading() as session:
        for moment in (now - TICK, now, ends - TICK, ends):
            found = survey_at(session, authority.id, now=moment)
            assert (found is not None) == (
                phase(SurveyState(survey.state), now, ends, moment) == SurveyPhase.OPEN
            )


def test_opening_a_survey_ends_the_one_before(database: Database, now: datetime) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        before = make_survey(session, authority)
        after = open_survey(session, authority.id, "counter-short", now=now)
    with database.reading() as session:
        found = survey_at(session, authority.id, now=now)
        assert found is not None
        assert found.id == after.id
        found = survey_at(session, authority.id, now=now - TICK)
        assert found is not None
        assert found.id == before.id


def test_a_place_is_found_by_its_code_with_what_is_asked_there(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        point = make_point(session, make_unit(session, authority))
        survey = make_survey(session, authority)
    with database.reading() as session:
        place = place_at(session.connection(), point.code, now=now)
    assert (place.name, place.unit_name) == ("Quầy 1", "Trung tâm Phục vụ hành chính công")
    assert (place.authority_name, place.survey_id) == ("Xã Suối Mơ", survey.id)
    assert place.is_asked
    assert not place.is_revoked
    assert not place.has_procedures


def test_a_place_outlives_its_survey_and_its_code(database: Database, now: datetime) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        point = make_point(session, make_unit(session, authority))
        make_survey(session, authority)
        close_surveys(session, authority.id, now=now)
        point.revoked_at = now
    with database.reading() as session:
        place = place_at(session.connection(), point.code, now=now)
    assert place.is_revoked
    assert not place.is_asked


def test_an_unknown_code_leads_nowhere(database: Database, now: datetime) -> None:
    with database.reading() as session, pytest.raises(NotFoundError):
        place_at(session.connection(), "ABCDEFG", now=now)

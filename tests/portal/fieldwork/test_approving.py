"""The second person: approves, sends back, and races with others."""

import threading
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from portal.db import Database
from portal.errors import (
    ChangedMeanwhileError,
    ConstraintError,
    InvalidInputError,
    NotFoundError,
)
from portal.fieldwork.approving import approve, close, send_back
from portal.fieldwork.drafting import change, draft
from portal.fieldwork.errors import OwnDraftError, WindowPassedError
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.models import Survey
from portal.fieldwork.phases import SurveyPhase, phase
from portal.fieldwork.surveys import place_at
from portal.offices.store import events_of
from tests.portal.fieldwork.house import a_plan, actor, make_house


def test_an_approved_survey_is_asked_from_now_at_the_earliest(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        approved = approve(session, actor(house.chair), survey.id, 1, now=now)
        assert (approved.opens_at, approved.approved_by_id) == (now, house.chair.id)
        assert place_at(session.connection(), "K7M2QXG", now=now).survey_id == survey.id
        event = events_of(session, house.authority.id)[-1]
        assert (event.action, event.actor_id) == ("survey_approved", house.chair.id)


def test_a_survey_of_next_week_waits_for_its_day(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        plan = a_plan(house, from_on=date(2026, 11, 23), to_on=None)
        survey = draft(session, house.desk, plan, now=now)
        approved = approve(session, actor(house.chair), survey.id, 1, now=now)
        state = SurveyState(approved.state)
        assert phase(state, approved.opens_at, None, now) == SurveyPhase.UPCOMING
        assert not place_at(session.connection(), "K7M2QXG", now=now).is_asked
        begun = now + timedelta(days=3)
        assert place_at(session.connection(), "K7M2QXG", now=begun).survey_id == survey.id


def test_the_author_never_approves_whatever_else_they_may(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        with pytest.raises(OwnDraftError):
            approve(session, actor(house.coordinator), survey.id, 1, now=now)
        with pytest.raises(OwnDraftError):
            send_back(session, actor(house.coordinator), survey.id, 1, "Sai.", now=now)
        with pytest.raises(NotFoundError):
            approve(session, actor(house.stranger), survey.id, 1, now=now)


def test_the_database_itself_refuses_one_person_in_both_places(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
    with pytest.raises(ConstraintError), database.writing() as session:
        session.execute(update(Survey).values(approved_by_id=Survey.created_by_id))
    with pytest.raises(ConstraintError), database.writing() as session:
        session.execute(update(Survey).values(state=SurveyState.APPROVED))
    with database.reading() as session:
        assert session.get_one(Survey, survey.id).state == SurveyState.DRAFT


def test_a_draft_changed_after_it_was_read_is_not_approved(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        change(session, house.desk, survey.id, 1, a_plan(house, title="Khác"), now=now)
        with pytest.raises(ChangedMeanwhileError):
            approve(session, actor(house.chair), survey.id, 1, now=now)
        assert approve(session, actor(house.chair), survey.id, 2, now=now).title == "Khác"


def test_a_window_that_has_passed_is_not_approved(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house, to_on=date(2026, 11, 19)), now=now)
        with pytest.raises(WindowPassedError):
            approve(session, actor(house.chair), survey.id, 1, now=now)


def test_a_returned_draft_carries_the_words_and_comes_back_when_changed(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        for note, fault in ((" ", "required"), ("x" * 1001, "too_long")):
            with pytest.raises(InvalidInputError) as refused:
                send_back(session, actor(house.chair), survey.id, 1, note, now=now)
            assert refused.value.fields == {"note": fault}
        back = send_back(session, actor(house.chair), survey.id, 1, "Thêm quầy 2.", now=now)
        assert (back.state, back.note) == (SurveyState.RETURNED, "Thêm quầy 2.")
        with pytest.raises(ChangedMeanwhileError):
            approve(session, actor(house.chair), survey.id, 1, now=now)
        again = change(session, house.desk, survey.id, 1, a_plan(house), now=now)
        assert (again.state, again.note) == (SurveyState.DRAFT, "Thêm quầy 2.")
        assert approve(session, actor(house.chair), survey.id, 2, now=now).note == ""


def test_closing_early_stops_asking_and_is_done_once(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        approve(session, actor(house.chair), survey.id, 1, now=now)
        noon = now + timedelta(hours=2)
        assert close(session, house.desk, survey.id, now=noon).closes_at == noon
        assert not place_at(session.connection(), "K7M2QXG", now=noon).is_asked
        with pytest.raises(ChangedMeanwhileError):
            close(session, house.desk, survey.id, now=noon)
        with pytest.raises(NotFoundError):
            close(session, house.school_desk, survey.id, now=noon)


def test_of_many_judgements_at_once_exactly_one_is_written(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
    all_ready = threading.Barrier(4)
    outcomes: Counter[str] = Counter()

    def judge(number: int) -> None:
        all_ready.wait()
        try:
            with database.writing() as session:
                if number == 0:
                    change(session, house.desk, survey.id, 1, a_plan(house), now=now)
                elif number == 1:
                    send_back(session, actor(house.chair), survey.id, 1, "Thêm.", now=now)
                else:
                    approve(session, actor(house.deputy), survey.id, 1, now=now)
            outcomes["written"] += 1
        except ChangedMeanwhileError:
            outcomes["told"] += 1

    threads = [threading.Thread(target=judge, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # A returned draft may be changed by its author: then two of four fit one after the other.
    assert outcomes["told"] >= 2
    assert outcomes["written"] + outcomes["told"] == 4
    with database.reading() as session:
        events = [event.action for event in events_of(session, house.authority.id)]
        approvals = events.count("survey_approved")
        kept = session.get_one(Survey, survey.id)
    assert approvals <= 1
    assert (kept.state == SurveyState.APPROVED) == (approvals == 1)
    assert kept.state != SurveyState.APPROVED or kept.version == 1

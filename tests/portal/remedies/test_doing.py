"""A measure on its way: told by its owner, moved with a reason, judged by somebody else."""

import threading
from collections import Counter
from datetime import date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.db import Database
from portal.errors import (
    ChangedMeanwhileError,
    ConstraintError,
    InvalidInputError,
    NotFoundError,
)
from portal.offices.kinds import Role
from portal.remedies.doing import Hand, finish, hand_over, move, note
from portal.remedies.errors import MovedAlreadyError, NotYourMeasureError, OwnMeasureError
from portal.remedies.kinds import MeasureState, StepKind
from portal.remedies.models import RemedyMeasure
from portal.remedies.rechecking import Judgement, recheck
from portal.remedies.steps_store import steps_of_measure
from tests.builders import make_staff
from tests.portal.cases.handling.builders import viewer
from tests.portal.remedies.office import Office, a_measure, at, make_office

LATER, LATEST = date(2026, 12, 4), date(2026, 12, 11)
HELPED = Judgement(True, "Không còn ai chờ quá 30 phút.")
NOT_YET = Judgement(False, "Sáng thứ Hai vẫn đông.", LATER)


def done(session: Session, office: Office, now: datetime, **changes: object) -> RemedyMeasure:
    measure = a_measure(session, office, now, **changes)
    return finish(session, at(office.head, measure), "Đã mở quầy 4.", now=now)


def test_it_goes_its_way_and_every_step_stays_readable(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = a_measure(session, office, now)
        states = [MeasureState(measure.state)]
        note(session, at(office.head, measure), "Đã xếp lịch trực.", now=now)
        states.append(MeasureState(measure.state))
        finish(session, at(office.head, measure), "Đã mở quầy 4.", now=now)
        states.append(MeasureState(measure.state))
        recheck(session, at(office.coordinator, measure), HELPED, now=now)
        states.append(MeasureState(measure.state))
        lines = steps_of_measure(session, measure.id)
    assert states == list(MeasureState)
    assert measure.rechecked_by_id == office.coordinator.id
    assert [(line.step.kind, line.by, line.step.words) for line in lines] == [
        (StepKind.ADDED, "Coordinator", ""),
        (StepKind.NOTED, "Head", "Đã xếp lịch trực."),
        (StepKind.DONE, "Head", "Đã mở quầy 4."),
        (StepKind.EFFECTIVE, "Coordinator", HELPED.words),
    ]


def test_only_the_person_named_and_the_head_say_how_it_goes(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = a_measure(session, office, now, staff_id=office.officer.id)
        for nosy in (office.colleague, office.observer, office.coordinator, office.chair):
            with pytest.raises(NotYourMeasureError):
                note(session, at(nosy, measure), "Thử.", now=now)
        with pytest.raises(NotFoundError):
            note(session, at(office.stranger, measure), "Thử.", now=now)
        note(session, at(office.officer, measure), "Đang làm.", now=now)
        note(session, at(office.head, measure), "Đang làm.", now=now)
        unnamed = a_measure(session, office, now)
        with pytest.raises(NotYourMeasureError):
            note(session, at(office.officer, unnamed), "Thử.", now=now)


def test_words_are_needed_and_an_old_page_changes_nothing(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = a_measure(session, office, now)
        with pytest.raises(InvalidInputError):
            note(session, at(office.head, measure), "  ", now=now)
        old = at(office.head, measure)
        note(session, old, "Đang làm.", now=now)
        with pytest.raises(ChangedMeanwhileError):
            finish(session, old, "Xong.", now=now)
        finish(session, at(office.head, measure), "Xong.", now=now)
        with pytest.raises(ChangedMeanwhileError):
            note(session, at(office.head, measure), "Thêm.", now=now)


def test_a_day_is_moved_once_with_a_reason_and_the_old_one_is_kept(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = a_measure(session, office, now)
        for day, reason, fault in (
            (date(2026, 11, 27), "Chờ vật tư.", {"due_on": "same_day"}),
            (date(2026, 11, 19), "Chờ vật tư.", {"due_on": "in_the_past"}),
            (LATER, " ", {"reason": "required"}),
        ):
            with pytest.raises(InvalidInputError) as refused:
                move(session, at(office.chair, measure), day, reason, now=now)
            assert refused.value.fields == fault
        move(session, at(office.chair, measure), LATER, "Chờ vật tư.", now=now)
        step = steps_of_measure(session, measure.id)[-1].step
        assert (step.was_due_on, step.due_on, step.words) == (
            date(2026, 11, 27),
            LATER,
            "Chờ vật tư.",
        )
        with pytest.raises(MovedAlreadyError):
            move(session, at(office.chair, measure), LATEST, "Lại chờ.", now=now)
        assert measure.due_on == LATER


def test_somebody_else_answers_from_then_on(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = a_measure(session, office, now)
        same = (office.centre.id, None)
        for owner, field in (
            (same, "unit_id"),
            ((office.school.id, office.officer.id), "staff_id"),
            ((None, None), "unit_id"),
        ):
            with pytest.raises(InvalidInputError) as refused:
                hand_over(session, at(office.chair, measure), owner, "Đổi.", now=now)
            assert set(refused.value.fields) == {field}
        owner = (office.school.id, office.colleague.id)
        hand_over(session, at(office.chair, measure), owner, "Việc của trường.", now=now)
        note(session, at(office.colleague, measure), "Đã nhận.", now=now)
        with pytest.raises(NotYourMeasureError):
            note(session, at(office.head, measure), "Thử.", now=now)


def test_nobody_judges_their_own_measure(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        both = make_staff(
            session,
            office.authority,
            "both",
            Role.CASE_OFFICER,
            Role.REFORM_COORDINATOR,
            unit=office.centre,
        )
        heads = make_staff(
            session,
            office.authority,
            "heads",
            Role.UNIT_HEAD,
            Role.CHIEF_OF_OFFICE,
            unit=office.centre,
        )
        named = done(session, office, now, staff_id=both.id)
        reported = a_measure(session, office, now)
        finish(session, at(heads, reported), "Xong.", now=now)
        for judge, measure in ((both, named), (heads, named), (heads, reported)):
            with pytest.raises(OwnMeasureError):
                recheck(session, at(judge, measure), HELPED, now=now)
        for nosy in (office.head, office.observer):
            with pytest.raises(OwnMeasureError):
                recheck(session, at(nosy, named), HELPED, now=now)
        recheck(session, at(both, reported), HELPED, now=now)
        assert reported.state == MeasureState.EFFECTIVE


def test_the_database_itself_refuses_a_judge_in_their_own_cause(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        measure = done(session, make_office(session), now)
    own = {"state": MeasureState.EFFECTIVE, "rechecked_at": now}
    with pytest.raises(ConstraintError), database.writing() as session:
        session.execute(
            update(RemedyMeasure).values(rechecked_by_id=RemedyMeasure.done_by_id, **own)
        )
    with pytest.raises(ConstraintError), database.writing() as session:
        session.execute(update(RemedyMeasure).values(state=MeasureState.EFFECTIVE))
    with database.reading() as session:
        assert session.get_one(RemedyMeasure, measure.id).state == MeasureState.DONE


def test_without_effect_it_is_open_again_and_may_be_moved_again(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = a_measure(session, office, now)
        move(session, at(office.chair, measure), LATEST, "Chờ vật tư.", now=now)
        finish(session, at(office.head, measure), "Xong.", now=now)
        for found, fault in (
            (Judgement(False, "Chưa."), "new_day_required"),
            (Judgement(False, "Chưa.", date(2026, 11, 19)), "in_the_past"),
        ):
            with pytest.raises(InvalidInputError) as refused:
                recheck(session, at(office.chair, measure), found, now=now)
            assert refused.value.fields == {"due_on": fault}
        recheck(session, at(office.chair, measure), NOT_YET, now=now)
        assert (measure.state, measure.due_on, measure.round, measure.moves) == (
            MeasureState.DOING,
            LATER,
            2,
            0,
        )
        assert (measure.done_at, measure.done_by_id) == (None, None)
        step = steps_of_measure(session, measure.id)[-1].step
        assert (step.kind, step.was_due_on, step.due_on) == (
            StepKind.NOT_EFFECTIVE,
            LATEST,
            LATER,
        )
        move(session, at(office.chair, measure), LATEST, "Thêm thời gian.", now=now)
        finish(session, at(office.head, measure), "Xong lần hai.", now=now)
        recheck(session, at(office.coordinator, measure), HELPED, now=now)
        assert measure.state == MeasureState.EFFECTIVE


def test_of_two_judgements_at_once_one_is_written(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        measure = done(session, office, now)
        version, measure_id = measure.version, measure.id
    judges = (viewer(office.coordinator), viewer(office.chair))
    ready = threading.Barrier(2)
    outcomes: Counter[str] = Counter()

    def judge(number: int) -> None:
        ready.wait()
        try:
            with database.writing() as session:
                hand = Hand(judges[number], measure_id, version)
                recheck(session, hand, (HELPED, NOT_YET)[number], now=now)
            outcomes["written"] += 1
        except ChangedMeanwhileError:
            outcomes["told"] += 1

    threads = [threading.Thread(target=judge, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == {"written": 1, "told": 1}
    with database.reading() as session:
        kinds = [line.step.kind for line in steps_of_measure(session, measure_id)]
    assert len({StepKind.EFFECTIVE, StepKind.NOT_EFFECTIVE} & set(kinds)) == 1

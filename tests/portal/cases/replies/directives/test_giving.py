"""A leader's note is a task of one unit, with a day, done once and with a word."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.cases.errors import OnlyOnceError
from portal.cases.kinds import CaseKind, State
from portal.cases.models import Case
from portal.cases.replies.directives.giving import Task, finish, give
from portal.cases.replies.directives.store import of_unit, open_of_unit
from portal.cases.sealing.sealing import seal
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)

WORDS = "Kiểm tra toàn bộ cột đèn thôn 3."


def given(session: Session, state: State = State.ASSIGNED) -> tuple[House, Case]:
    """Give a task to a unit other than the one that has the case."""
    house = make_house(session)
    case = case_at(session, house, state)
    task = Task(house.other_unit.id, WORDS, date(2026, 11, 27))
    give(session, turn(house.chief, case), task, now=NOW)
    return house, case


def test_a_task_lies_with_its_unit_and_is_done_with_a_word(database: Database) -> None:
    with database.writing() as session:
        house, case = given(session)
        me = viewer(house.colleague)
        (line,) = of_unit(session, me)
        assert (line.words, line.due_on, line.giver) == (
            WORDS,
            date(2026, 11, 27),
            house.chief.display_name,
        )
        assert (line.is_late(date(2026, 11, 27)), line.is_late(date(2026, 11, 28))) == (False, True)
        assert open_of_unit(session, me) == 1
        finish(session, me, line.id, "Đã kiểm tra, thay hai bóng.", now=NOW)
        (done,) = of_unit(session, me)
        assert (done.done_words, done.done_at) == ("Đã kiểm tra, thay hai bóng.", NOW)
        assert not done.is_late(date(2026, 12, 30))
        assert open_of_unit(session, me) == 0
        assert agrees_with_its_events(session, case)


def test_others_do_not_see_or_end_it(database: Database) -> None:
    with database.writing() as session:
        house, _case = given(session)
        (line,) = of_unit(session, viewer(house.colleague))
        for nosy, error in (
            (house.officer, NotFoundError),
            (house.stranger, NotAllowedError),
            (house.clerk, NotAllowedError),
        ):
            assert of_unit(session, viewer(nosy)) == []
            with pytest.raises(error):
                finish(session, viewer(nosy), line.id, "Xong.", now=NOW)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"words": " "}, {"words": "required"}),
        ({"due_on": None}, {"task_due_on": "required"}),
        ({"due_on": date(2026, 11, 19)}, {"task_due_on": "in_the_past"}),
        ({"unit_id": -1}, {"unit_id": "not_internal"}),
    ],
)
def test_a_task_has_words_a_unit_and_a_day_to_come(
    database: Database, changes: dict[str, object], faults: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        task = replace(Task(house.unit.id, WORDS, date(2026, 11, 27)), **changes)  # type: ignore[arg-type]  # one field each
        with pytest.raises(InvalidInputError) as caught:
            give(session, turn(house.chief, case), task, now=NOW)
        assert caught.value.fields == faults


def test_only_leaders_give_tasks(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        task = Task(house.unit.id, WORDS, date(2026, 11, 27))
        for other in (house.head, house.clerk, house.records):
            with pytest.raises(NotAllowedError):
                give(session, turn(other, case), task, now=NOW)


def test_of_two_who_end_it_one_does(database: Database) -> None:
    with database.writing() as session:
        house, _case = given(session)
        me = viewer(house.colleague)
        (line,) = of_unit(session, me)
    outcomes: list[str] = []

    def end() -> None:
        try:
            with database.writing() as session:
                finish(session, me, line.id, "Xong.", now=NOW)
            outcomes.append("done")
        except OnlyOnceError:
            outcomes.append("told")
        except Exception as error:
            outcomes.append(type(error).__name__)

    people = [threading.Thread(target=end) for _ in range(3)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert outcomes.count("done") == 1
    # The other may be told of the task, or that the case has changed under their hands.
    assert set(outcomes) <= {"done", "told", "ChangedMeanwhileError"}


def test_a_sealed_case_is_nobodys_task(database: Database) -> None:
    with database.writing() as session:
        house, case = given(session)
        seal(session, turn(house.chief, case), CaseKind.DENUNCIATION, house.chief.id, "…", now=NOW)
        me = viewer(house.colleague)
        assert of_unit(session, me) == []
        assert open_of_unit(session, me) == 0

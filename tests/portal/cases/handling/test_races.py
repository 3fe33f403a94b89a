"""Two officers on one case, with real threads: exactly one is written, the other is told."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from portal.cases.handling.assigning import assign
from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.triage import accept, not_accept
from portal.cases.handling.turns import Turn
from portal.cases.kinds import CaseKind, State
from portal.cases.models import Case
from portal.cases.replies.drafting import approve, return_draft
from portal.cases.replies.publishing import PublicCopy, publish
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import DomainError
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
)

Deed = Callable[[Session, House, Case], Case]


def accept_it(session: Session, house: House, case: Case) -> Case:
    return accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=NOW)


def refuse_it(session: Session, house: House, case: Case) -> Case:
    at = turn(house.chief, case)
    return not_accept(session, at, Refusal.UNCLEAR, "Không rõ.", "Một cửa", now=NOW)


def assign_it(session: Session, house: House, case: Case) -> Case:
    return assign(session, turn(house.chief, case), house.unit.id, now=NOW)


def approve_it(session: Session, house: House, case: Case) -> Case:
    return approve(session, turn(house.head, case), now=NOW)


def return_it(session: Session, house: House, case: Case) -> Case:
    return return_draft(session, turn(house.chief, case), "Xin ghi ngày.", now=NOW)


def publish_it(session: Session, house: House, case: Case) -> Case:
    return publish(session, turn(house.chief, case), PublicCopy("Đèn.", "Đã thay."), now=NOW)


@pytest.mark.parametrize(
    ("state", "one", "other"),
    [
        (State.RECEIVED, accept_it, refuse_it),
        (State.ACCEPTED, assign_it, assign_it),
        (State.DRAFTED, approve_it, return_it),
        (State.ANSWERED, publish_it, publish_it),
    ],
)
def test_exactly_one_of_two_officers_wins(
    database: Database, state: State, one: Deed, other: Deed
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_id = case_at(session, house, state).id
        before = len(events_of(session, case_id))
    both_have_looked = threading.Barrier(2)
    outcomes: list[str] = []

    def race(deed: Deed) -> None:
        with database.reading() as session:
            seen = session.get_one(Case, case_id)
            session.expunge(seen)
        both_have_looked.wait(10)
        try:
            with database.writing() as session:
                deed(session, house, seen)
            outcomes.append("done")
        except DomainError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=race, args=(deed,)) for deed in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["changed_meanwhile", "done"]
    with database.reading() as session:
        assert len(events_of(session, case_id)) == before + 1
        assert agrees_with_its_events(session, session.get_one(Case, case_id))


def test_a_turn_without_a_version_takes_the_case_as_it_is(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        chief = turn(house.chief, case).viewer
        assign(session, Turn(chief, case.id), house.unit.id, now=NOW)
        assign(session, Turn(chief, case.id), house.other_unit.id, now=NOW)
        assert case.unit_id == house.other_unit.id

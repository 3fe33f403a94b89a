"""All open work goes to another in one action: previewed, one event a case, nothing lost."""

import pytest

from portal.cases.handling.assigning import assign
from portal.cases.kinds import Action, State
from portal.cases.merging.merging import merge
from portal.cases.passing.handing_over import Holder, hand_over, open_work, print_of
from portal.cases.replies.drafting import approve
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotAllowedError
from tests.portal.cases.handling.builders import (
    NOW,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)

STATES = (State.ASSIGNED, State.DRAFTED, State.APPROVED)


def test_an_officers_work_goes_to_another_with_drafts_and_days(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        cases = [case_at(session, house, state, number=n) for n, state in enumerate(STATES, 1)]
        case_at(session, house, State.ANSWERED, number=9)
        chief = viewer(house.chief)
        source, target = Holder(house.unit.id, house.officer.id), Holder(house.unit.id)
        seen = print_of(open_work(session, chief, source))
        assert hand_over(session, chief, source, target, seen, now=NOW) == 3
        assert open_work(session, chief, source) == []
        for case, state in zip(cases, STATES, strict=True):
            last = events_of(session, case.id)[-1]
            assert (last.action, last.data["from"]) == ("take_over", f"staff-{house.officer.id}")
            assert (case.state, case.officer_id, case.unit_id) == (state, None, house.unit.id)
            assert agrees_with_its_events(session, case)


def test_a_units_work_goes_with_what_it_coordinates(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        own = case_at(session, house, State.DRAFTED, number=1)
        beside = case_at(session, house, State.ACCEPTED, number=2)
        other, unit = house.other_unit.id, house.unit.id
        assign(session, turn(house.chief, beside), other, None, (unit,), now=NOW)
        chief, source, target = viewer(house.chief), Holder(unit), Holder(other)
        seen = print_of(open_work(session, chief, source))
        assert hand_over(session, chief, source, target, seen, now=NOW) == 2
        assert (own.unit_id, own.state) == (other, State.DRAFTED)
        # The unit that answers does not coordinate with itself.
        assert (beside.unit_id, beside.beside) == (other, "")
        assert all(agrees_with_its_events(session, case) for case in (own, beside))
        with pytest.raises(NotAllowedError):
            approve(session, turn(house.colleague, own), now=NOW)


def test_what_is_answered_together_stays_together_with_one_event_each(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader = case_at(session, house, State.ASSIGNED, number=1)
        follower = case_at(session, house, State.ACCEPTED, number=2)
        merge(session, turn(house.clerk, follower), leader.reference, now=NOW)
        chief, target = viewer(house.chief), Holder(house.other_unit.id)
        for source in (Holder(house.unit.id, house.officer.id), Holder(house.other_unit.id)):
            seen = print_of(open_work(session, chief, source))
            hand_over(session, chief, source, target, seen, now=NOW)
            session.refresh(follower)
            assert leader.unit_id == follower.unit_id == target.unit_id
            assert events_of(session, follower.id)[-1].action == "take_over"
            assert agrees_with_its_events(session, follower)
            target = Holder(house.unit.id)
        actions = [event.action for event in events_of(session, follower.id)]
        assert actions.count(Action.TAKE_OVER) == 2


def test_work_that_changed_since_the_preview_is_looked_at_again(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED, number=1)
        chief, source = viewer(house.chief), Holder(house.unit.id)
        seen = print_of(open_work(session, chief, source))
        case_at(session, house, State.ASSIGNED, number=2)
        with pytest.raises(ChangedMeanwhileError):
            hand_over(session, chief, source, Holder(house.other_unit.id), seen, now=NOW)


def test_only_those_who_assign_hand_over_and_only_inside(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED, number=1)
        source, target = Holder(house.unit.id), Holder(house.other_unit.id)
        seen = print_of(open_work(session, viewer(house.head), source))
        with pytest.raises(NotAllowedError):
            hand_over(session, viewer(house.head), source, target, seen, now=NOW)
        for wrong, code in (
            (source, "itself"),
            (Holder(house.police.id), "not_internal"),
            (Holder(house.other_unit.id, house.officer.id), "not_of_the_unit"),
        ):
            with pytest.raises(InvalidInputError) as caught:
                hand_over(session, viewer(house.chief), source, wrong, seen, now=NOW)
            assert caught.value.fields == {"target": code}
        assert open_work(session, viewer(house.stranger), source) == []

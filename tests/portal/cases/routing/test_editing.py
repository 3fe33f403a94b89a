"""Rules are written, moved and put out of force; tried on past cases before they are saved."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from portal.cases.handling.assigning import assign
from portal.cases.kinds import State, Subject
from portal.cases.routing.editing import NewRule, add, change, move_up, use
from portal.cases.routing.matching import Conditions
from portal.cases.routing.store import rule_of, rules_of
from portal.cases.routing.suggesting import SuggestedBecause, suggest
from portal.cases.routing.trying import Differing, try_rule
from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.models import OfficeEvent
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    case_at,
    make_house,
    received,
    turn,
    viewer,
)

DAY = date(2026, 11, 1)


def lamps(house: House, *words: str, unit_id: int = 0, beside: tuple[int, ...] = ()) -> NewRule:
    conditions = Conditions(words=words or ("đèn đường",))
    return NewRule(conditions, unit_id or house.other_unit.id, beside, DAY)


def test_a_rule_proposes_with_its_reasons_before_habit_does(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED)
        rule = add(session, viewer(house.chief), lamps(house, beside=(house.unit.id,)), now=NOW)
        found = suggest(session, received(session, house, number=2), NOW)
        assert found is not None
        assert (found.unit_id, found.because) == (house.other_unit.id, SuggestedBecause.A_RULE)
        assert found.beside == (house.unit.id,)
        assert found.fit is not None
        assert (found.fit.rule.id, found.fit.words) == (rule.id, ("đèn đường",))


def test_the_unit_that_gave_it_back_is_passed_over(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        chief = viewer(house.chief)
        add(session, chief, lamps(house, unit_id=house.unit.id), now=NOW)
        add(session, chief, lamps(house), now=NOW)
        case = case_at(session, house, State.ASSIGNED)
        case.state = State.ACCEPTED
        session.flush()
        found = suggest(session, case, NOW)
        assert found is not None
        assert found.unit_id == house.other_unit.id


def test_a_rule_moves_up_and_out_of_force_and_every_step_is_kept(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        chief = viewer(house.chief)
        ids = [add(session, chief, lamps(house, word), now=NOW).id for word in ("a", "b", "c")]
        move_up(session, chief, ids[2], now=NOW)
        move_up(session, chief, ids[0], now=NOW)
        assert [rule.id for rule in rules_of(session, house.authority.id)] == [
            ids[0],
            ids[2],
            ids[1],
        ]
        use(session, chief, ids[0], is_active=False, now=NOW)
        change(session, chief, ids[1], lamps(house, "d"), now=NOW)
        assert rule_of(session, house.authority.id, ids[1]).words == ["d"]
        events = session.scalars(select(OfficeEvent).order_by(OfficeEvent.id)).all()
        routing = [event for event in events if event.action.startswith("routing")]
        assert [event.action.removeprefix("routing_rule_") for event in routing] == [
            *["added"] * 3,
            "moved",
            "out_of_force",
            "changed",
        ]
        assert routing[-1].data["before"]["words"] == ["b"]


@pytest.mark.parametrize(
    ("change_of", "fault"),
    [
        ({"conditions": Conditions()}, {"words": "nothing_asked"}),
        ({"conditions": Conditions(words=("x" * 61,))}, {"words": "too_long"}),
        ({"unit_id": 9999}, {"unit_id": "not_internal"}),
        ({"beside": (9999,)}, {"beside": "not_internal"}),
    ],
)
def test_a_rule_that_says_nothing_or_leads_outside_is_refused(
    database: Database, change_of: dict[str, Any], fault: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        rule = NewRule(
            **{
                "conditions": Conditions(subject=Subject.LOCAL_LIFE),
                "unit_id": house.unit.id,
                "beside": (),
                "valid_from": DAY,
                **change_of,
            }
        )
        with pytest.raises(InvalidInputError) as caught:
            add(session, viewer(house.chief), rule, now=NOW)
        assert caught.value.fields == fault
        assert rules_of(session, house.authority.id) == []


def test_police_get_no_rule_and_strangers_see_none(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        with pytest.raises(InvalidInputError):
            add(session, viewer(house.chief), lamps(house, unit_id=house.police.id), now=NOW)
        rule = add(session, viewer(house.chief), lamps(house), now=NOW)
        with pytest.raises(NotFoundError):
            use(session, viewer(house.stranger), rule.id, is_active=False, now=NOW)
        with pytest.raises(NotFoundError):
            move_up(session, viewer(house.stranger), rule.id, now=NOW)


def test_a_rule_is_tried_on_what_people_decided(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        chief = viewer(house.chief)
        assert try_rule(session, chief, lamps(house), None).tried == 0
        case_at(session, house, State.ASSIGNED, number=1)
        other = case_at(session, house, State.ACCEPTED, number=2)
        assign(session, turn(house.chief, other), house.other_unit.id, now=NOW)
        received(session, house, number=3)
        trial = try_rule(session, chief, lamps(house), None)
        assert (trial.tried, trial.fitting, trial.decided, trial.agreeing) == (2, 2, 2, 1)
        first = session.get_one(type(other), 1)
        assert list(trial.differing) == [Differing(first.reference, house.unit.id)]
        before = add(session, chief, lamps(house, "đèn"), now=NOW)
        trial = try_rule(session, chief, lamps(house), None)
        assert (trial.fitting, trial.decided) == (2, 0)
        # Written anew at its own place it is not in its own way.
        assert try_rule(session, chief, lamps(house), before.id).decided == 2
        assert try_rule(session, viewer(house.stranger), lamps(house), None).tried == 0

"""Units beside the responsible one read and note; they answer nothing and reach nobody."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.cases.events import facts_of
from portal.cases.facts import units_beside, written_beside
from portal.cases.handling.assigning import assign
from portal.cases.handling.notes import add_note
from portal.cases.handling.queues.kinds import Horizon, Queue
from portal.cases.handling.queues.store import queue_counts
from portal.cases.handling.senders import open_sender
from portal.cases.handling.store import visible_case
from portal.cases.handling.visibility import may_see
from portal.cases.judging import possible
from portal.cases.kinds import Action, CaseKind, State
from portal.cases.models import Case
from portal.cases.sealing.sealing import seal
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.keys import Keys
from portal.people.details import ReadingPurpose
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)

TODAY = date(2026, 11, 20)
HORIZON = Horizon(TODAY, TODAY)


def together(session: Session, house: House, number: int = 1) -> Case:
    """Return a case of one unit with the other one beside it."""
    case = case_at(session, house, State.ACCEPTED, number=number)
    beside = (house.other_unit.id,)
    return assign(session, turn(house.chief, case), house.unit.id, None, beside, now=NOW)


def test_a_coordinating_unit_sees_the_case_in_a_queue_of_its_own(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = together(session, house)
        case_at(session, house, State.ASSIGNED, number=2)
        who = viewer(house.colleague)
        assert visible_case(session, who, case.id) is case
        assert may_see(who, case.authority_id, case.unit_id, beside=case.beside)
        counts = queue_counts(session, who, HORIZON)
        assert (counts[Queue.BESIDE], counts[Queue.MY_UNIT], counts[Queue.ALL]) == (1, 0, 1)
        assert queue_counts(session, viewer(house.officer), HORIZON)[Queue.BESIDE] == 0
        assert events_of(session, case.id)[-1].data["beside"] == [house.other_unit.id]
        assert agrees_with_its_events(session, case)


def test_it_notes_and_does_nothing_else(database: Database, keys: Keys) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = together(session, house)
        actor = viewer(house.colleague).as_actor()
        assert possible(facts_of(case), actor, NOW) == {Action.NOTE}
        add_note(session, turn(house.colleague, case), "Bên em đã ra xem.", now=NOW)
        with pytest.raises(NotAllowedError):
            open_sender(session, keys, turn(house.colleague, case), ReadingPurpose.REPLY, now=NOW)


def test_another_assignment_says_anew_who_coordinates(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = together(session, house)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        assert case.beside == ""
        with pytest.raises(NotFoundError):
            add_note(session, turn(house.colleague, case), "Xin góp ý.", now=NOW)


def test_a_sealed_case_has_nobody_beside(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = together(session, house)
        keeper = viewer(house.chief).staff_id
        kind = CaseKind.DENUNCIATION
        seal(session, turn(house.clerk, case), kind, keeper, "Tố cáo một cán bộ.", now=NOW)
        assert case.beside == ""
        assert visible_case(session, viewer(house.colleague), case.id) is None
        assert agrees_with_its_events(session, case)


@pytest.mark.parametrize("whose", ["unit", "police", "stranger"])
def test_only_other_units_of_the_commune_coordinate(database: Database, whose: str) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        units = {
            "unit": house.unit.id,
            "police": house.police.id,
            "stranger": house.stranger.unit_id,
        }
        with pytest.raises(InvalidInputError) as caught:
            assign(
                session,
                turn(house.chief, case),
                house.unit.id,
                None,
                (units[whose] or 0,),
                now=NOW,
            )
        assert caught.value.fields == {"beside": "in_charge" if whose == "unit" else "not_internal"}


def test_unit_three_does_not_read_what_unit_thirty_coordinates() -> None:
    assert written_beside({30, 4}) == "|4|30|"
    assert units_beside("|4|30|") == {4, 30}
    assert (units_beside(""), written_beside(())) == (frozenset(), "")
    assert "|3|" not in written_beside({30, 13})

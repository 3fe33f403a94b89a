"""Stand-ins: by role and unit, from a day to a day, with duties and never for one's own words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.cases.acts import Actor
from portal.cases.conditions import not_the_drafter
from portal.cases.errors import SamePersonError
from portal.cases.events import record
from portal.cases.kinds import Action, State
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.offices import events as office
from portal.offices.kinds import Role
from portal.offices.lending import DUTIES, Lent, lent_by, may_stand_in
from portal.offices.permissions import May, granted
from portal.offices.standing_in import Absence, end, lent_to, listed, name_stand_in
from tests.builders import make_staff
from tests.portal.cases.builders import facts, make_act
from tests.portal.cases.handling.builders import NOW, House, case_at, make_house

TODAY, LAST = date(2026, 11, 20), date(2026, 11, 24)
UNLENT = {May.MANAGE_STAFF, May.SET_UP, May.KEEP_SEALED, May.ENTRUST_SEALED, May.LEAD}


@pytest.mark.parametrize(
    ("away", "unit", "other", "other_unit", "fault"),
    [
        (Role.UNIT_HEAD, 1, Role.CASE_OFFICER, 1, ""),
        (Role.UNIT_HEAD, 1, Role.UNIT_HEAD, 2, "other_unit"),
        (Role.CASE_OFFICER, 1, Role.CASE_OFFICER, 1, ""),
        (Role.CHAIRPERSON, 1, Role.DEPUTY, None, ""),
        (Role.CHAIRPERSON, 1, Role.CHIEF_OF_OFFICE, 1, "not_permitted"),
        (Role.CHAIRPERSON, 1, Role.CASE_OFFICER, 1, "not_permitted"),
        (Role.RECORDS_CLERK, 1, Role.ONE_STOP_CLERK, 2, ""),
        (Role.ONE_STOP_CLERK, 1, Role.CASE_OFFICER, 1, "not_permitted"),
        (Role.ADMINISTRATOR, 1, Role.ADMINISTRATOR, 1, "no_duties"),
        (Role.OBSERVER, 1, Role.CHAIRPERSON, 1, "no_duties"),
    ],
)
def test_who_may_stand_in_for_whom(
    away: Role, unit: int, other: Role, other_unit: int | None, fault: str
) -> None:
    assert may_stand_in(frozenset({away}), unit, frozenset({other}), other_unit) == fault


@pytest.mark.parametrize("role", list(Role))
def test_only_duties_at_cases_are_lent(role: Role) -> None:
    assert lent_by(frozenset({role})) <= DUTIES & granted(frozenset({role}))
    assert not lent_by(frozenset({role})) & UNLENT


def test_nobody_approves_their_own_words_nor_the_drafters_for_the_drafter() -> None:
    drafted = facts(state=State.DRAFTED, unit_id=1, drafted_by_id=3)
    lent = Lent(3, "Trưởng phòng", frozenset({May.APPROVE}), LAST)
    officer = Actor(2, 1, granted(frozenset({Role.CASE_OFFICER})) | {May.APPROVE}, (lent,))
    for who in (officer, Actor(3, 1, granted(frozenset({Role.UNIT_HEAD})))):
        with pytest.raises(SamePersonError):
            not_the_drafter(drafted, make_act(Action.APPROVE, who))
    own = facts(state=State.DRAFTED, unit_id=1, drafted_by_id=2)
    with pytest.raises(SamePersonError):
        not_the_drafter(own, make_act(Action.APPROVE, officer))
    not_the_drafter(facts(drafted_by_id=4), make_act(Action.APPROVE, officer))


def named(session: Session, house: House, first: date = TODAY, last: date = LAST) -> int:
    wanted = Absence(house.head.id, house.officer.id, first, last)
    return name_stand_in(session, who(house), wanted, now=NOW).id


def who(house: House) -> office.Actor:
    return office.Actor(house.authority.id, house.head.id)


def lent(session: Session, house: House, day: date) -> tuple[Lent, ...]:
    return lent_to(session, house.authority.id, house.officer.id, day)


def test_rights_are_lent_from_the_first_day_to_the_last(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        row_id = named(session, house)
        for day in (date(2026, 11, 19), date(2026, 11, 25)):
            assert lent(session, house, day) == ()
        for day in (TODAY, LAST):
            (one,) = lent(session, house, day)
            # What an officer has anyway is not lent.
            assert one.staff_id == house.head.id
            assert one.may == {May.APPROVE, May.EXTEND}
        assert lent_to(session, house.authority.id, house.clerk.id, TODAY) == ()
        house.head.is_active = False
        session.flush()
        assert lent(session, house, TODAY) == ()
        house.head.is_active = True
        end(session, who(house), row_id, house.head.id, now=NOW)
        assert lent(session, house, TODAY) == ()
        assert listed(session, house.authority.id, NOW) == []


def test_the_event_names_who_acted_and_for_whom(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        colleague = make_staff(session, house.authority, "tam", Role.CASE_OFFICER, unit=house.unit)
        wanted = Absence(house.head.id, colleague.id, TODAY, LAST)
        name_stand_in(session, who(house), wanted, now=NOW)
        case = case_at(session, house, State.DRAFTED)
        found = lent_to(session, house.authority.id, colleague.id, TODAY)
        may = granted(colleague.roles).union(*(one.may for one in found))
        actor = Actor(colleague.id, house.unit.id, may, found)
        record(session, case, make_act(Action.APPROVE, actor, NOW))
        last = events_of(session, case.id)[-1]
        assert (last.actor_id, last.data["for"]) == (colleague.id, house.head.id)
        record(session, case, make_act(Action.NOTE, actor, datetime(2026, 11, 20, 2, tzinfo=UTC)))
        assert "for" not in events_of(session, case.id)[-1].data


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"stand_in_id": "head"}, {"stand_in_id": "itself"}),
        ({"stand_in_id": "colleague"}, {"stand_in_id": "other_unit"}),
        ({"stand_in_id": "clerk"}, {"stand_in_id": "not_permitted"}),
        ({"from_on": date(2026, 11, 25)}, {"to_on": "before_from"}),
        ({"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 19)}, {"to_on": "in_the_past"}),
        ({"to_on": date(2027, 12, 1)}, {"to_on": "too_long"}),
    ],
)
def test_what_does_not_fit_is_refused(
    database: Database, changes: dict[str, object], fault: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        wanted: dict[str, Any] = {
            "staff_id": house.head.id,
            "stand_in_id": house.officer.id,
            "from_on": TODAY,
            "to_on": LAST,
            **{k: getattr(house, v).id if isinstance(v, str) else v for k, v in changes.items()},
        }
        with pytest.raises(InvalidInputError) as caught:
            name_stand_in(session, who(house), Absence(**wanted), now=NOW)
        assert caught.value.fields == fault


def test_one_stand_in_at_a_time_and_none_who_is_away(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        row_id = named(session, house)
        with pytest.raises(InvalidInputError) as caught:
            named(session, house, LAST, date(2026, 11, 30))
        assert caught.value.fields == {"to_on": "overlaps"}
        back = Absence(house.officer.id, house.head.id, LAST, LAST)
        with pytest.raises(InvalidInputError) as caught:
            name_stand_in(session, who(house), back, now=NOW)
        assert caught.value.fields == {"stand_in_id": "away_too"}
        stranger = Absence(house.head.id, house.stranger.id, LAST, LAST)
        with pytest.raises(NotFoundError):
            name_stand_in(session, who(house), stranger, now=NOW)
        for other in (house.clerk.id, house.stranger.id):
            with pytest.raises(NotFoundError):
                end(session, who(house), row_id, other, now=NOW)

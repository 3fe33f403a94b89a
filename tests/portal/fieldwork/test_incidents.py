"""Notes of what went wrong: kept with day, hours and place, taken back with a trace."""

from datetime import date, datetime, time
from typing import Any

import pytest

from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.fieldwork.counters_store import incidents_within
from portal.fieldwork.incidents import Note, note_incident, remove_incident
from portal.offices.store import events_of
from tests.portal.fieldwork.house import actor, make_house

DAY = date(2026, 11, 19)


def test_a_note_is_kept_with_its_hours_and_counter(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        who = actor(house.coordinator)
        hours = (time(9), time(11))
        point = house.points[1].id
        note_incident(session, who, Note(DAY, " Cổng DVCQG lỗi ", *hours, point), now=now)
        note_incident(session, who, Note(DAY, "Mất điện"), now=now)
        found = incidents_within(session, house.authority.id, DAY, DAY)
        told = {(i.words, i.from_time, counter) for i, counter in found}
        assert told == {("Cổng DVCQG lỗi", "09:00", "Quầy 2"), ("Mất điện", None, None)}
        assert incidents_within(session, house.authority.id, date(2026, 11, 20), DAY) == []
        assert incidents_within(session, house.stranger.authority_id, DAY, DAY) == []
        with pytest.raises(NotFoundError):
            remove_incident(session, actor(house.stranger), found[0][0].id, now=now)
        remove_incident(session, who, found[0][0].id, now=now)
        assert len(incidents_within(session, house.authority.id, DAY, DAY)) == 1
        assert events_of(session, house.authority.id)[-1].action == "incident_removed"


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"words": " "}, {"words": "length"}),
        ({"words": "x" * 301}, {"words": "length"}),
        ({"on_day": date(2026, 11, 21)}, {"on_day": "in_the_future"}),
        ({"from_time": time(9)}, {"to_time": "both_hours"}),
        ({"from_time": time(9), "to_time": time(9)}, {"to_time": "hours_turned"}),
    ],
)
def test_what_does_not_fit_is_named(
    database: Database, now: datetime, changes: dict[str, Any], faults: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        note = Note(**{"on_day": DAY, "words": "Mất điện", **changes})
        with pytest.raises(InvalidInputError) as refused:
            note_incident(session, actor(house.coordinator), note, now=now)
        assert refused.value.fields == faults


def test_a_counter_of_another_commune_is_none(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        note = Note(DAY, "Mất điện", service_point_id=house.points[0].id)
        with pytest.raises(NotFoundError):
            note_incident(session, actor(house.stranger), note, now=now)

"""Everything a case page shows, and the day the case is due with its reason."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from portal.calendar.editing import switch_day
from portal.cases.handling.case_file import open_case_file
from portal.cases.handling.triage import accept
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import Action, CaseKind, State, TextPart
from portal.db import Database
from portal.errors import NotFoundError
from tests.builders import make_point, make_village
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    case_at,
    make_house,
    received,
    saying,
    turn,
    viewer,
)


def test_a_file_has_the_words_the_names_and_what_can_be_done(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        point = make_point(session, house.unit)
        village = make_village(session, house.authority)
        case = received(session, house, service_point_id=point.id, village_id=village.id)
        file = open_case_file(session, viewer(house.clerk), case.reference)
        assert file.story == STORY
        assert (file.names.unit, file.names.village, file.names.point) == (
            None,
            "Thôn 1",
            "Quầy 1",
        )
        assert Action.ACCEPT in file.actions
        assert Action.ASSIGN not in file.actions
        assert not file.has_contact


def test_a_file_of_another_unit_is_not_found(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        for nosy in (house.colleague, house.stranger):
            with pytest.raises(NotFoundError):
                open_case_file(session, viewer(nosy), case.reference)


def test_the_people_of_a_file_and_its_latest_words_are_known(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        file = open_case_file(session, viewer(house.head), case.reference)
        assert {staff.username for staff in file.people.values()} == {
            "lan",
            "hung",
            "mai",
            "binh",
            "thu",
        }
        assert REPLY in file.latest(TextPart.REPLY)
        assert file.points == saying()
        assert file.latest(TextPart.PUBLIC_REPLY) == ""


def test_first_the_day_to_accept_by_is_shown_then_the_day_to_answer_by(
    database: Database,
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        first = open_case_file(session, viewer(house.clerk), case.reference).deadline
        accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=NOW)
        then = open_case_file(session, viewer(house.clerk), case.reference).deadline
    assert first is not None
    assert then is not None
    assert (first.on, first.rule and first.rule.code) == (date(2026, 11, 23), "CLASSIFY")
    assert (then.on, then.rule and then.rule.code) == (date(2026, 12, 4), "REPLY_OWN")
    assert then.counted is not None
    assert then.counted.days[-1].day == date(2026, 12, 4)


def test_a_promise_keeps_the_table_of_the_calendar_it_was_made_with(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        day = date(2026, 11, 24)
        switch_day(session, house.authority.id, day, active=False, actor_id=None, now=NOW)
        deadline = open_case_file(session, viewer(house.clerk), case.reference).deadline
    assert deadline is not None
    assert (deadline.on, deadline.is_kept) == (date(2026, 12, 4), True)
    assert deadline.counted is not None
    assert [one.counted for one in deadline.counted.days if one.day == day] == [False]


def test_after_reopening_the_count_starts_on_that_day(database: Database) -> None:
    later = datetime(2026, 12, 10, 1, 0, tzinfo=UTC)
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=later)
        reopen(session, case, "Vẫn tắt.", now=later)
        deadline = open_case_file(session, viewer(house.clerk), case.reference).deadline
    assert deadline is not None
    assert (deadline.starts_on, deadline.on) == (date(2026, 12, 10), date(2026, 12, 24))
    assert deadline.counted is not None


def test_a_case_without_a_day_has_no_deadline(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, due_on=None, classify_due_on=None, due_rule=None)
        assert open_case_file(session, viewer(house.clerk), case.reference).deadline is None


def test_a_long_file_costs_no_more_queries_than_a_short_one(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        short = received(session, house, number=1)
        long = case_at(session, house, State.ANSWERED, number=2)
    counts = [queries_of(database, viewer(house.clerk), c.reference) for c in (short, long)]
    assert max(counts) <= min(counts) + 2  # the roles of those who have acted


def queries_of(database: Database, who: object, reference: str) -> int:
    statements: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with database.reading() as session:
            open_case_file(session, who, reference)  # type: ignore[arg-type]  # a Viewer
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)

"""Two people type a sheet; where they agree it is handed in, where not one decides by the paper."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from portal.clock import local_day
from portal.db import Database
from portal.errors import ConstraintError, NotFoundError
from portal.fieldwork.paper import store
from portal.fieldwork.paper.comparing import decide, decided, differences, discard, head_of
from portal.fieldwork.paper.days import ClosedDays
from portal.fieldwork.paper.entering import Outcome, ready
from portal.fieldwork.paper.errors import (
    DayClosedError,
    OwnEntryError,
    SheetMovedOnError,
    SheetUnreadableError,
)
from portal.fieldwork.paper.kinds import SheetState
from portal.fieldwork.paper.models import PaperSheet
from portal.keys import Keys
from portal.ratings.models import Envelope
from surveys.answers import AnswersError
from tests.portal.fieldwork.paper.desk import GOOD, Desk, make_desk

OTHERWISE = {**GOOD, "manner": "3", "comment": "NHANH gọn"}
THREADS = 4


@pytest.fixture
def desk(database: Database, keys: Keys, now: datetime) -> Desk:
    return make_desk(database, keys, now)


@pytest.fixture
def sheet(desk: Desk) -> PaperSheet:
    """A sheet that one person has typed."""
    desk.first(desk.head(3))
    return desk.waiting()[0]


def stored(desk: Desk) -> int:
    with desk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


def test_two_that_agree_are_handed_in_and_leave_only_the_number(
    desk: Desk, sheet: PaperSheet
) -> None:
    assert desk.second(sheet, {**GOOD, "comment": "nhanh  GỌN"}) is Outcome.HANDED_IN
    assert stored(desk) == 1
    with desk.database.reading() as session:
        (left,) = session.scalars(select(PaperSheet))
        typing = store.typing_of(session, desk.commune.survey_id)
    assert (left.state, left.number) == (SheetState.DONE, 3)
    assert {left.first_sealed, left.given_on, left.first_by_id, left.channel} == {None}
    assert typing["manner"] == (1, 0)
    with desk.database.reading() as session, pytest.raises(NotFoundError):
        store.sheet_of(session, desk.commune.authority.id, left.id)


def test_the_same_person_cannot_type_it_again(desk: Desk, sheet: PaperSheet) -> None:
    with pytest.raises(OwnEntryError):
        desk.second(sheet, by=desk.one)
    assert desk.waiting()[0].state == SheetState.FIRST
    assert stored(desk) == 0
    with desk.database.reading() as session:
        assert store.typing_of(session, desk.commune.survey_id) == {}


def test_the_table_itself_refuses_the_same_person_twice(desk: Desk, sheet: PaperSheet) -> None:
    same = {"second_by_id": desk.one.staff_id}
    with pytest.raises(ConstraintError), desk.database.writing() as session:
        store.change_sheet(session, sheet.authority_id, sheet.id, (), same)


def test_a_difference_is_decided_by_the_paper(desk: Desk, sheet: PaperSheet) -> None:
    assert desk.second(sheet, OTHERWISE) is Outcome.DIFFERS
    assert stored(desk) == 0
    (sheet,) = desk.waiting()
    instrument = desk.instrument
    found = differences(desk.keys, sheet, instrument, "vi")
    assert [(one.field.name, one.first, one.second) for one in found] == [("manner", "4", "3")]
    for wrong in ({}, {"manner": "9"}):
        with pytest.raises(AnswersError):
            decided(desk.keys, sheet, instrument, wrong, found)
    keyed = decided(desk.keys, sheet, instrument, {"manner": "3"}, found)
    assert keyed.answers.levels == {"manner": 3, "overall": 5}
    typed = ready(desk.keys, head_of(sheet), keyed, instrument, now=desk.now)
    with desk.database.writing() as session:
        assert decide(session, desk.one, sheet, typed, (), now=desk.now) is Outcome.HANDED_IN
    with desk.database.writing() as session, pytest.raises(SheetMovedOnError):
        decide(session, desk.one, sheet, typed, (), now=desk.now)
    assert stored(desk) == 1
    with desk.database.reading() as session:
        typing = store.typing_of(session, desk.commune.survey_id)
    assert (typing["manner"], typing["overall"]) == ((1, 1), (1, 0))


def test_of_many_second_entries_at_once_one_counts(desk: Desk, sheet: PaperSheet) -> None:
    start = Barrier(THREADS)

    def enter() -> bool:
        start.wait()
        try:
            desk.second(sheet)
        except SheetMovedOnError:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        done = [pool.submit(enter) for _ in range(THREADS)]
    assert sum(one.result() for one in done) == 1
    assert stored(desk) == 1


def test_a_period_closed_meanwhile_refuses_the_second_entry(desk: Desk, sheet: PaperSheet) -> None:
    closed = ClosedDays("2026-11", "2026-11", date(2026, 11, 1), date(2026, 11, 30))
    with pytest.raises(DayClosedError):
        desk.second(sheet, GOOD, closed)
    assert desk.waiting()[0].state == SheetState.FIRST
    assert stored(desk) == 0


def test_a_sheet_thrown_away_can_be_typed_anew(desk: Desk, sheet: PaperSheet) -> None:
    with desk.database.writing() as session:
        discard(session, desk.other, sheet.id, now=desk.now)
    assert desk.waiting() == []
    with desk.database.writing() as session, pytest.raises(SheetMovedOnError):
        discard(session, desk.other, sheet.id, now=desk.now)
    assert desk.first(desk.head(3)) is Outcome.WAITS


def test_a_sheet_that_was_handed_in_is_not_thrown_away(desk: Desk, sheet: PaperSheet) -> None:
    desk.second(sheet)
    with desk.database.writing() as session, pytest.raises(SheetMovedOnError):
        discard(session, desk.one, sheet.id, now=desk.now)


def test_sheets_of_another_number_or_another_key_cannot_be_opened(
    desk: Desk, sheet: PaperSheet
) -> None:
    sheet.number += 1
    with pytest.raises(SheetUnreadableError):
        desk.second(sheet)


def test_what_waits_too_long_is_forgotten(desk: Desk, sheet: PaperSheet) -> None:
    today = local_day(desk.now)
    with desk.database.writing() as session:
        assert store.forget_before(session, today - timedelta(days=1)) == 0
        assert store.forget_before(session, today) == 1
    assert desk.waiting() == []

"""Figures by hand: with a source, checked by another person, never in a computed sum."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.keys import Keys
from portal.offices.events import Actor
from portal.reports import periods
from portal.reports.byhand import store
from portal.reports.byhand.entering import Source, check, enter, refuse
from portal.reports.byhand.kinds import HandState
from portal.reports.byhand.reading import ByHand, HandValue, in_force
from portal.reports.errors import OwnEntryError, PeriodInUseError, PeriodNotFoundError
from portal.reports.kinds import PeriodKind
from portal.reports.report import Order, take
from tests.portal.reports.papers import grids, paper_of, spoken
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

SOURCE = Source("12/BC-UBND", date(2025, 6, 20))
BEFORE = "2025-05"
BEGAN = date(2025, 7, 1)


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    plan = periods.PeriodPlan(
        BEFORE, "Tháng 5/2025", date(2025, 5, 1), date(2025, 5, 31), date(2025, 5, 31)
    )
    with database.writing() as session:
        periods.add(session, world.authority_id, plan)
    return world


def people(world: World) -> tuple[Actor, Actor]:
    first, second = (Actor(world.authority_id, one.staff_id) for one in world.house.people)
    return first, second


def entered(database: Database, world: World, key: str = BEFORE, **values: int) -> list[int]:
    with database.writing() as session:
        enter(session, people(world)[0], key, values, SOURCE, now=NOW)
    return waiting(database, world, key)


def waiting(database: Database, world: World, key: str = BEFORE) -> list[int]:
    with database.reading() as session:
        rows = store.rows_of(session, world.authority_id, [key], {HandState.WAITING})
        return [row.figure.id for row in rows]


def known(database: Database, world: World, key: str = BEFORE) -> dict[str, int]:
    with database.reading() as session:
        found = in_force(session, world.authority_id, {key: date(2025, 5, 31)}, BEGAN)[key]
        return {code: one.value for code, one in found.figures.items()}


def test_a_figure_counts_once_a_second_person_has_checked_it(
    database: Database, world: World
) -> None:
    ids = entered(database, world, received=12, carried_over=3)
    assert known(database, world) == {}
    first, second = people(world)
    with pytest.raises(OwnEntryError), database.writing() as session:
        check(session, first, BEFORE, ids, now=NOW)
    assert known(database, world) == {}
    with database.writing() as session:
        check(session, second, BEFORE, ids, now=NOW)
    assert known(database, world) == {"received": 12, "carried_over": 3}


def test_a_new_figure_takes_the_place_of_the_old_when_it_is_checked(
    database: Database, world: World
) -> None:
    second = people(world)[1]
    for value in (12, 14):
        ids = entered(database, world, received=value)
        with database.writing() as session:
            check(session, second, BEFORE, ids, now=NOW)
    assert known(database, world) == {"received": 14}
    entered(database, world, received=15)
    assert known(database, world) == {"received": 14}
    with database.reading() as session:
        rows = store.rows_of(session, world.authority_id, [BEFORE], set(HandState))
    assert [row.figure.state for row in rows] == ["replaced", "in_force", "waiting"]


def test_what_was_entered_anew_is_not_checked_unseen(database: Database, world: World) -> None:
    read = entered(database, world, received=12)
    entered(database, world, received=99)
    with pytest.raises(ChangedMeanwhileError), database.writing() as session:
        check(session, people(world)[1], BEFORE, read, now=NOW)
    assert known(database, world) == {}


def test_ratings_of_a_few_people_before_the_portal_are_for_the_house_alone() -> None:
    def figures(**values: int) -> ByHand:
        by = ("An", "Bình")
        return ByHand({c: HandValue(n, "1/BC", BEGAN, *by) for c, n in values.items()}, is_all=True)

    few = figures(responses=9, answers=4, satisfied=3, received=2)
    assert few.for_everybody(5) == figures(received=2)
    assert figures(satisfied=3, nine_1=2).for_everybody(5) == figures(nine_1=2)
    enough = figures(responses=9, answers=5, satisfied=3)
    assert enough.for_everybody(5) == enough


def test_a_refused_figure_is_in_no_report(database: Database, world: World) -> None:
    ids = entered(database, world, received=12)
    with database.writing() as session:
        refuse(session, people(world)[1], BEFORE, ids, now=NOW)
    assert known(database, world) == {}
    assert waiting(database, world) == []


def test_two_who_check_at_once_check_once(database: Database, world: World) -> None:
    ids = entered(database, world, received=12)

    def checks(_number: int) -> str:
        try:
            with database.writing() as session:
                check(session, people(world)[1], BEFORE, ids, now=NOW)
        except ChangedMeanwhileError:
            return "late"
        return "checked"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(checks, range(2))) == ["checked", "late"]


@pytest.mark.parametrize(
    ("key", "values", "source", "field"),
    [
        (BEFORE, {"received": 1}, Source("", date(2025, 6, 20)), "document"),
        (BEFORE, {"received": 1}, Source("1/BC", date(2031, 1, 1)), "document_on"),
        (BEFORE, {}, SOURCE, "document"),
        (BEFORE, {"answers": 3, "satisfied": 4}, SOURCE, "satisfied"),
        (BEFORE, {"nine_1": 3}, SOURCE, "nine_1"),
        (BEFORE, {"received": -1}, SOURCE, "received"),
        (BEFORE, {"in_time_share": 1}, SOURCE, "in_time_share"),
        (OCTOBER, {"received": 1}, SOURCE, "received"),
    ],
)
def test_what_does_not_fit_is_named(
    database: Database,
    world: World,
    key: str,
    values: dict[str, int],
    source: Source,
    field: str,
) -> None:
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        enter(session, people(world)[0], key, values, source, now=NOW)
    assert field in refused.value.fields
    assert waiting(database, world, key) == []


def test_a_stranger_enters_nothing(database: Database, world: World) -> None:
    with pytest.raises(PeriodNotFoundError), database.writing() as session:
        enter(session, Actor(world.authority_id + 1, 1), BEFORE, {"received": 1}, SOURCE, now=NOW)


def test_a_period_with_figures_stays(database: Database, keys: Keys, world: World) -> None:
    entered(database, world, "2026-12", files_online=3)
    with pytest.raises(PeriodInUseError), database.writing() as session:
        periods.remove(session, world.authority_id, "2026-12", date(2026, 11, 20))


def test_the_paper_marks_them_and_adds_them_to_nothing(
    database: Database, keys: Keys, world: World
) -> None:
    ids = entered(database, world, received=12, answers=40, satisfied=30, responses=41)
    spans = (date(2025, 6, 1), date(2025, 6, 30))
    with database.writing() as session:
        check(session, people(world)[1], BEFORE, ids, now=NOW)
        for key, kind in ((BEFORE, PeriodKind.OTHER), ("2025-06", PeriodKind.OTHER)):
            if key != BEFORE:
                plan = periods.PeriodPlan(key, "Tháng 6/2025", *spans, spans[1], kind=kind)
                periods.add(session, world.authority_id, plan)
    order = Order(world.authority_id, "2025-06", base_url="https://gopy.example")
    paper = paper_of(take(database, keys, order, now=NOW))
    ratings, petitions = grids(paper)[0], grids(paper)[-1]
    assert ratings["Phiếu đánh giá"][1] == "41 [1]"
    assert ratings["Tỷ lệ hài lòng"][1] == "75,0% [1]"
    received = next(
        cells for table in grids(paper) for name, cells in table.items() if name == "Nhận trong kỳ"
    )
    assert received[:2] == ["–", "12 [1]"]
    assert petitions
    words = spoken(paper)
    assert "[1] nhập tay, nguồn: 12/BC-UBND ngày 20/06/2025; người kiểm tra: Officer.B." in words
    assert "Kỳ này chưa có cổng" in words
    links = {
        rel.target_ref for rel in paper.part.rels.values() if rel.reltype.endswith("/hyperlink")
    }
    assert "https://gopy.example/console/ket-qua/so-lieu/2025-05/received" in links


def test_a_part_of_a_period_stands_beside_what_was_counted(
    database: Database, keys: Keys, world: World
) -> None:
    half = ("2025-h", "Nửa năm", date(2025, 6, 15), date(2025, 12, 14), date(2025, 12, 14))
    with database.writing() as session:
        periods.add(session, world.authority_id, periods.PeriodPlan(*half))
    ids = entered(database, world, "2025-h", received=5)
    with database.writing() as session:
        check(session, people(world)[1], "2025-h", ids, now=NOW)
    paper = paper_of(take(database, keys, Order(world.authority_id, "2025-h"), now=NOW))
    received = next(
        cells for table in grids(paper) for name, cells in table.items() if name == "Nhận trong kỳ"
    )
    assert received[0] == "0\n+ 5 [1]"

"""An erratum says what was wrong and is; it never gives a few people away."""

import pytest

from portal.db import Database
from portal.errors import InvalidInputError
from portal.keys import Keys
from portal.offices.events import Actor
from portal.reports.closing import close_ended
from portal.reports.correcting import Correction, correct
from portal.reports.errata import erratum_sentence
from portal.reports.errors import PeriodNotFoundError
from portal.reports.report import Order, take
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

REASON = "Một tập phiếu giấy bị bỏ sót."


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    close_ended(database, keys, now=NOW)
    return world


def put(database: Database, world: World, figure: str, is_now: int, reason: str = REASON) -> None:
    actor = Actor(world.authority_id, world.house.people[0].staff_id)
    with database.writing() as session:
        correct(session, actor, OCTOBER, Correction(figure, is_now, reason), now=NOW)


def test_an_erratum_stands_beside_figures_that_stay(
    database: Database, keys: Keys, world: World
) -> None:
    put(database, world, "responses", 31)
    put(database, world, "received", 7)
    report = take(database, keys, Order(world.authority_id, OCTOBER), now=NOW)
    assert report.overview.ratings.total.responses == 26
    assert report.closed is not None
    first, second = report.closed.errata
    assert (first.was, first.is_now, second.was, second.is_now) == (26, 31, 6, 7)
    assert erratum_sentence(first, "vi") == (
        "20/11/2026 – Phiếu đánh giá: đã ghi 26, số đúng là 31. Một tập phiếu giấy bị bỏ sót."
    )


@pytest.mark.parametrize(
    ("figure", "is_now", "reason", "field"),
    [
        ("responses", 30, REASON, "is_now"),
        ("satisfied", 19, REASON, "is_now"),
        ("responses", 26, REASON, "is_now"),
        ("responses", -1, REASON, "is_now"),
        ("received", 10**9, REASON, "is_now"),
        ("received", 7, "sai", "reason"),
        ("satisfied_share", 1, REASON, "figure"),
        ("nothing", 1, REASON, "figure"),
    ],
)
def test_what_does_not_fit_is_refused(
    database: Database, world: World, figure: str, is_now: int, reason: str, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        put(database, world, figure, is_now, reason)
    assert field in caught.value.fields


def test_a_second_erratum_does_not_come_close_to_what_was_first_said(
    database: Database, world: World
) -> None:
    put(database, world, "responses", 36)
    with pytest.raises(InvalidInputError):
        put(database, world, "responses", 27)
    put(database, world, "responses", 26)


def test_a_period_that_is_not_closed_has_no_errata(database: Database, world: World) -> None:
    actor = Actor(world.authority_id, world.house.people[0].staff_id)
    with database.writing() as session, pytest.raises(PeriodNotFoundError):
        correct(session, actor, "2026-11", Correction("received", 7, REASON), now=NOW)

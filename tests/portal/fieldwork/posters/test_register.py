"""Posters are numbered, hung, come by and taken out of use; on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.calendar.editing import seed
from portal.db import Database
from portal.documents.posters.poster import Format
from portal.errors import ConstraintError, InvalidInputError, NotFoundError
from portal.fieldwork.posters import store
from portal.fieldwork.posters.alarm import quiet_ids
from portal.fieldwork.posters.kinds import PosterState, RevokeReason
from portal.fieldwork.posters.models import Poster
from portal.fieldwork.posters.posting import Hung, hang, hang_batch, revoke
from portal.fieldwork.posters.printing import Order, print_notice, print_posters
from portal.fieldwork.posters.visits import EVERY, Visits
from portal.offices.events import Actor
from portal.offices.kinds import Role
from tests.builders import make_authority, make_point, make_staff, make_survey, make_unit

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)
LATER = NOW + timedelta(days=40)
CODES = ("K7M2QXG", "ABCDEFG", "2345678")


@pytest.fixture
def actor(database: Database) -> Actor:
    """A commune with a centre of two counters and a clinic of one."""
    with database.writing() as session:
        authority = make_authority(session)
        seed(session, authority.id, now=NOW)
        centre, clinic = make_unit(session, authority), make_unit(session, authority, "Trạm Y tế")
        for code, unit in zip(CODES, (centre, centre, clinic), strict=True):
            make_point(session, unit, code=code, name=f"Quầy {code}")
        make_survey(session, authority)
        return Actor(authority.id, make_staff(session, authority, "an", Role.ADMINISTRATOR).id)


def print_(database: Database, actor: Actor, order: Order = Order(Format.A4)) -> list[Poster]:  # noqa: B008  # frozen
    with database.writing() as session:
        batch = print_posters(session, actor, order, now=NOW)
        return list(store.batch_of(session, actor.authority_id, batch))


def do(database: Database, step: Callable[[Session], object]) -> None:
    with database.writing() as session:
        step(session)


def row(database: Database, actor: Actor, poster: Poster) -> Poster:
    with database.reading() as session:
        return store.poster_of(session, actor.authority_id, poster.id)


def test_all_places_get_a_number_each_and_the_next_order_goes_on(
    database: Database, actor: Actor
) -> None:
    assert [poster.number for poster in print_(database, actor)] == [1, 2, 3]
    unit_id = print_(database, actor)[2].point.unit_id  # type: ignore[union-attr]  # it has one
    assert [p.number for p in print_(database, actor, Order(Format.A5, unit_id=unit_id))] == [7]
    with database.writing() as session:
        batch = print_notice(session, actor, "Xã Suối Mơ", now=NOW)
        [notice] = store.batch_of(session, actor.authority_id, batch)
    assert (notice.number, notice.point, notice.paper) == (8, None, "notice")


def test_two_who_print_at_once_get_different_numbers(database: Database, actor: Actor) -> None:
    with ThreadPoolExecutor(4) as pool:
        printed = list(pool.map(lambda _: print_(database, actor), range(4)))
    numbers = sorted(poster.number for posters in printed for poster in posters)
    assert numbers == list(range(1, 13))


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        (Order(Format.A4, second="ede"), {"second": "unfit"}),
        (Order(Format.A4, unit_id=0), {"where": "no_place"}),
    ],
    ids=["language", "place"],
)
def test_what_cannot_be_printed_is_refused(
    database: Database, actor: Actor, order: Order, fault: dict[str, str]
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        print_(database, actor, order)
    assert refused.value.fields == fault


def test_a_poster_is_hung_with_its_day_and_spot(database: Database, actor: Actor) -> None:
    poster = print_(database, actor, Order(Format.A4, second="en"))[0]
    hung = Hung("Bên trái cửa", TODAY)
    do(database, lambda session: hang(session, actor, poster.id, hung, now=NOW))
    found = row(database, actor, poster)
    assert (found.state, found.spot, found.posted_on) == (PosterState.HANGING, *vars(hung).values())
    assert found.posted_by is not None
    assert found.posted_by.id == actor.staff_id


@pytest.mark.parametrize(
    ("hung", "fault"),
    [
        (Hung("", TODAY), {"spot": "length"}),
        (Hung("x" * 201, TODAY), {"spot": "length"}),
        (Hung("Cửa", TODAY + timedelta(1)), {"posted_on": "not_yet"}),
        (Hung("Cửa", TODAY - timedelta(1)), {"posted_on": "before_printing"}),
    ],
    ids=["empty", "long", "tomorrow", "before"],
)
def test_where_it_hangs_is_checked(
    database: Database, actor: Actor, hung: Hung, fault: dict[str, str]
) -> None:
    poster = print_(database, actor)[0]
    with pytest.raises(InvalidInputError) as refused:
        do(database, lambda session: hang(session, actor, poster.id, hung, now=NOW))
    assert refused.value.fields == fault


def test_hanging_all_leaves_alone_what_hangs_already_or_is_out_of_use(
    database: Database, actor: Actor
) -> None:
    first, second, third = print_(database, actor)
    do(database, lambda s: hang(s, actor, first.id, Hung("Cửa", TODAY), now=NOW))
    do(database, lambda s: revoke(s, actor, second.id, RevokeReason.LOST, now=NOW))
    do(database, lambda session: hang_batch(session, actor, first.batch, now=LATER))
    assert row(database, actor, first).posted_on == TODAY
    assert row(database, actor, second).posted_on is None
    assert row(database, actor, third).posted_on == TODAY + timedelta(40)


def test_out_of_use_is_for_good(database: Database, actor: Actor) -> None:
    poster = print_(database, actor)[0]
    do(database, lambda s: revoke(s, actor, poster.id, RevokeReason.LOST, now=NOW))
    do(database, lambda s: revoke(s, actor, poster.id, RevokeReason.MOVED, now=LATER))
    assert row(database, actor, poster).reason == RevokeReason.LOST
    with pytest.raises(NotFoundError):
        do(database, lambda s: hang(s, actor, poster.id, Hung("Cửa", TODAY), now=NOW))
    with database.glancing() as connection:
        found = store.scanned(connection, int(poster.service_point_id or 0), poster.number)
    assert found is not None
    assert found.reason is RevokeReason.LOST


@pytest.mark.parametrize(
    "wrong",
    [{"paper": "notice"}, {"reason": "lost"}, {"posted_on": TODAY}],
    ids=["place", "reason", "whom"],
)
def test_the_table_refuses_what_no_step_writes(
    database: Database, actor: Actor, wrong: dict[str, object]
) -> None:
    poster = print_(database, actor)[0]
    with pytest.raises(ConstraintError), database.writing() as session:
        store.change(session, actor.authority_id, [poster.id], (), wrong)


def test_a_neighbours_poster_does_not_exist(database: Database, actor: Actor) -> None:
    poster = print_(database, actor)[0]
    with database.writing() as session:
        other = Actor(make_authority(session, slug="xa-khac", code="99002").id)
        with pytest.raises(NotFoundError):
            store.poster_of(session, other.authority_id, poster.id)
        with pytest.raises(NotFoundError):
            hang_batch(session, other, poster.batch, now=NOW)


def test_visits_keep_the_last_day_and_nothing_else(database: Database, actor: Actor) -> None:
    first, second, _third = print_(database, actor)
    visits = Visits(database)
    for _ in range(3):
        visits.note(first.id, TODAY)
    assert visits.write_down(NOW) == 1
    visits.note(first.id, TODAY)
    visits.note(second.id, TODAY)
    assert visits.write_down(NOW + EVERY / 2) == 0
    assert visits.write_down(NOW + EVERY) == 1
    # Another process that is a day behind moves nothing back.
    slow = Visits(database)
    slow.note(first.id, TODAY - timedelta(1))
    slow.write_down(NOW)
    assert row(database, actor, first).seen_on == TODAY
    assert row(database, actor, second).seen_on == TODAY


def test_a_poster_nobody_comes_by_is_pointed_out(database: Database, actor: Actor) -> None:
    busy, dead, _unhung = print_(database, actor)
    for poster in (busy, dead):
        hung = Hung("Cửa", TODAY)
        do(database, lambda s, p=poster, h=hung: hang(s, actor, p.id, h, now=NOW))  # type: ignore[misc]  # bound now
    seen_on = TODAY + timedelta(30)
    with database.jotting() as connection:
        store.mark_seen(connection, {busy.id: seen_on})
    with database.reading() as session:
        assert quiet_ids(session, actor.authority_id, seen_on) == {dead.id}
    do(database, lambda s: revoke(s, actor, dead.id, RevokeReason.TORN_DOWN, now=LATER))
    with database.reading() as session:
        assert quiet_ids(session, actor.authority_id, seen_on) == set()

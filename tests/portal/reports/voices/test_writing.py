"""Words beside numbers: added, corrected with their history, never in place of a number."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.reports.errors import PeriodNotFoundError
from portal.reports.periods import period
from portal.reports.voices.beside import Notes, Voice, notes_beside, replies_beside
from portal.reports.voices.writing import LONGEST, Counter, Place, note, reply
from tests.builders import make_staff
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

SHARE = Place(OCTOBER, "satisfied_share")


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


@pytest.fixture
def chair(database: Database, world: World) -> Actor:
    with database.writing() as session:
        staff = make_staff(session, world.commune.authority, "chair", Role.CHAIRPERSON)
        return Actor(world.authority_id, staff.id)


def say(
    database: Database, chair: Actor, words: str, place: Place = SHARE, *, after: int = 0
) -> None:
    with database.writing() as session:
        now = NOW + timedelta(days=after)
        note(session, chair, Role.CHAIRPERSON, place, words, now=now)


def beside(database: Database, chair: Actor) -> Notes:
    with database.reading() as session:
        row = period(session, chair.authority_id, OCTOBER)
        return notes_beside(session, chair.authority_id, row.id)


def test_a_correction_keeps_what_was_said_and_a_comment_taken_back_stays_readable(
    database: Database, chair: Actor
) -> None:
    say(database, chair, "Hai tuần mất mạng.")
    say(database, chair, "Ba tuần mất mạng.", after=1)
    say(database, chair, "  ", after=2)
    voice = beside(database, chair)["satisfied_share", None]
    assert [version.words for version in voice.versions] == [
        "Hai tuần mất mạng.",
        "Ba tuần mất mạng.",
        "",
    ]
    assert voice.latest.role is Role.CHAIRPERSON
    assert [version.at for version in voice.versions] == sorted(v.at for v in voice.versions)


def test_the_comment_of_a_unit_stands_beside_that_unit(
    database: Database, world: World, chair: Actor
) -> None:
    clinic = world.commune.units[1].id
    say(database, chair, "Thiếu y tá.", Place(OCTOBER, "satisfied_share", clinic))
    assert set(beside(database, chair)) == {("satisfied_share", clinic)}


@pytest.mark.parametrize("words", ["", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused(database: Database, chair: Actor, words: str) -> None:
    with pytest.raises(InvalidInputError):
        say(database, chair, words)
    say(database, chair, "Có lý do.")
    with pytest.raises(InvalidInputError):
        say(database, chair, "Có lý do. ")


def test_what_is_no_figure_or_no_period_takes_no_comment(
    database: Database, world: World, chair: Actor
) -> None:
    with pytest.raises(InvalidInputError):
        say(database, chair, "?", Place(OCTOBER, "is_counted"))
    with pytest.raises(InvalidInputError):
        say(database, chair, "?", Place(OCTOBER, "received", world.commune.units[0].id))
    with pytest.raises(PeriodNotFoundError):
        say(database, chair, "?", Place("never", "received"))
    with pytest.raises(NotFoundError):
        say(database, chair, "?", Place(OCTOBER, "satisfied_share", 999))


def test_a_head_replies_about_counters_of_the_own_unit_only(
    database: Database, world: World, chair: Actor
) -> None:
    centre, clinic = (unit.id for unit in world.commune.units)
    point = world.commune.points[0].id
    with database.writing() as session:
        reply(session, chair, Counter(OCTOBER, point, centre), "Người mới, đang tập việc.", now=NOW)
    for unit_id in (clinic, None):
        with pytest.raises(NotAllowedError), database.writing() as session:
            reply(
                session,
                chair,
                Counter(OCTOBER, point, unit_id),
                "Không phải việc của tôi.",
                now=NOW,
            )
    with database.reading() as session:
        row = period(session, chair.authority_id, OCTOBER)
        found: dict[int, Voice] = dict(replies_beside(session, chair.authority_id, row.id))
    assert [version.words for version in found[point].versions] == ["Người mới, đang tập việc."]
    assert found[point].latest.at == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

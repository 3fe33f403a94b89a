"""A printed poster leads to its place, says when it is old, and remembers a day, not a visitor."""

from datetime import datetime

import pytest
from sqlalchemy import inspect

from portal.clock import local_day, utc_now
from portal.db import Database
from portal.documents.posters.poster import Format
from portal.fieldwork.posters import store
from portal.fieldwork.posters.kinds import RevokeReason
from portal.fieldwork.posters.models import Poster
from portal.fieldwork.posters.posting import revoke
from portal.fieldwork.posters.printing import Order, print_posters
from portal.offices.events import Actor
from portal.offices.models import ServicePoint
from portal.offices.places import revoke_point
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient

# The queries of the register are tried on both databases where they are made.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PLACE = "/q/K7M2QXG"
NOW = datetime.fromisoformat("2026-11-20T03:00:00+00:00")


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


@pytest.fixture
def poster(database: Database, commune: Commune) -> Poster:
    actor = Actor(commune.authority.id)
    with database.writing() as session:
        batch = print_posters(session, actor, Order(Format.A4), now=NOW)
        return store.batch_of(session, actor.authority_id, batch)[0]


def seen(database: Database, poster: Poster) -> Poster:
    with database.reading() as session:
        return store.poster_of(session, poster.authority_id, poster.id)


def test_a_scan_shows_the_page_of_the_place_as_if_its_code_were_typed(
    client: ProofreadingClient, poster: Poster
) -> None:
    scanned, typed = client.get(f"{PLACE}/{poster.number}"), client.get(PLACE)
    assert scanned.status_code == 200
    assert "Set-Cookie" not in scanned.headers
    # Nothing on the page tells by which poster one came: no rating can be traced to it.
    assert scanned.text.count(f'action="{PLACE}"') == typed.text.count(f'action="{PLACE}"') == 1
    assert f"{PLACE}/{poster.number}" not in scanned.text


def test_a_scan_leaves_one_day_and_is_written_after_the_answer(
    client: ProofreadingClient, database: Database, poster: Poster
) -> None:
    before = {name: getattr(seen(database, poster), name) for name in columns()}
    client.get(f"{PLACE}/{poster.number}").close()
    after = {name: getattr(seen(database, poster), name) for name in columns()}
    assert after == before | {"seen_on": local_day(utc_now())}


def columns() -> list[str]:
    return [column.key for column in inspect(Poster).columns]


@pytest.mark.parametrize(
    ("reason", "lang"), list(zip(RevokeReason, ["vi", "en", "vi", "en"], strict=True))
)
def test_an_old_poster_says_so_and_leads_on(
    client: ProofreadingClient,
    database: Database,
    poster: Poster,
    reason: RevokeReason,
    lang: str,
) -> None:
    with database.writing() as session:
        revoke(session, Actor(poster.authority_id), poster.id, reason, now=NOW)
    page = client.get(f"{PLACE}/{poster.number}?lang={lang}")
    assert page.status_code == 410
    words = {"vi": "Tấm này không còn dùng nữa", "en": "This poster is no longer in use"}
    assert words[lang] in page.text
    assert f'href="{PLACE}' in page.text
    assert seen(database, poster).seen_on is None
    assert client.get(PLACE).status_code == 200


def test_a_number_that_was_never_printed_leads_on(
    client: ProofreadingClient, poster: Poster
) -> None:
    for number in (poster.number + 1, 999_999):
        answer = client.get(f"{PLACE}/{number}")
        assert (answer.status_code, answer.location) == (303, PLACE)


def test_a_place_out_of_use_and_a_strange_code_say_what_they_always_say(
    client: ProofreadingClient, database: Database, poster: Poster
) -> None:
    assert client.get(f"/q/ABCDEFG/{poster.number}").status_code == 404
    with database.writing() as session:
        actor, point = Actor(poster.authority_id), poster.service_point_id
        revoke_point(session, actor, int(point or 0), is_revoked=True, now=NOW)
        assert session.get(ServicePoint, point) is not None
    page = client.get(f"{PLACE}/{poster.number}")
    assert page.status_code == 410
    assert "không còn dùng" in page.text

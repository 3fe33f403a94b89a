"""The page of a tablet and its gate: no cookie, a worker of its own, an answer for each rating."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import html5lib
import pytest
import time_machine
from sqlalchemy import select

from portal.db import Database
from portal.fieldwork.kiosks.boxes import Box
from portal.fieldwork.kiosks.models import Kiosk
from portal.fieldwork.kiosks.registry import revoke_kiosk
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.surveys import close_surveys
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.envelopes import open_all
from portal.ratings.models import Envelope
from portal.ratings.store import every_envelope
from portal.reports.closing import close
from portal.reports.models import Period
from portal.web.citizen.kiosk import LARGEST_BATCH, REQUESTS, REQUESTS_SECONDS
from tests.portal.fieldwork.kiosks.builders import TOKEN, Counter, make_counter, sent, spoilt
from tests.proofreading import ProofreadingClient

URL = f"/kiosk/{TOKEN}"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def counter(database: Database, keys: Keys, now: datetime) -> Counter:
    return make_counter(database, keys, now)


def hand_in(client: ProofreadingClient, *boxes: Box, today: date = TODAY) -> list[str]:
    answer = client.post(URL, json={"today": today.isoformat(), "boxes": [sent(b) for b in boxes]})
    assert answer.status_code == 200, answer.text
    assert "Set-Cookie" not in answer.headers
    told = json.loads(answer.text)["boxes"]
    assert [one["id"] for one in told] == [box.id.hex() for box in boxes]
    return [one["answer"] for one in told]


def settings_of(html: str) -> dict[str, Any]:
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    [body] = document.iter("body")
    return dict(json.loads(body.get("data-settings", "")))


def days(counter: Counter) -> list[date]:
    with counter.database.reading() as session:
        return sorted(session.scalars(select(Envelope.given_on)))


@pytest.mark.usefixtures("counter")
def test_the_page_needs_no_cookie_and_allows_its_worker_and_nobody_else_s(
    client: ProofreadingClient,
) -> None:
    page = client.get(URL)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert "worker-src 'self'; manifest-src 'self'" in page.headers["Content-Security-Policy"]
    assert "worker-src 'none'" in client.get("/q/K7M2QXG").headers["Content-Security-Policy"]
    assert TOKEN not in page.text.replace(f"/kiosk/{TOKEN}", "")
    settings = settings_of(page.text)
    assert (settings["interval"], settings["survey"]) == (5, 1)
    for path in settings["assets"]:
        assert client.get(path).status_code == 200


@pytest.mark.usefixtures("counter")
def test_both_languages_and_every_question_by_touch_are_on_the_page(
    client: ProofreadingClient,
) -> None:
    page = client.get(URL).text
    assert page.count('data-screen="ask"') == 24
    assert 'data-start="vi"' in page
    assert "Touch here to rate" in page
    assert "<textarea" not in page
    first = page.index('data-screen="ask"')
    assert 'data-code="overall"' in page[first : first + 60]


@pytest.mark.usefixtures("counter")
def test_the_worker_reaches_no_further_than_the_tablets(client: ProofreadingClient) -> None:
    worker = client.get("/kiosk/sw.js")
    assert worker.mimetype in {"text/javascript", "application/javascript"}
    assert "Service-Worker-Allowed" not in worker.headers
    manifest = json.loads(client.get(f"{URL}/manifest.json").text)
    assert (manifest["start_url"], manifest["display"]) == (URL, "fullscreen")


def test_nobody_guesses_a_tablet(client: ProofreadingClient) -> None:
    for path in ("/kiosk/another", "/kiosk/another/manifest.json"):
        assert client.get(path).status_code == 404
    assert client.post("/kiosk/another", json={"boxes": []}).status_code == 404


def test_a_batch_is_told_of_each_what_became_of_it(
    client: ProofreadingClient, counter: Counter
) -> None:
    good, late = counter.box(TODAY), counter.box(TODAY - timedelta(days=3))
    assert hand_in(client, good, spoilt(late)) == ["stored", "refused"]
    assert hand_in(client, late, good) == ["stored", "already"]
    assert days(counter) == [TODAY - timedelta(days=3), TODAY]


def test_a_tablet_whose_clock_is_years_behind_is_put_right(
    client: ProofreadingClient, counter: Counter
) -> None:
    box = counter.box(date(2015, 1, 1))
    assert hand_in(client, box, today=date(2015, 1, 4)) == ["stored"]
    assert days(counter) == [TODAY - timedelta(days=3)]


def test_what_comes_after_the_close_counts_on_the_day_it_came_and_is_said_to(
    client: ProofreadingClient, counter: Counter, now: datetime
) -> None:
    period = Period(
        authority_id=counter.commune.authority.id,
        key="2026-10",
        name="Tháng 10",
        from_on=date(2026, 10, 15),
        to_on=date(2026, 11, 14),
        cutoff_on=date(2026, 11, 16),
    )
    with counter.database.writing() as session:
        session.add(period)
    close(counter.database, counter.keys, Actor(period.authority_id), "2026-10", now=now)
    assert hand_in(client, counter.box(date(2026, 11, 10)), counter.box(TODAY)) == ["stored"] * 2
    assert days(counter) == [TODAY, TODAY]
    with counter.database.reading() as session:
        kiosk = session.get_one(Kiosk, counter.kiosk.id)
        assert (kiosk.seen_on, kiosk.moved) == (TODAY, 1)


def test_more_than_a_day_can_bring_is_flagged_and_nothing_dropped(
    client: ProofreadingClient, counter: Counter
) -> None:
    most = shipped().most_a_day
    boxes = [counter.box(TODAY) for _ in range(most + 2)]
    for start in range(0, len(boxes), shipped().most_sent):
        hand_in(client, *boxes[start : start + shipped().most_sent])
    with counter.database.reading() as session:
        opened = open_all(counter.keys, every_envelope(session)).envelopes
    flags = [one.contents.flag for one in opened]
    assert (len(flags), flags.count("burst")) == (most + 2, 2)


def test_a_tablet_out_of_use_takes_nothing_and_hands_out_what_it_holds(
    client: ProofreadingClient, counter: Counter, now: datetime
) -> None:
    with counter.database.writing() as session:
        actor = Actor(counter.commune.authority.id)
        revoke_kiosk(session, actor, counter.kiosk.id, now=now)
    page = client.get(URL)
    assert page.status_code == 410
    assert "Máy này không còn dùng" in page.text
    assert 'id="take-out"' in page.text
    answer = client.post(URL, json={"today": str(TODAY), "boxes": [sent(counter.box(TODAY))]})
    assert answer.status_code == 410
    assert days(counter) == []


def test_without_a_survey_the_page_says_so_and_changes_its_version(
    client: ProofreadingClient, counter: Counter, now: datetime
) -> None:
    before = settings_of(client.get(URL).text)["version"]
    with counter.database.writing() as session:
        close_surveys(session, counter.commune.authority.id, now=now)
    page = client.get(URL)
    assert "Hiện chưa có khảo sát ở đây" in page.text
    answer = client.post(URL, json={"today": str(TODAY), "boxes": []})
    assert json.loads(answer.text)["version"] == settings_of(page.text)["version"] != before


@pytest.mark.parametrize(
    "body",
    [[], {}, {"boxes": "x"}, {"boxes": ["x"]}, {"boxes": [{}] * 21}, {"boxes": [None]}],
    ids=["a list", "nothing", "letters", "no box", "too many", "none"],
)
@pytest.mark.usefixtures("counter")
def test_what_no_tablet_sends_is_refused(client: ProofreadingClient, body: Any) -> None:
    assert client.post(URL, json=body).status_code == 400


def test_a_crowd_of_requests_waits_and_loses_nothing(
    client: ProofreadingClient, counter: Counter, now: datetime
) -> None:
    throttle = client.application.extensions["portal"].throttle
    for _ in range(REQUESTS):
        throttle.hit("kiosk", "127.0.0.1", now, REQUESTS_SECONDS)
    answer = client.post(URL, json={"today": str(TODAY), "boxes": [sent(counter.box(TODAY))]})
    assert answer.status_code == 429
    assert days(counter) == []


@pytest.mark.usefixtures("counter")
def test_a_nest_of_brackets_and_a_flood_of_bytes_are_refused(client: ProofreadingClient) -> None:
    nest = client.post(URL, data="[" * 100_000, content_type="application/json")
    assert nest.status_code == 400
    flood = client.post(URL, data=" " * (LARGEST_BATCH + 1), content_type="application/json")
    assert flood.status_code in {400, 413}

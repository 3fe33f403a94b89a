"""Setting up tablets: the link is shown once, revoking lasts, a file counts each rating once."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from portal.db import Database
from portal.fieldwork.kiosks.models import Kiosk
from portal.fieldwork.kiosks.registry import digest_of, kiosk_at, revoke_kiosk
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.ratings.models import Envelope
from tests.builders import make_staff
from tests.portal.fieldwork.kiosks.builders import Counter, make_counter, sent, spoilt
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

LIST = "/admin/kiosks"
NEW = {"name": "Máy ở Trạm Y tế", "languages": ["vi"], "interval": "8"}
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def counter(database: Database, keys: Keys, now: datetime, client: ProofreadingClient) -> Counter:
    """A commune with a tablet, whose administrator is signed in."""
    counter = make_counter(database, keys, now)
    with database.writing() as session:
        authority = session.merge(counter.commune.authority)
        admin = make_staff(session, authority, "admin", Role.ADMINISTRATOR)
    client.sign_in(admin)
    return counter


def test_the_link_is_shown_once_and_kept_nowhere(
    admin: ProofreadingClient, mine: House, database: Database, keys: Keys
) -> None:
    page = press(admin, f"{LIST}/new", point=str(mine.point_id), **NEW)
    found = re.search(r"https://gopy\.example/kiosk/([\w-]{22})<", page.text)
    assert found, page.text
    token = found[1]
    assert "<svg" in page.text
    with database.glancing() as connection:
        kiosk = kiosk_at(connection, keys, token)
    assert (kiosk.languages, kiosk.interval_seconds, kiosk.code) == ("vi", 8, "K7M2QXG")
    listed = admin.get(LIST).text
    assert "Máy ở Trạm Y tế" in listed
    assert token not in listed
    with database.reading() as session:
        assert digest_of(keys, token) in set(session.scalars(select(Kiosk.digest)))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": ""}, "name"),
        ({"interval": "1"}, "interval"),
        ({"interval": "x"}, "interval"),
        ({"languages": []}, "languages"),
        ({"point": "99999"}, "point"),
    ],
    ids=["no name", "too fast", "no number", "no language", "no place"],
)
def test_what_does_not_fit_is_said_and_the_rest_stays_typed(
    admin: ProofreadingClient, mine: House, change: dict[str, str | list[str]], fault: str
) -> None:
    page = press(admin, f"{LIST}/new", **{"point": str(mine.point_id), **NEW, **change})
    assert page.status_code == 422
    assert f'href="#{fault}"' in page.text
    assert fault == "name" or "Máy ở Trạm Y tế" in page.text


def test_a_tablet_taken_out_of_use_stays_so(
    admin: ProofreadingClient, mine: House, database: Database
) -> None:
    for _ in range(2):
        assert press(admin, f"{LIST}/{mine.kiosk_id}/revoke").status_code == 303
    with database.reading() as session:
        assert session.get_one(Kiosk, mine.kiosk_id).revoked_at is not None
    assert f"{LIST}/{mine.kiosk_id}/revoke" not in admin.get(LIST).text


def file_of(counter: Counter, *boxes: dict[str, str], **change: object) -> bytes:
    whole = {"kind": "portal-kiosk-1", "kiosk": counter.kiosk.id, "exported_on": "2026-11-20"}
    return json.dumps({**whole, "boxes": boxes, **change}).encode()


def bring(client: ProofreadingClient, content: bytes) -> tuple[int, str]:
    answer = press(client, f"{LIST}/file", file=(io.BytesIO(content), "kiosk.json"))
    page = client.get(LIST).text if answer.status_code == 303 else answer.text
    return answer.status_code, page


def stored(counter: Counter) -> int:
    with counter.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


def test_a_file_is_taken_in_at_the_same_gate_also_twice(
    client: ProofreadingClient, counter: Counter, now: datetime
) -> None:
    with counter.database.writing() as session:
        actor = Actor(counter.commune.authority.id)
        revoke_kiosk(session, actor, counter.kiosk.id, now=now)
    good = [sent(counter.box(TODAY)) for _ in range(3)]
    content = file_of(counter, *good, sent(spoilt(counter.box(TODAY))))
    _status, page = bring(client, content)
    assert "3 phiếu mới · 0 phiếu đã có từ trước · 1 phiếu không nhận" in page
    _status, page = bring(client, content)
    assert "0 phiếu mới · 3 phiếu đã có từ trước · 1 phiếu không nhận" in page
    assert stored(counter) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"kind": "else"}, "không phải tệp xuất", id="another kind"),
        pytest.param({"boxes": "none"}, "không phải tệp xuất", id="no boxes"),
        pytest.param({"kiosk": 77}, "không phải máy của địa phương", id="another tablet"),
        pytest.param({"exported_on": "2025-01-01"}, "chỉnh lại ngày", id="an old date"),
    ],
)
def test_another_file_is_refused_in_words(
    client: ProofreadingClient, counter: Counter, change: dict[str, object], words: str
) -> None:
    status, page = bring(client, file_of(counter, **change))
    assert status == 422
    assert words in page

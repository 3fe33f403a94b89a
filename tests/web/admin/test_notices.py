"""An administrator sets quiet hours and a webhook, and decides about letters that are stuck."""

from datetime import time

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.notices.choices.commune import outlets_of, webhook_secret
from portal.notices.kinds import Kind, Progress, Trouble, Way
from portal.notices.models import Notice
from portal.notices.queueing import Told, tell
from tests.conftest import NOW
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/thu-bao"
GOOD = {
    "since": "18:00",
    "quiet_until": "08:00",
    "source": "Quyết định 12/QĐ-UBND",
    "webhook_url": "https://hook.example/portal",
}


def test_what_is_saved_holds_and_stands_on_the_page(
    admin: ProofreadingClient, database: Database, mine: House, keys: Keys
) -> None:
    assert admin.post_form(URL, GOOD).status_code == 303
    with database.reading() as session:
        outlets = outlets_of(session, mine.authority_id)
    assert (outlets.quiet.since, outlets.quiet.until) == (time(18), time(8))
    secret = webhook_secret(keys, mine.authority_id, outlets.webhook_turn)
    assert secret in admin.get(URL).text
    assert press(admin, f"{URL}/khoa").status_code == 303
    assert secret not in admin.get(URL).text


@pytest.mark.parametrize(
    "change",
    [
        {"source": ""},
        {"since": "noon"},
        {"since": "08:30", "quiet_until": "08:00"},
        {"webhook_url": "http://hook.example/"},
        {"webhook_url": "https://user:word@hook.example/"},
        {"webhook_url": "https://[::1"},
        {"webhook_url": "javascript:alert(1)"},
        {"webhook_url": "https://" + "x" * 300},
    ],
    ids=range(8),
)
def test_what_does_not_fit_changes_nothing(
    admin: ProofreadingClient, database: Database, mine: House, change: dict[str, str]
) -> None:
    answer = admin.post_form(URL, {**GOOD, **change})
    assert answer.status_code == 422
    with database.reading() as session:
        assert outlets_of(session, mine.authority_id).webhook_url == ""


def dead_letter(database: Database, authority_id: int) -> int:
    with database.writing() as session:
        told = Told(authority_id, Kind.MOVED, "x", data={"reference": "XSM1-261119-001"})
        tell(session, told, Way.WEBHOOK, "vi", now=NOW)
        notice = session.query(Notice).filter(Notice.authority_id == authority_id).one()
        notice.progress, notice.reason = Progress.DEAD, Trouble.NOT_TAKEN
        notice.ended_at = NOW
        session.flush()
        return notice.id


@pytest.mark.parametrize(
    ("button", "becomes"), [("gui-lai", Progress.QUEUED), ("bo", Progress.DROPPED)]
)
def test_a_stuck_letter_is_sent_again_or_put_away(
    admin: ProofreadingClient, database: Database, mine: House, button: str, becomes: Progress
) -> None:
    notice_id = dead_letter(database, mine.authority_id)
    page = admin.get(URL).text
    assert "không trả lời là đã nhận" in page
    assert "XSM1" not in page  # an administrator reads no cases
    assert press(admin, f"{URL}/{notice_id}/{button}").status_code == 303
    with database.reading() as session:
        assert session.get_one(Notice, notice_id).progress == becomes
    assert press(admin, f"{URL}/{notice_id}/{button}").status_code == 404


def test_another_communes_letters_are_not_ours(
    admin: ProofreadingClient, database: Database, mine: House, other: House
) -> None:
    notice_id = dead_letter(database, other.authority_id)
    assert press(admin, f"{URL}/{notice_id}/gui-lai").status_code == 404

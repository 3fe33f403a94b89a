"""A form that is sent once more long after: no second petition of the same words."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from portal.cases.models import Case
from portal.db import Database
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, URL, fields_of, photo, upload


@pytest.fixture
def sent(client: ProofreadingClient, commune: int, clock: time_machine.Traveller) -> dict[str, str]:
    """What was sent from the last page of a petition that was stored thirteen hours ago."""
    assert commune
    checked = client.post_form(URL, FILLED)
    form = {**hidden_fields(checked.text), "step": "send"}
    assert client.post(URL, data=form).status_code == 303
    clock.shift(timedelta(hours=13))
    return form


def cases(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count(Case.id))).one()


@pytest.mark.parametrize("step", ["send", "check"])
def test_the_same_words_sent_again_after_a_night_give_the_first_receipt(
    client: ProofreadingClient, database: Database, sent: dict[str, str], step: str
) -> None:
    again = client.post(URL, data={**sent, "step": step})
    assert again.status_code == 303
    receipt = client.get(again.location)
    assert "XSM1-261120-001" in receipt.text
    assert receipt.text.count('<p class="code">') == 2
    assert cases(database) == 1


def test_other_words_sent_from_the_same_page_are_another_petition(
    client: ProofreadingClient, database: Database, sent: dict[str, str]
) -> None:
    page = client.post(URL, data={**sent, "story": "Còn một việc nữa: ổ gà trước chợ."})
    assert page.status_code == 422
    again = client.post(URL, data={**fields_of(page.text), "step": "send"})
    assert again.status_code == 303
    assert cases(database) == 2


def test_a_new_photo_with_the_same_words_is_not_dropped_unseen(
    client: ProofreadingClient, sent: dict[str, str]
) -> None:
    page = client.post(URL, data={**sent, **upload(photo())})
    assert page.status_code == 422
    assert 'name="remove"' in page.text

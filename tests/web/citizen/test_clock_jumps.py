"""The clock of a box whose battery is flat: a citizen loses nothing, and the records hold."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from portal.cases.events import verify_chain
from portal.cases.models import Case
from portal.db import Database
from portal.keys import Keys
from portal.ratings.folding import fold
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, URL, fields_of

JUMPS = [timedelta(days=-3000), timedelta(days=-1), timedelta(minutes=-5), timedelta(days=9)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_petition_sent_across_a_jump_is_asked_for_once_more_at_most(
    client: ProofreadingClient,
    database: Database,
    commune: int,
    clock: time_machine.Traveller,
    jump: timedelta,
) -> None:
    checked = client.post_form(URL, FILLED)
    clock.shift(jump)
    sent = client.post(URL, data={**hidden_fields(checked.text), "step": "send"})
    assert sent.status_code == 422
    assert FILLED["story"] in sent.text
    assert client.post(URL, data={**fields_of(sent.text), "step": "send"}).status_code == 303
    with database.reading() as session:
        assert session.scalar(select(func.count(Case.id))) == 1
        assert verify_chain(session, commune) is None


@pytest.mark.usefixtures("commune")
def test_days_out_of_order_break_neither_references_nor_the_chain(
    client: ProofreadingClient,
    database: Database,
    commune: int,
    clock: time_machine.Traveller,
    keys: Keys,
) -> None:
    for jump in (*JUMPS, timedelta()):
        clock.shift(jump)
        checked = client.post_form(URL, {**FILLED, "place": str(jump)})
        sent = client.post(URL, data={**hidden_fields(checked.text), "step": "send"})
        assert sent.status_code == 303
        fold(database, keys)
    with database.reading() as session:
        references = session.scalars(select(Case.reference)).all()
        assert len(set(references)) == len(JUMPS) + 1
        assert verify_chain(session, commune) is None

"""A slip at home: opened, rated with once, and refused politely ever after."""

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import Connection, delete, func, select, update

from portal.clock import local_day, utc_now
from portal.db import Database
from portal.errors import DatabaseUnavailableError
from portal.fieldwork.drafting import Desk
from portal.fieldwork.models import Survey
from portal.fieldwork.slips.issuing import revoke
from portal.fieldwork.slips.models import SlipClaim
from portal.fieldwork.slips.settling import settle
from portal.fieldwork.slips.spending import spend
from portal.fieldwork.surveys import close_surveys
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.models import Procedure
from portal.ratings.folding import fold_rest
from portal.ratings.models import Envelope, Response, Submission
from portal.web.citizen import rating_desk, slip, slip_desk
from tests.load.first_visit import wanted_by
from tests.portal.fieldwork.slips.builders import Handed, make_slips
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.test_way_back import house

ANSWERS = {"manner": "2", "overall": "4", "comment": "Xin thêm ghế."}
THREE_DAYS = timedelta(days=3)


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def handed(database: Database, keys: Keys, now: datetime, clock: time_machine.Traveller) -> Handed:
    return make_slips(database, keys, now)


@pytest.fixture
def page(handed: Handed) -> str:
    return f"/s/{handed.codes[0]}"


def waiting(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


def test_a_slip_used_at_home_is_one_rating_of_its_channel_and_half_month(
    client: ProofreadingClient,
    database: Database,
    keys: Keys,
    handed: Handed,
    clock: time_machine.Traveller,
) -> None:
    page = f"/s/{handed.codes[0]}"
    clock.shift(THREE_DAYS)
    shown = client.get(page)
    assert "Quầy 1" in shown.text
    assert f'action="{page}"' in shown.text
    assert "Set-Cookie" not in shown.headers
    answer = client.post_form(page, ANSWERS)
    assert (answer.status_code, answer.location) == (303, f"{page}/cam-on")
    assert "phiếu đã được ghi nhận" in client.get(answer.location).text
    last = local_day(utc_now())
    fold_rest(database, keys, handed.commune.authority.id, last)
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
    assert (response.channel, response.levels) == ("slip", {"manner": 2, "overall": 4})
    assert response.given_on == last.replace(day=15)


def test_the_page_is_one_light_answer(client: ProofreadingClient, page: str) -> None:
    answer = client.get(page, headers={"Accept-Encoding": "gzip"})
    assert wanted_by(gzip.decompress(answer.data).decode()) == []
    assert len(str(answer.headers)) + len(answer.data) <= 12 * 1024
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_same_form_is_thanked_again_and_another_is_not_counted(
    client: ProofreadingClient, database: Database, page: str
) -> None:
    form, other = ({**hidden_fields(client.get(page).text), **ANSWERS} for _ in range(2))
    assert [client.post(page, data=form).status_code for _ in range(2)] == [303, 303]
    settle(database)
    assert client.post(page, data=form).status_code == 303
    for sent in (other, {**form, "manner": "5"}):
        refused = client.post(page, data=sent)
        assert refused.status_code == 409
        assert "Phiếu này đã được dùng" in refused.text
        assert "Xin thêm ghế." in refused.text
        assert 'href="/q/K7M2QXG/y-kien"' in refused.text
    assert waiting(database) == 1
    again = client.get(page)
    assert (again.status_code, house(again)) == (410, "/c/xa-suoi-mo/")


def test_what_breaks_between_slip_and_rating_is_mended_by_sending_again(
    client: ProofreadingClient,
    database: Database,
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form, other = ({**hidden_fields(client.get(page).text), **ANSWERS} for _ in range(2))

    def broken(*_args: object, **_named: object) -> None:
        raise DatabaseUnavailableError

    with monkeypatch.context() as during:
        during.setattr(rating_desk, "store_prepared", broken)
        sorry = client.post(page, data=form)
    assert sorry.status_code == 503
    assert hidden_fields(sorry.text)["submission"] == form["submission"]
    assert waiting(database) == 0
    assert client.post(page, data=other).status_code == 409
    assert client.post(page, data=form).status_code == 303
    assert client.post(page, data=form).status_code == 303
    assert waiting(database) == 1


def test_nothing_is_taken_when_answers_do_not_fit(
    client: ProofreadingClient, database: Database, page: str
) -> None:
    again = client.post_form(page, {"comment": "Chỉ có lời."})
    assert again.status_code == 422
    assert f'action="{page}"' in again.text
    with database.reading() as session:
        assert not session.scalars(select(SlipClaim)).all()
        assert not session.scalars(select(Submission)).all()


def test_a_form_that_lay_open_too_long_is_sent_again_with_a_fresh_number(
    client: ProofreadingClient, database: Database, page: str, clock: time_machine.Traveller
) -> None:
    form = {**hidden_fields(client.get(page).text), **ANSWERS}
    clock.shift(timedelta(hours=13))
    again = client.post(page, data=form)
    assert again.status_code == 422
    assert client.post(page, data={**form, **hidden_fields(again.text)}).status_code == 303
    assert waiting(database) == 1


def test_after_its_last_day_it_leads_to_the_counters_own_page(
    client: ProofreadingClient, page: str, clock: time_machine.Traveller
) -> None:
    form = {**hidden_fields(client.get(page).text), **ANSWERS}
    clock.shift(timedelta(days=9) - timedelta(hours=1))
    shown = client.get(page)
    assert shown.status_code == 410
    assert "28/11/2026" in shown.text
    assert 'href="/q/K7M2QXG"' in shown.text
    clock.shift(-timedelta(days=9) + timedelta(hours=2))
    assert client.post(page, data=form).status_code == 303


def test_a_lost_stack_says_so_and_leads_to_the_counters_own_page(
    client: ProofreadingClient, database: Database, handed: Handed, page: str, now: datetime
) -> None:
    form = {**hidden_fields(client.get(page).text), **ANSWERS}
    with database.writing() as session:
        revoke(session, Desk(Actor(handed.commune.authority.id)), handed.stack.id, now=now)
    assert client.get(page).status_code == 410
    refused = client.post(page, data=form)
    assert refused.status_code == 409
    assert "Xin thêm ghế." in refused.text
    assert 'href="/q/K7M2QXG"' in refused.text
    assert waiting(database) == 0


def test_a_survey_that_ended_takes_no_slip(
    client: ProofreadingClient, database: Database, handed: Handed, page: str, now: datetime
) -> None:
    form = {**hidden_fields(client.get(page).text), **ANSWERS}
    with database.writing() as session:
        close_surveys(session, handed.commune.authority.id, now=now)
    assert "không có đợt khảo sát nào" in client.get(page).text
    refused = client.post(page, data=form)
    assert refused.status_code == 409
    assert "Xin thêm ghế." in refused.text
    with database.reading() as session:
        assert not session.scalars(select(SlipClaim)).all()


def test_a_survey_that_ends_while_a_slip_is_taken_takes_none(
    client: ProofreadingClient,
    database: Database,
    handed: Handed,
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(connection: Connection, *given: Any, now: datetime) -> None:
        past = now - timedelta(seconds=1)
        connection.execute(update(Survey).values(closes_at=past, opens_at=past))
        spend(connection, *given, now=now)

    monkeypatch.setattr(slip_desk, "spend", late)
    refused = client.post_form(page, ANSWERS)
    assert refused.status_code == 409
    assert "Phiếu này" not in refused.text
    assert "Xin thêm ghế." in refused.text


def test_a_code_may_be_typed_as_people_type(client: ProofreadingClient, handed: Handed) -> None:
    code = handed.codes[0]
    typed = f"{code[:5].lower()} {code[5:].lower()}"
    for box in ("/s/", "/q/"):
        answer = client.get(box, query_string={"code": typed})
        assert (answer.status_code, answer.location) == (303, f"/s/{code}")
    assert client.get(f"/s/{typed}").status_code == 200
    assert client.get("/s/").status_code == 200


@pytest.mark.parametrize("typed", ["K7M2QXG", "00000OOOOO", "ABCDEFGHJK", "22222 22222"])
def test_a_code_that_is_none_offers_to_type_it_again(
    client: ProofreadingClient, handed: Handed, typed: str
) -> None:
    answer = client.get(f"/s/{typed}")
    assert answer.status_code == 404
    assert f'value="{typed}"' in answer.text


def test_guessing_is_slowed_down_and_what_was_written_is_kept(
    client: ProofreadingClient, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {**hidden_fields(client.get(page).text), **ANSWERS}
    monkeypatch.setattr(slip, "TRIES", 2)
    assert [client.get("/s/22222 22222").status_code for _ in range(2)] == [404, 429]
    refused = client.post(page, data=form)
    assert refused.status_code == 429
    assert "Xin thêm ghế." in refused.text


def test_a_procedure_is_named_and_the_slip_is_not_lost_on_the_way(
    client: ProofreadingClient, database: Database, handed: Handed, page: str
) -> None:
    with database.writing() as session:
        session.execute(delete(Procedure))
        authority_id = handed.commune.authority.id
        session.add(Procedure(authority_id=authority_id, code="2.1", name="Đăng ký khai sinh"))
    assert f'href="{page}/thu-tuc"' in client.get(page).text
    chosen = client.get(f"{page}/thu-tuc?words=khai").text
    assert f'href="{page}?procedure=' in chosen
    with database.reading() as session:
        number = session.scalars(select(Procedure.id)).one()
    assert "Đăng ký khai sinh" in client.get(f"{page}?procedure={number}").text
    assert client.post_form(f"{page}?procedure={number}", ANSWERS).status_code == 303


def test_the_page_speaks_english_when_asked(client: ProofreadingClient, page: str) -> None:
    shown = client.get(f"{page}?lang=en")
    assert "How did we serve you?" in shown.text
    assert f'action="{page}?lang=en"' in shown.text

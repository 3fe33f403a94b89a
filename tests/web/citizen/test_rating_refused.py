"""What a rating page refuses, and that nothing typed is lost by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.surveys import close_surveys
from portal.keys import Keys
from portal.ratings.folding import fold_rest
from portal.ratings.models import Envelope, Response
from portal.web.citizen import rating_desk
from portal.web.submission import issue
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient, hidden_fields

PAGE = "/q/K7M2QXG"
GOOD = {"manner": "2", "overall": "4", "comment": "Xin thêm ghế ngồi."}
KEPT = ('id="manner-2" value="2" checked', "Xin thêm ghế ngồi.")


@pytest.fixture(autouse=True)
def commune(database: Database) -> Commune:
    return make_commune(database)


def waiting(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("K7M2QXE", "Hình như có một chữ hoặc số chưa đúng"),
        ("K7M2Q", "Mã gồm 7 chữ và số"),
        ("K7M2QX0", "có thể là D, Q, J hoặc 7"),
        ("B4C9TWJ", "Hình như"),
        ("23456" + "A" * 200, "Mã gồm 7"),
    ],
)
def test_a_mistyped_code_offers_to_type_again(
    client: ProofreadingClient, code: str, hint: str
) -> None:
    for page in (client.get(f"/q/{code}"), client.get("/q/", query_string={"code": code})):
        assert page.status_code == 404
        assert hint in page.text
        assert f'value="{code}"' in page.text


def test_a_good_code_of_no_place_is_unknown(client: ProofreadingClient) -> None:
    page = client.get("/q/2222222")
    assert page.status_code == 404
    assert "Không có nơi nào mang mã này" in page.text


def test_a_code_can_be_typed_without_any(client: ProofreadingClient) -> None:
    page = client.get("/q/")
    assert page.status_code == 200
    assert "Gõ mã trên bảng" in page.text


def test_a_revoked_code_says_where_to_go(
    client: ProofreadingClient, database: Database, commune: Commune
) -> None:
    form = {**hidden_fields(client.get(PAGE).text), **GOOD}
    with database.writing() as session:
        session.merge(commune.points[0]).revoked_at = utc_now()
    page = client.get(PAGE)
    assert page.status_code == 410
    assert "Mã này không còn dùng nữa" in page.text
    assert 'href="/c/xa-suoi-mo/"' in page.text
    assert "chưa được gửi" not in page.text
    sent = client.post(PAGE, data=form)
    assert sent.status_code == 410
    assert "Phiếu chưa được gửi" in sent.text
    assert "Xin thêm ghế ngồi." in sent.text
    assert waiting(database) == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"manner": "", "overall": ""}, "ít nhất một câu"),
        ({"fees": "6"}, "Xin chọn một trong các câu trả lời có sẵn."),
        ({"purpose": "bribe"}, "Xin chọn một trong các câu trả lời có sẵn."),
        ({"comment": "ê̆" * 5001}, "không quá 5.000 chữ"),
        ({"is_admin": "1"}, "mục không có trong phiếu"),
        ({"website": "http://buy.example"}, "chặn máy gửi tự động"),
        ({"procedure": "7"}, "không có trong danh sách"),
        ({"procedure": "9" * 40}, "không có trong danh sách"),
        ({"submission": "forged"}, "không được mở từ cổng của chúng tôi"),
        ({"submission": "A" * 48}, "không được mở từ cổng của chúng tôi"),
        ({"submission": "ÿ"}, "không được mở từ cổng của chúng tôi"),
    ],
)
def test_a_form_that_does_not_fit_comes_back_whole(
    client: ProofreadingClient, database: Database, change: dict[str, str], sentence: str
) -> None:
    sent = {**GOOD, **change}
    answer = client.post_form(PAGE, sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Phiếu chưa được gửi" in answer.text
    if "manner" not in change:
        assert KEPT[0] in answer.text
    assert sent["comment"] in answer.text
    assert waiting(database) == 0


def test_letters_count_as_people_count_them(client: ProofreadingClient, database: Database) -> None:
    assert client.post_form(PAGE, {**GOOD, "comment": "ê̆" * 5000}).status_code == 303
    assert waiting(database) == 1


def test_the_summary_leads_to_each_field(client: ProofreadingClient) -> None:
    page = client.post_form(PAGE, {**GOOD, "fees": "6", "comment": "x" * 5001})
    for code in ("fees", "comment"):
        assert f'href="#{code}"' in page.text
        assert f'id="{code}"' in page.text


def test_an_expired_page_keeps_the_typing_and_can_be_sent_again(
    client: ProofreadingClient, database: Database, config: Config
) -> None:
    old = issue(config.keys, utc_now() - timedelta(hours=13))
    page = client.post(PAGE, data={**GOOD, "submission": old})
    assert page.status_code == 422
    assert all(words in page.text for words in KEPT)
    again = client.post(PAGE, data={**GOOD, **hidden_fields(page.text)})
    assert (again.status_code, waiting(database)) == (303, 1)


def test_a_survey_that_closed_while_typing_says_so_and_keeps_the_words(
    client: ProofreadingClient, database: Database, commune: Commune
) -> None:
    form = {**hidden_fields(client.get(PAGE).text), **GOOD}
    with database.writing() as session:
        close_surveys(session, commune.authority.id, now=utc_now())
    page = client.post(PAGE, data=form)
    assert page.status_code == 409
    assert "vừa kết thúc trong lúc Ông/Bà đang viết" in page.text
    assert "Xin thêm ghế ngồi." in page.text
    assert 'href="/q/K7M2QXG/y-kien"' in page.text
    assert waiting(database) == 0


def test_a_burst_is_flagged_and_only_a_flood_refused(
    client: ProofreadingClient,
    database: Database,
    commune: Commune,
    keys: Keys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rating_desk, "FLOOD", 6)
    with time_machine.travel(utc_now(), tick=False):
        statuses = [client.post_form(PAGE, GOOD).status_code for _ in range(7)]
    assert statuses == [*[303] * 6, 429]
    page = client.post_form(PAGE, GOOD)
    assert all(words in page.text for words in KEPT)
    fold_rest(database, keys, commune.authority.id, (utc_now() + timedelta(days=1)).date())
    with database.reading() as session:
        assert sorted(session.scalars(select(Response.flag))) == [
            *[""] * 4,
            "in_seconds",
            "in_seconds",
        ]


@contextmanager
def locked_by_another_program(database: Database) -> Iterator[None]:
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.execute(text("BEGIN IMMEDIATE"))
        else:
            connection.execute(text("LOCK TABLE envelope IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()


@pytest.mark.slow
def test_a_locked_database_acknowledges_nothing_and_keeps_everything(
    client: ProofreadingClient, database: Database
) -> None:
    form = {**hidden_fields(client.get(PAGE).text), **GOOD}
    with locked_by_another_program(database):
        page = client.post(PAGE, data=form)
    assert page.status_code == 503
    assert "Phiếu chưa được ghi nhận" in page.text
    assert "Xin thêm ghế ngồi." in page.text
    assert waiting(database) == 0
    kept = hidden_fields(page.text)
    assert (kept["manner"], kept["submission"]) == ("2", form["submission"])
    sent = client.post(PAGE, data={**kept, "comment": GOOD["comment"]})
    assert (sent.status_code, waiting(database)) == (303, 1)


def test_a_database_that_is_gone_is_said_honestly(app: Flask, config: Config) -> None:
    gone = Database("postgresql://nobody@127.0.0.1:1/nothing")
    parts = app.extensions["portal"]
    app.extensions["portal"] = type(parts)(**{**vars(parts), "database": gone})
    app.test_client_class = ProofreadingClient
    client = app.test_client()
    form = {**GOOD, "submission": issue(config.keys, utc_now())}
    page = client.post(PAGE, data=form)
    assert page.status_code == 503
    assert "Xin thêm ghế ngồi." in page.text
    assert client.get(PAGE).status_code == 503

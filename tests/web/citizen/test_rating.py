"""The page behind a QR code: found, shown, sent, thanked for."""

import gzip
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.clock import utc_now
from portal.db import Database
from portal.fieldwork.surveys import close_surveys
from portal.keys import Keys
from portal.offices.models import Procedure
from portal.ratings.folding import fold_rest
from portal.ratings.models import Comment, Envelope, Response, Visit
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient, hidden_fields

PAGE = "/q/K7M2QXG"
FULL = {"purpose": "ask", "manner": "2", "fees": "0", "overall": "4", "comment": "Xin thêm ghế."}


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


def waiting(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(Envelope.id)).all())


def folded(database: Database, keys: Keys, commune: Commune) -> None:
    fold_rest(database, keys, commune.authority.id, (utc_now() + timedelta(days=1)).date())


@pytest.mark.usefixtures("commune")
def test_the_page_names_the_place_and_asks_ten_questions(client: ProofreadingClient) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Quầy 1" in page.text
    assert "Trung tâm Phục vụ hành chính công" in page.text
    assert page.text.count('<fieldset class="rating"') == 10
    assert page.text.count("Tôi chưa gặp việc này") == 9
    assert 'href="/q/K7M2QXG/y-kien"' in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.usefixtures("commune")
def test_the_page_speaks_english_when_asked(client: ProofreadingClient) -> None:
    page = client.get(f"{PAGE}?lang=en")
    assert "How did we serve you?" in page.text
    assert "hài lòng" not in page.text
    assert 'action="/q/K7M2QXG?lang=en"' in page.text


@pytest.mark.usefixtures("commune")
@pytest.mark.parametrize("typed", ["k7m2qxg", "K7M 2QXG", "k7m-2qxg"])
def test_a_code_may_be_typed_as_people_type(client: ProofreadingClient, typed: str) -> None:
    assert client.get(f"/q/{typed}").status_code == 200
    answer = client.get("/q/", query_string={"code": typed})
    assert (answer.status_code, answer.location) == (303, PAGE)


@pytest.mark.usefixtures("commune")
def test_each_page_carries_its_own_submission_id_and_nobodys_arguments(
    client: ProofreadingClient,
) -> None:
    pages = [client.get(f"{PAGE}?from=thief").text, client.get(PAGE).text]
    first, second = (hidden_fields(page)["submission"] for page in pages)
    assert first != second
    assert [page.replace(first, "") for page in pages[:1]] == [pages[1].replace(second, "")]
    assert "thief" not in pages[0]


def test_a_rating_is_stored_and_thanked_for(
    client: ProofreadingClient, database: Database, commune: Commune, keys: Keys
) -> None:
    answer = client.post_form(PAGE, FULL)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/cam-on")
    folded(database, keys, commune)
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
        assert response.levels == {"manner": 2, "fees": 0, "overall": 4}
        assert (response.channel, response.flag) == ("qr", "")
        assert session.scalars(select(Comment.text)).one() == "Xin thêm ghế."
        assert session.scalars(select(Visit.purpose)).one() == "ask"


@pytest.mark.usefixtures("commune")
def test_the_thanks_lead_on_and_are_kept_nowhere(client: ProofreadingClient) -> None:
    page = client.get(f"{PAGE}/cam-on")
    assert "phiếu đã được ghi nhận" in page.text
    assert 'href="/q/K7M2QXG/y-kien"' in page.text
    assert 'href="/c/xa-suoi-mo/"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("commune")
def test_the_language_stays_after_sending(client: ProofreadingClient) -> None:
    answer = client.post_form(f"{PAGE}?lang=en", FULL)
    assert answer.location == f"{PAGE}/cam-on?lang=en"
    assert "Thank you" in client.get(answer.location).text


@pytest.mark.usefixtures("commune")
def test_a_double_click_is_thanked_twice_and_counted_once(
    client: ProofreadingClient, database: Database
) -> None:
    form = {**hidden_fields(client.get(PAGE).text), **FULL}
    assert [client.post(PAGE, data=form).status_code for _ in range(2)] == [303, 303]
    assert waiting(database) == 1


@pytest.mark.usefixtures("commune")
def test_a_changed_form_under_a_spent_id_becomes_a_new_rating(
    client: ProofreadingClient, database: Database
) -> None:
    form = {**hidden_fields(client.get(PAGE).text), **FULL}
    client.post(PAGE, data=form)
    again = client.post(PAGE, data={**form, "manner": "5"})
    assert again.status_code == 409
    assert "Phiếu trước từ trang này đã được nhận" in again.text
    assert "Xin thêm ghế." in again.text
    assert 'id="manner-5" value="5" checked' in again.text
    sent = client.post(PAGE, data={**form, "manner": "5", **hidden_fields(again.text)})
    assert (sent.status_code, waiting(database)) == (303, 2)


def test_a_procedure_is_found_without_diacritics_and_kept(
    client: ProofreadingClient, database: Database, commune: Commune, keys: Keys
) -> None:
    with database.writing() as session:
        names = ("Đăng ký khai sinh", "Chứng thực bản sao")
        for number, name in enumerate(names):
            session.add(
                Procedure(authority_id=commune.authority.id, code=f"2.00{number}", name=name)
            )
    assert "/q/K7M2QXG/thu-tuc" in client.get(PAGE).text
    found = client.get(f"{PAGE}/thu-tuc?words=dang ky KHAI").text
    assert "Đăng ký khai sinh" in found
    assert "Chứng thực" not in found
    with database.reading() as session:
        wanted = session.scalars(select(Procedure.id).where(Procedure.code == "2.000")).one()
    page = f"{PAGE}?procedure={wanted}"
    shown = client.get(page).text
    assert "Đăng ký khai sinh" in shown
    assert f'href="{page}&amp;lang=en"' in shown
    assert client.post_form(page, FULL).status_code == 303
    folded(database, keys, commune)
    with database.reading() as session:
        assert session.scalars(select(Visit.procedure_id)).one() == wanted


@pytest.mark.usefixtures("commune")
def test_the_page_fits_the_first_round_trips_of_a_slow_phone(app: Flask) -> None:
    for language in ("vi", "en"):
        answer = app.test_client().get(
            f"{PAGE}?lang={language}", headers={"Accept-Encoding": "gzip"}
        )
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.get_data()) <= 12 * 1024


@pytest.mark.usefixtures("commune")
def test_compressed_and_plain_pages_are_the_same(client: ProofreadingClient) -> None:
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    plain = client.get(PAGE)
    unpacked = gzip.decompress(packed.get_data()).decode()
    tokens = [hidden_fields(html)["submission"] for html in (unpacked, plain.text)]
    assert unpacked.replace(tokens[0], "") == plain.text.replace(tokens[1], "")


def test_a_change_of_the_place_shows_at_once(
    client: ProofreadingClient, database: Database, commune: Commune
) -> None:
    client.get(PAGE)
    with database.writing() as session:
        session.merge(commune.points[0]).name = "Quầy hộ tịch"
    assert "Quầy hộ tịch" in client.get(PAGE).text
    with database.writing() as session:
        close_surveys(session, commune.authority.id, now=utc_now())
    page = client.get(PAGE)
    assert "Hiện không có đợt khảo sát nào" in page.text
    assert 'href="/q/K7M2QXG/y-kien"' in page.text

"""The first-run wizard: for whoever reads the terminal, once, from a name to a working counter."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from portal.calendar.store import rule
from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.surveys import place_at
from portal.offices import store
from portal.offices.first_run import make_token
from portal.offices.models import Authority
from portal.reports.periods import period
from tests.builders import make_authority
from tests.proofreading import ProofreadingClient, hidden_fields

BA_DINH = "00004"
GOOD = {
    "address": "Số 1",
    "units": ["office", "service_centre", "police"],
    "first_point": "Quầy A",
    "villages": "Tổ dân phố 1\n\n Tổ dân phố 2 \nTổ dân phố 1",
    "reply_days": "5",
    "reply_unit": "working",
    "reply_source": "QĐ 1/2026",
    "admin_name": "Lê Thị Na",
    "admin_username": "na.le",
    "password": "hoa sim bên suối",
}


@pytest.fixture
def wizard(config: Config) -> str:
    return f"/cai-dat/{make_token(config.data_dir)}"


def _authorities(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(Authority)).all())


def test_a_commune_is_found_by_name_without_accents_or_by_code(
    client: ProofreadingClient, wizard: str
) -> None:
    assert client.get(wizard).status_code == 200
    page = client.get(wizard, query_string={"q": "ba dinh ha noi"})
    assert f"{wizard}/{BA_DINH}" in page.text
    assert f"{wizard}/{BA_DINH}" in client.get(f"{wizard}?q={BA_DINH}").text
    assert page.text.count(f"{wizard}/") == 1
    assert client.get(f"{wizard}?q=tan+tien").text.count(f'href="{wizard}/') >= 7
    assert "Không có nơi nào" in client.get(f"{wizard}?q=Zzyx").text


def test_the_search_stays_in_its_language(client: ProofreadingClient, wizard: str) -> None:
    assert hidden_fields(client.get(f"{wizard}?lang=en").text) == {"lang": "en"}
    assert hidden_fields(client.get(wizard).text) == {}


def test_the_details_are_filled_in_with_what_is_usual_there(
    client: ProofreadingClient, wizard: str
) -> None:
    page = client.get(f"{wizard}/{BA_DINH}").text
    assert "Công an phường" in page
    assert len(re.findall(r"<input checked[^>]*name=\"units\"", page)) >= 5


def test_the_last_page_shows_a_counter_that_can_be_rated(
    client: ProofreadingClient, database: Database, wizard: str
) -> None:
    response = client.post_form(f"{wizard}/{BA_DINH}", GOOD)
    assert response.status_code == 200
    code = re.search(r"https://gopy\.example/q/(\w+)", response.text)
    assert code
    assert "<svg" in response.text
    now = utc_now()
    with database.reading() as session:
        place = place_at(session.connection(), code[1], now=now)
        assert (place.name, place.authority_name, place.is_asked) == (
            "Quầy A",
            "Phường Ba Đình",
            True,
        )
        villages = store.villages_of(session, place.authority_id)
        assert [row.name for row in villages] == ["Tổ dân phố 1", "Tổ dân phố 2"]
        units = store.units_of(session, place.authority_id)
        assert [unit.kind for unit in units] == ["internal", "internal", "vertical"]
        reply = rule(session, place.authority_id, "REPLY_OWN", local_day(now))
        assert (reply.term.days, reply.source) == (5, "QĐ 1/2026")


def test_months_that_begin_on_the_fifteenth_are_asked_for(
    client: ProofreadingClient, database: Database, wizard: str
) -> None:
    page = client.get(f"{wizard}/{BA_DINH}").text
    assert 'value="1"' in page
    assert "15 nếu tháng tính từ ngày 15" in page
    assert (
        client.post_form(f"{wizard}/{BA_DINH}", {**GOOD, "months_start_on": "15"}).status_code
        == 200
    )
    year = local_day(utc_now()).year
    with database.reading() as session:
        authority = session.scalars(select(Authority)).one()
        assert authority.months_start_on == 15
        march = period(session, authority.id, f"{year}-03")
        assert (march.from_on, march.to_on) == (date(year, 2, 15), date(year, 3, 14))


def test_a_village_too_long_is_said_where_it_was_typed(
    client: ProofreadingClient, wizard: str
) -> None:
    typed = {**GOOD, "villages": "Thôn 1\n" + "x" * 81}
    page = client.post_form(f"{wizard}/{BA_DINH}", typed).text
    assert re.search(
        r'<p class="error" id="villages-error">[^<]*<[^>]*>[^<]*</span>[^<]*80 chữ', page
    )
    assert page.count('class="error"') == 1
    assert 'id="first_point-error"' not in page


def test_the_first_administrator_can_sign_in_at_once(
    client: ProofreadingClient, wizard: str
) -> None:
    client.post_form(f"{wizard}/{BA_DINH}", GOOD)
    typed = {"username": "na.le", "password": GOOD["password"]}
    assert client.post_form("/dang-nhap", typed).location == "/admin/places"


def test_the_wizard_is_gone_afterwards(
    client: ProofreadingClient, database: Database, wizard: str
) -> None:
    client.post_form(f"{wizard}/{BA_DINH}", GOOD)
    assert client.get(wizard).status_code == 404
    assert client.post(f"{wizard}/00008", data=GOOD).status_code == 404
    assert _authorities(database) == 1


def test_without_the_token_there_is_no_wizard(client: ProofreadingClient, wizard: str) -> None:
    for url in ("/cai-dat/guess", f"/cai-dat/guess/{BA_DINH}", f"{wizard}x"):
        assert client.get(url).status_code == 404
        assert client.post(url, data=GOOD).status_code in {404, 405}


def test_the_token_opens_nothing_once_there_is_a_commune(
    client: ProofreadingClient, database: Database, wizard: str
) -> None:
    with database.writing() as session:
        make_authority(session)
    assert client.get(wizard).status_code == 404
    assert client.get(f"{wizard}/{BA_DINH}").status_code == 404


def test_an_unknown_code_is_not_found(client: ProofreadingClient, wizard: str) -> None:
    assert client.get(f"{wizard}/99999").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"password": "short"},
        {"password": "matkhau123"},
        {"admin_username": "Lê Na"},
        {"admin_name": ""},
        {"units": []},
        {"units": ["casino"]},
        {"reply_days": "0"},
        {"reply_unit": "lunar"},
        {"first_point": ""},
        {"villages": "x" * 81},
        {"months_start_on": "7"},
    ],
)
def test_what_does_not_fit_comes_back_as_typed_and_founds_nothing(
    client: ProofreadingClient, database: Database, wizard: str, change: dict[str, Any]
) -> None:
    response = client.post_form(f"{wizard}/{BA_DINH}", {**GOOD, **change})
    assert response.status_code == 422
    assert 'value="Số 1"' in response.text
    assert _authorities(database) == 0
    assert client.get(wizard).status_code == 200


def test_the_wizard_speaks_english_too(client: ProofreadingClient, wizard: str) -> None:
    assert "Set up your commune" in client.get(f"{wizard}?lang=en").text
    page = client.post_form(f"{wizard}/{BA_DINH}?lang=en", {**GOOD, "password": "short"})
    assert "Use at least 10 characters." in page.text

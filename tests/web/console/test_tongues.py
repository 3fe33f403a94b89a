"""Languages on the console: brought by one person, read beside the original, opened by another."""

import io
from datetime import datetime

import pytest
from werkzeug.test import TestResponse

from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from tests.builders import make_staff
from tests.portal.fieldwork.tongues.builders import OGG, pack_file
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.surveys.tongues.packs import MADE_UP

HOME = "/console/khao-sat/tieng"
RECORDINGS = f"{HOME}/1/vi/ghi-am"


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


@pytest.fixture
def keeper(database: Database, commune: Commune) -> Staff:
    with database.writing() as session:
        unit = commune.units[0]
        return make_staff(session, commune.authority, "keeper", Role.SURVEY_KEEPER, unit=unit)


@pytest.fixture
def chair(database: Database, commune: Commune) -> Staff:
    with database.writing() as session:
        return make_staff(session, commune.authority, "chair", Role.CHAIRPERSON)


def file_of(content: bytes, name: str) -> dict[str, object]:
    return {"file": (io.BytesIO(content), name)}


def press(client: ProofreadingClient, page: str, url: str, **data: str) -> TestResponse:
    """Send a form that stands on another page than its address."""
    token = hidden_fields(client.get(page).text)["csrf_token"]
    return client.post(url, data={"csrf_token": token, **data})


def test_a_pack_travels_from_file_to_citizens(
    client: ProofreadingClient, database: Database, commune: Commune, keeper: Staff, chair: Staff
) -> None:
    with database.reading() as session:
        content = pack_file(session, commune)
    client.sign_in(keeper)
    kept = client.post_form(HOME, file_of(content, "pack.toml"))
    assert (kept.status_code, kept.location) == (303, f"{HOME}/1")
    page = client.get(kept.location).text
    assert "[questions.manner.text]" in page
    assert "Cách cư xử của người tiếp Ông/Bà" in page
    assert "Mở cho người dân" not in page
    client.sign_in(chair)
    refused = press(client, f"{HOME}/1", f"{HOME}/1/mo", note="")
    assert refused.status_code == 422
    opened = press(client, f"{HOME}/1", f"{HOME}/1/mo", note="[a reader]")
    assert opened.status_code == 303
    assert "[title]" in client.get(f"/q/K7M2QXG?lang={MADE_UP}").text


def test_what_is_missing_is_named_as_people_name_it(
    client: ProofreadingClient, database: Database, commune: Commune, keeper: Staff
) -> None:
    with database.reading() as session:
        content = pack_file(session, commune).decode()
    for line in ("questions.papers.text", "scale.levels.5.text", "send"):
        content = "\n".join(row for row in content.split("\n") if not row.startswith(f"{line} "))
    client.sign_in(keeper)
    page = client.post_form(HOME, file_of(content.encode(), "pack.toml"))
    assert page.status_code == 422
    assert "thiếu: chữ trên trang, send – “Gửi đánh giá”" in page.text
    assert "thiếu: câu 3 – “Giấy tờ phải nộp, so với danh sách niêm yết”" in page.text
    assert "thiếu: lựa chọn của thang trả lời – “Rất hài lòng”" in page.text
    for strange in (b"\xff\xfe", b"tongue = 1\n", b"x = ", b'instrument = "a/1"'):
        assert client.post_form(HOME, file_of(strange, "x.toml")).status_code == 422


@pytest.mark.usefixtures("commune")
def test_an_empty_file_has_the_vietnamese_beside_every_line(
    client: ProofreadingClient, keeper: Staff
) -> None:
    client.sign_in(keeper)
    page = client.get(f"{HOME}/mau.toml?questionnaire=1&tongue=rad")
    assert "counter-short-2.rad.toml" in page.headers["Content-Disposition"]
    assert '# Gửi đánh giá\nsend = ""' in page.text
    assert '# Rất hài lòng\nscale.levels.5.text = ""' in page.text
    assert client.get(f"{HOME}/mau.toml?questionnaire=99").status_code == 404
    assert client.get(f"{HOME}/mau.toml").status_code == 404


@pytest.mark.usefixtures("commune")
def test_a_question_is_recorded_heard_and_opened(
    client: ProofreadingClient, keeper: Staff, chair: Staff, now: datetime
) -> None:
    client.sign_in(keeper)
    page = client.get(RECORDINGS)
    assert page.headers["Permissions-Policy"] == "camera=(), microphone=(self), geolocation=()"
    sent = client.post_form(RECORDINGS, {"item": "manner", **file_of(OGG, "clip.ogg")})
    assert (sent.status_code, sent.location) == (303, f"{RECORDINGS}#manner")
    assert client.get(f"{HOME}/ghi-am/1").data == OGG
    for content, words in (
        (b"", "Xin ghi âm hoặc chọn tệp trước."),
        (b"<p>", "Đây không phải tệp"),
    ):
        refused = client.post_form(RECORDINGS, {"item": "fees", **file_of(content, "clip.ogg")})
        assert refused.status_code == 422
        assert words in refused.text
    assert client.get(f"{HOME}/1/km/ghi-am").status_code == 404
    client.sign_in(chair)
    assert press(client, RECORDINGS, f"{HOME}/ghi-am/1/mo").status_code == 422
    press(client, RECORDINGS, f"{HOME}/ghi-am/1/mo", note="[a listener]")
    assert "Nghe câu hỏi" in client.get("/q/K7M2QXG").text
    client.sign_in(keeper)
    press(client, RECORDINGS, f"{HOME}/ghi-am/1/go")
    assert "Nghe câu hỏi" not in client.get("/q/K7M2QXG").text

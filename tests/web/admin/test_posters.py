"""Posters are ordered, printed, hung with a photo and taken out of use from the set-up pages."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.posters import store
from portal.fieldwork.posters.models import Poster
from portal.files.shelf import Shelf
from portal.files.staging import sweep_abandoned
from portal.offices.kinds import Role
from portal.offices.models import Authority
from tests.builders import LONG_AGO, make_point, make_staff, make_survey, make_unit
from tests.portal.files.samples import MAKER, photo
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

# The queries of the register are tried on both databases where they are made.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
URL = "/admin/posters"


@pytest.fixture
def shelf(config: Config) -> Shelf:
    return Shelf(config.data_dir / "files", config.keys)


def row(database: Database, house: House) -> Poster:
    with database.reading() as session:
        return store.poster_of(session, house.authority_id, house.poster_id)


def hang(admin: ProofreadingClient, mine: House, **changes: object) -> int:
    typed = {"spot": "Cạnh cửa chính", "posted_on": "2026-11-20", **changes}
    return admin.post_form(f"{URL}/{mine.poster_id}", typed).status_code


def scanned(pdf: bytes) -> list[str]:
    pages = [page.render(scale=150 / 72).to_pil() for page in PdfDocument(pdf)]
    return [zxingcpp.read_barcodes(page)[0].text for page in pages]


def test_all_places_are_printed_as_one_file_or_one_a_unit(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    with database.writing() as session:
        authority = session.get_one(Authority, mine.authority_id)
        make_point(session, make_unit(session, authority, "Trạm Y tế"), code="2345679")
        make_survey(session, authority)
    answer = press(admin, f"{URL}/print", paper="a5", where="all", second="en")
    assert answer.status_code == 303
    page = admin.get(answer.location).text
    assert "số 2 đến số 3" in page
    whole = admin.get(f"{answer.location}/all.pdf")
    base = "https://gopy.example/q"
    assert set(scanned(whole.data)) == {f"{base}/K7M2QXG/2", f"{base}/2345679/3"}
    assert "How did it go today?" in PdfDocument(whole.data)[0].get_textpage().get_text_range()
    packed = zipfile.ZipFile(BytesIO(admin.get(f"{answer.location}.zip").data))
    assert sorted(packed.namelist()) == [
        "tram-y-te.pdf",
        "trung-tam-phuc-vu-hanh-chinh-cong.pdf",
    ]
    assert packed.testzip() is None
    assert scanned(packed.read("tram-y-te.pdf")) == [f"{base}/2345679/3"]


def test_a_language_nobody_is_asked_in_is_no_choice(admin: ProofreadingClient) -> None:
    assert 'value="en"' not in admin.get(URL).text
    assert press(admin, f"{URL}/print", paper="a4", where="all", second="en").status_code == 422


def test_a_poster_is_hung_with_a_photo_that_tells_nothing_else(
    admin: ProofreadingClient, database: Database, mine: House, shelf: Shelf
) -> None:
    for _ in range(2):  # the second photo takes the place of the first
        picture = (BytesIO(photo()), "cua.jpg")
        assert hang(admin, mine, photo=picture) == 303
    poster = row(database, mine)
    assert (poster.spot, poster.posted_on) == ("Cạnh cửa chính", date(2026, 11, 20))
    answer = admin.get(f"{URL}/{mine.poster_id}/photo")
    assert answer.mimetype == "image/jpeg"
    assert MAKER.encode() not in answer.data
    assert "no-store" in answer.headers["Cache-Control"]
    # It belongs to no petition, and is not swept away with what nobody claimed.
    assert sweep_abandoned(database, shelf, now=utc_now().replace(year=2099)) == 0
    assert len([path for path in shelf.root.rglob("*") if path.is_file()]) == 1
    press(admin, f"{URL}/{mine.poster_id}/revoke", reason="lost")
    assert admin.get(f"{URL}/{mine.poster_id}/photo").status_code == 404
    assert not [path for path in shelf.root.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"spot": ""}, "spot-error"),
        ({"posted_on": "2099-01-01"}, "Ngày này chưa đến"),
        ({"photo": (BytesIO(b"%PDF-1.4"), "x.pdf")}, "photo-error"),
    ],
    ids=["spot", "day", "photo"],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    admin: ProofreadingClient,
    database: Database,
    mine: House,
    shelf: Shelf,
    changes: dict[str, object],
    words: str,
) -> None:
    typed = {"spot": "Cạnh cửa chính", "posted_on": "2026-11-20", **changes}
    answer = admin.post_form(f"{URL}/{mine.poster_id}", typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert str(typed["spot"]) in answer.text
    assert row(database, mine).posted_on is None
    assert not [path for path in shelf.root.rglob("*") if path.is_file()]


def test_a_whole_batch_hangs_since_today(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    assert press(admin, f"{URL}/print/{mine.batch}/hung").status_code == 303
    assert row(database, mine).posted_on == local_day(utc_now())
    page = admin.get(f"{URL}/print/{mine.batch}").text
    assert f'action="{URL}/print/{mine.batch}/hung"' not in page


def test_out_of_use_needs_a_reason_and_shows_in_the_whole_register_only(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    assert press(admin, f"{URL}/{mine.poster_id}/revoke").status_code == 422
    assert press(admin, f"{URL}/{mine.poster_id}/revoke", reason="moved").status_code == 303
    link = f'href="{URL}/{mine.poster_id}"'
    assert link not in admin.get(URL).text
    assert link in admin.get(f"{URL}?all=1").text
    assert "Quầy đã chuyển chỗ" in admin.get(f"{URL}/{mine.poster_id}").text


def test_a_poster_nobody_comes_by_is_pointed_out(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    answer = press(admin, f"{URL}/print", paper="a4", where="all", second="")
    batch = answer.location.rpartition("/")[2]
    for one in (mine.batch, batch):
        press(admin, f"{URL}/print/{one}/hung")
    with database.writing() as session:
        [other] = store.batch_of(session, mine.authority_id, batch)
        store.change(session, mine.authority_id, [mine.poster_id], (), {"posted_on": LONG_AGO})
    assert "không ai quét" not in admin.get(URL).text
    with database.jotting() as connection:
        store.mark_seen(connection, {other.id: local_day(utc_now())})
    page = admin.get(URL).text
    assert "không ai quét" in page
    assert "10 ngày làm việc" in page


def test_the_notice_lists_what_is_missing_before_it_is_printed(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    page = admin.get(f"{URL}/notice").text
    assert "Văn phòng Ủy ban nhân dân tỉnh Minh Họa: địa chỉ, điện thoại, giờ làm việc" in page
    assert "Nghị định 20/2008/NĐ-CP" in page
    with database.writing() as session:
        authority = session.get_one(Authority, mine.authority_id)
        authority.regulation_address = "Số 1 Lê Duẩn"
        authority.regulation_phone = "0200 111 111"
        authority.regulation_hours = "7:30–17:00"
    assert "Đủ" in admin.get(f"{URL}/notice").text
    answer = press(admin, f"{URL}/notice")
    pdf = admin.get(f"{answer.location}/all.pdf").data
    text = " ".join(PdfDocument(pdf)[0].get_textpage().get_text_range().split())
    first, second = text.index("Số 1 Lê Duẩn"), text.index("0200 000 000")
    assert first < text.index("Cổng Dịch vụ công quốc gia") < second
    assert scanned(pdf) == ["https://gopy.example/c/xa-suoi-mo/y-kien"]
    assert admin.get(f"{answer.location}.zip").status_code == 404
    assert "Thông báo" in admin.get(URL).text


def test_a_leader_reads_the_register_and_changes_nothing(
    client: ProofreadingClient, database: Database, mine: House
) -> None:
    with database.writing() as session:
        authority = session.get_one(Authority, mine.authority_id)
        leader = make_staff(session, authority, "chutich", Role.CHAIRPERSON)
    client.sign_in(leader)
    page = client.get(URL)
    assert page.status_code == 200
    assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]
    assert client.get(f"{URL}/{mine.poster_id}").status_code == 403
    assert press(client, f"{URL}/print", paper="a4", where="all", second="").status_code == 403
    assert client.get(f"{URL}/{mine.poster_id}/photo").status_code == 404

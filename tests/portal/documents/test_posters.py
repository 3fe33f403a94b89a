"""The poster is rendered, looked at by a machine, and its code followed."""

import io
import unicodedata
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from portal.codes import check_place_code, new_code, normalise
from portal.documents.posters.poster import Poster, posters_pdf
from portal.offices.kinds import AuthorityType

CODE = new_code(randbelow=lambda _: 7)
NUMBER = 37
LONG_PLACE = (
    "Quầy tiếp nhận ĐỄ NGHỊ CẤP LẠI GIẤY CHỨNG NHẬN, ĐẶT LỊCH HẸN VÀ HỘI NGHỊ Ở NHÀ VĂN HÓA"
)
LONG_UNIT = (
    "Bộ phận tiếp nhận và trả kết quả của Trung tâm Phục vụ hành chính công phường Ễnh Ương Ộp"
)
LONG_HOST = "gopy-va-phan-anh.phuong-nguyen-thi-minh-khai.thanhpho.example"


def make_poster(code: str = CODE, host: str = "gopy.suoimo.example", **changes: Any) -> Poster:
    values = {
        "url": f"https://{host}/q/{code}/{NUMBER}",
        "code": code,
        "number": NUMBER,
        "place": "Quầy 3 – Hộ tịch, chứng thực",
        "unit": "Trung tâm Phục vụ hành chính công",
        "commune": "Xã Suối Mơ",
        "commune_type": AuthorityType.XA,
        "province": "Tỉnh Minh Họa",
    }
    return Poster(**{**values, **changes})


def text_of(pdf: bytes, page: int = 0) -> str:
    text = pdfium.PdfDocument(pdf)[page].get_textpage().get_text_range()
    return unicodedata.normalize("NFC", " ".join(text.split()))


def photograph(pdf: bytes, page: int = 0) -> Image.Image:
    image: Image.Image = pdfium.PdfDocument(pdf)[page].render(scale=150 / 72).to_pil()
    return image.convert("L")


def scanned(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return posters_pdf([make_poster()])


def test_a_counter_gets_one_a4_page(pdf: bytes) -> None:
    document = pdfium.PdfDocument(pdf)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_nothing_on_the_page_is_a_raster_image(pdf: bytes) -> None:
    images = (pdfium_raw.FPDF_PAGEOBJ_IMAGE,)
    assert not list(pdfium.PdfDocument(pdf)[0].get_objects(filter=images, max_depth=10))


def test_every_font_is_embedded_and_is_ours(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        described = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert described
        for font in described:
            assert "BeVietnamPro" in str(font["/FontName"])
            assert {"/FontFile2", "/FontFile3"} & set(font.keys())


def test_the_words_come_out_as_they_went_in(pdf: bytes) -> None:
    text = text_of(pdf)
    for words in (
        "Việc hôm nay của Ông/Bà có suôn sẻ không?",
        "Quầy 3 – Hộ tịch, chứng thực",
        "Trung tâm Phục vụ hành chính công",
        "Xã Suối Mơ",
        "Tỉnh Minh Họa",
        "Không hỏi tên.",
        "không xem được ai đã trả lời",
    ):
        assert words in text
    assert "Dữ liệu minh họa" not in text


def test_the_code_on_paper_is_the_code_in_the_picture(pdf: bytes) -> None:
    text = text_of(pdf)
    (url,) = scanned(photograph(pdf))
    address, _, number = url.rpartition("/")
    in_picture = check_place_code(address.rpartition("/")[2])
    assert f"Tấm số {number}" in text
    printed = text.partition("Mã: ")[2].strip()[:8]
    assert normalise(printed) == in_picture == CODE
    assert f"gopy.suoimo.example/q/{CODE}" in text


@pytest.mark.parametrize("angle", [7, -7, 90, 180])
def test_a_crooked_poster_is_scanned(pdf: bytes, angle: float) -> None:
    image = photograph(pdf).rotate(angle, expand=True, fillcolor=255)
    assert scanned(image) == [make_poster().url]


def test_a_shaking_hand_in_bad_light_scans_too(pdf: bytes) -> None:
    image = (
        photograph(pdf)
        .filter(ImageFilter.GaussianBlur(3))
        .point([128 + n // 5 for n in range(256)])
    )
    assert scanned(image) == [make_poster().url]


def test_the_same_poster_is_the_same_file(pdf: bytes) -> None:
    assert posters_pdf([make_poster()]) == pdf


def test_all_counters_get_a_page_each_with_their_own_code() -> None:
    posters = [make_poster(new_code(), place=f"Quầy {number}") for number in range(1, 4)]
    pdf = posters_pdf(posters)
    assert len(pdfium.PdfDocument(pdf)) == 3
    for number, poster in enumerate(posters):
        assert f"Quầy {number + 1}" in text_of(pdf, number)
        assert scanned(photograph(pdf, number)) == [poster.url]


def test_a_demonstration_says_so() -> None:
    assert "Dữ liệu minh họa" in text_of(posters_pdf([make_poster(is_demo=True)]))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (AuthorityType.XA, "xã"),
        (AuthorityType.PHUONG, "phường"),
        (AuthorityType.DAC_KHU, "đặc khu"),
    ],
)
def test_the_commune_is_called_what_it_is(kind: AuthorityType, word: str) -> None:
    text = text_of(posters_pdf([make_poster(commune_type=kind)]))
    assert f"xin cho {word} nghe một lời." in text
    assert f"Trang của {word} mở ngay" in text


def test_long_names_stay_whole_on_one_page_and_inside_the_margins() -> None:
    poster = make_poster(
        host=LONG_HOST,
        place=LONG_PLACE,
        unit=LONG_UNIT,
        commune="Phường " + "Ễnh Ương Ộp Ặp " * 4,
        province="Thành phố Hồ Chí Minh",
        is_demo=True,
    )
    pdf = posters_pdf([poster])
    document = pdfium.PdfDocument(pdf)
    text = text_of(pdf)
    assert len(document) == 1
    assert LONG_PLACE in text
    assert LONG_UNIT in text
    assert "Ễnh Ương Ộp Ặp" in text
    assert poster.link in text
    page = document[0].get_textpage()
    boxes = [
        page.get_charbox(n) for n in range(page.count_chars()) if page.get_text_range(n, 1).strip()
    ]
    assert min(box[0] for box in boxes) > 45
    assert max(box[2] for box in boxes) < 595 - 45
    assert min(box[1] for box in boxes) > 30
    assert scanned(photograph(pdf)) == [poster.url]


def test_a_name_that_looks_like_markup_is_only_a_name() -> None:
    name = '#read("/etc/passwd") *đậm* $x$ <b> \\ "'
    assert name in text_of(posters_pdf([make_poster(place=name)]))


def test_a_poster_whose_letters_lead_elsewhere_than_its_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="gopy"):
        make_poster(url=f"https://gopy.suoimo.example/q/OTHER/{NUMBER}")


def test_no_counter_makes_no_file() -> None:
    with pytest.raises(ValueError, match=r"\[\]"):
        posters_pdf([])

"""Slips are printed, looked at by a machine and their codes followed."""

import unicodedata
from datetime import date
from typing import Any

import pypdfium2 as pdfium
import pytest
import zxingcpp

from portal.codes import check_slip_code, derive_slip_code, normalise
from portal.documents.slips import SlipPaper, slips_pdf

CODES = [derive_slip_code(b"key", b"seed", number) for number in range(12)]
LONG = "Bộ phận tiếp nhận và trả kết quả hồ sơ ĐỄ NGHỊ CẤP LẠI của phường Ễnh Ương Ộp Ặp"
LONG_HOST = "gopy-va-phan-anh.phuong-nguyen-thi-minh-khai.thanhpho.example"


def make_paper(**changes: Any) -> SlipPaper:
    values = {
        "address": "https://gopy.suoimo.example/s/",
        "place": "Quầy 3 – Hộ tịch, chứng thực",
        "unit": "Trung tâm Phục vụ hành chính công",
        "commune": "Xã Suối Mơ",
        "valid_through": date(2026, 11, 28),
    }
    return SlipPaper(**{**values, **changes})


def text_of(pdf: bytes, page: int = 0) -> str:
    text = pdfium.PdfDocument(pdf)[page].get_textpage().get_text_range()
    return unicodedata.normalize("NFC", " ".join(text.split()))


def scanned(pdf: bytes, page: int = 0) -> set[str]:
    picture = pdfium.PdfDocument(pdf)[page].render(scale=150 / 72).to_pil()
    return {found.text for found in zxingcpp.read_barcodes(picture)}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return slips_pdf(make_paper(), CODES)


def test_ten_slips_fill_an_a4_page(pdf: bytes) -> None:
    document = pdfium.PdfDocument(pdf)
    assert [page.get_size()[1] for page in document] == [pytest.approx(841.89, abs=0.1)] * 2
    assert scanned(pdf) == {f"https://gopy.suoimo.example/s/{code}" for code in CODES[:10]}
    assert scanned(pdf, 1) == {f"https://gopy.suoimo.example/s/{code}" for code in CODES[10:]}


def test_the_words_are_in_two_languages_and_the_code_in_letters(pdf: bytes) -> None:
    text = text_of(pdf, 1)
    for words in (
        "Đánh giá lần phục vụ này",
        "Rate this visit",
        "Quầy 3 – Hộ tịch, chứng thực",
        "Trung tâm Phục vụ hành chính công",
        "Xã Suối Mơ",
        "đến hết 28/11/2026",
        "until 28/11/2026",
        "gopy.suoimo.example/s/",
    ):
        assert words in text
    printed = text.partition("gopy.suoimo.example/s/ ")[2][:11]
    assert check_slip_code(printed) == normalise(printed) == CODES[10]
    assert "minh họa" not in text


def test_long_names_stay_whole_and_every_code_can_be_scanned() -> None:
    address = f"https://{LONG_HOST}/s/"
    paper = make_paper(address=address, place=LONG, unit=LONG, commune=LONG, is_demo=True)
    pdf = slips_pdf(paper, CODES[:10])
    assert len(pdfium.PdfDocument(pdf)) == 1
    assert text_of(pdf).count("Dữ liệu minh họa") == 10
    assert scanned(pdf) == {address + code for code in CODES[:10]}


def test_a_name_that_looks_like_markup_is_only_a_name() -> None:
    name = '#read("/etc/passwd") *đậm* $x$'
    assert name in text_of(slips_pdf(make_paper(place=name), CODES[:1]))


def test_the_same_slips_are_the_same_file_and_none_make_no_file(pdf: bytes) -> None:
    assert slips_pdf(make_paper(), CODES) == pdf
    with pytest.raises(ValueError, match=r"\[\]"):
        slips_pdf(make_paper(), [])

"""What the first redaction takes out of a public text, and what it leaves."""

import pytest

from portal.people.details import ContactDetails
from portal.people.masking import masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gọi 0912345678 nhé", "Gọi […] nhé"),
        ("Gọi 0912.345.678 hoặc +84 912 345 678.", "Gọi […] hoặc […]."),
        ("CCCD 001 099 012 345", "CCCD […]"),
        ("Thư: mai.nguyen@vidu.com.vn.", "Thư: […]."),
        ("Nhà số 12, ngày 20/11/2026, nộp 1.500.000 đồng", None),
        ("Quốc lộ 14, km 1234", None),
    ],
)
def test_numbers_of_people_go_and_other_numbers_stay(text: str, expected: str | None) -> None:
    assert masked(text) == (text if expected is None else expected)


def test_the_senders_own_name_and_address_go() -> None:
    mai = ContactDetails(name="Nguyễn Thị Mai", address="Thôn 2")
    assert masked("Tôi là NGUYỄN THỊ MAI ở Thôn 2.", mai) == "Tôi là […] ở […]."


def test_a_short_name_does_not_tear_words_apart() -> None:
    assert masked("An ninh ở thôn An Hòa", ContactDetails(name="An")) == "An ninh ở thôn An Hòa"
    assert masked("Hoanghoa", ContactDetails(name="Hoang")) == "Hoanghoa"

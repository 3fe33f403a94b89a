"""Text is found with or without diacritics."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đường Nguyễn Huệ", "duong nguyen hue"),
        ("ĐẮK LẮK", "dak lak"),
        ("Hòa", "hoa"),
        ("Hoà", "hoa"),
        ("Ƀuôn Ƀlang", "buon blang"),
        ("Čư M’gar", "cu m'gar"),
        ("  Xã\u00a0Ea\tH'Leo \n", "xa ea h'leo"),
        ("giấy\u200b tờ", "giay to"),
        ("ngh\u0129a", "nghia"),
        ("", ""),
    ],
)
def test_marks_case_and_spaces_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_composed_and_decomposed_text_fold_alike() -> None:
    text = "Ễ Ộ Ặ ưỡng nghiệp Êă ŏ̆"
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_vowels_of_other_scripts_are_kept() -> None:
    assert fold("ភូមិ") != fold("ភម")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"))
def test_vietnamese_letters_become_plain_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)

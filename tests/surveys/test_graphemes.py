"""Text is cleaned of what harms and counted as people count it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.graphemes import clean, is_longer, letters

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("hài lòng", 8),
        (unicodedata.normalize("NFD", "hài lòng"), 8),
        ("Ê̆ê̆ô̆ơ̆ư̆", 5),  # Ê Đê and Gia Rai: no precomposed form
        ("Č'Ư̆ M'gar", 9),
        ("ភាសាខ្មែរ", 4),
        (FAMILY, 1),
        ("a\nb", 3),
    ],
)
def test_letters_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert letters(text) == count


def test_the_limit_is_in_letters_not_code_points() -> None:
    assert not is_longer("ê̆" * 5000, 5000)
    assert is_longer("ê̆" * 5001, 5000)
    assert not is_longer("a" * 5000, 5000)
    assert is_longer("a" * 5001, 5000)


def test_one_endless_emoji_is_not_one_letter() -> None:
    assert is_longer("\u200d".join("👩" * 60_000), 5000)


def test_typing_is_composed_and_its_line_ends_are_plain() -> None:
    assert clean("  To\u0302\u0301t\r\nla\u0306\u0301m\r!  ") == "Tốt\nlắm\n!"


def test_what_the_database_refuses_is_taken_out() -> None:
    assert clean("a\x00b\x1b\ud800c\td") == "abc\td"


def test_direction_overrides_are_taken_out() -> None:
    assert clean("trả \u202elại\u2066") == "trả lại"


@pytest.mark.parametrize("text", ["", " \r\n\t", "\u200b\u200b", "\u00a0\ufeff", "\x00"])
def test_text_that_shows_nothing_is_empty(text: str) -> None:
    assert clean(text) == ""


def test_a_tower_of_marks_is_cut_before_it_costs_time() -> None:
    started = time.process_time()
    text = clean("a" + "\u0301\u0323" * 100_000)
    assert time.process_time() - started < 1  # uncut: about twenty seconds
    assert len(text) <= 11


@pytest.mark.parametrize("letter", [*"ăâđêôơưčĕĭŏŭñƀ", "ê̆", "ô̆", "ơ̆", "ư̆", "ỡ", "ệ", "ẵ"])
def test_no_letter_of_the_central_highlands_loses_a_mark(letter: str) -> None:
    composed = unicodedata.normalize("NFC", letter)
    assert clean(unicodedata.normalize("NFD", letter)) == composed
    assert letters(composed) == 1


@given(st.text())
def test_cleaned_text_can_always_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned == cleaned.strip()

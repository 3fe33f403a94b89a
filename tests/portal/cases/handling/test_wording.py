"""Words of staff are cleaned, and counted as people count."""

import pytest

from portal.cases.handling.wording import one_line, written
from portal.errors import InvalidInputError


def test_a_text_keeps_its_lines_and_loses_its_noise() -> None:
    assert written("  Kính gửi\r\nông bà\x00 ", "reply") == "Kính gửi\nông bà"


def test_letters_are_counted_as_people_count_them() -> None:
    highland = "ê̆" * 10  # twenty code points, ten letters of Ê Đê
    assert written(highland, "reply", 10) == highland
    with pytest.raises(InvalidInputError) as caught:
        written(highland + "a", "reply", 10)
    assert caught.value.fields == {"reply": "too_long"}


@pytest.mark.parametrize("empty", ["", " \n ", "\u200b"])
def test_what_shows_nothing_is_nothing(empty: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        written(empty, "reply")
    assert caught.value.fields == {"reply": "required"}
    with pytest.raises(InvalidInputError):
        one_line(empty, "receiver", 10)


def test_a_line_is_one_line() -> None:
    assert one_line(" Sở \n Y tế ", "receiver", 10) == "Sở Y tế"
    with pytest.raises(InvalidInputError):
        one_line("x" * 11, "receiver", 10)

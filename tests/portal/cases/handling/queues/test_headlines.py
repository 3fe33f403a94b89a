"""A line that stands for a story."""

import pytest

from portal.cases.handling.queues.headlines import headline


@pytest.mark.parametrize(
    ("story", "line"),
    [
        ("Đèn hỏng. Đã hai tuần.", "Đèn hỏng"),
        ("Đèn hỏng\nĐã hai tuần", "Đèn hỏng"),
        ("Sao đèn chưa sửa? Tôi hỏi ba lần.", "Sao đèn chưa sửa?"),
        ("", ""),
        ("   ", ""),
        ("Giá 2.500 đồng là cao", "Giá 2.500 đồng là cao"),
    ],
)
def test_the_first_sentence_is_the_line(story: str, line: str) -> None:
    assert headline(story) == line


def test_a_long_sentence_is_cut_between_words() -> None:
    line = headline("Mương thoát nước, " * 20)
    assert line.endswith("nước…")
    assert len(line) <= 91


def test_a_word_without_end_is_cut_anyway() -> None:
    assert headline("x" * 500) == "x" * 90 + "…"

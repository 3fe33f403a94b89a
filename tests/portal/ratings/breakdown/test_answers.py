"""Answers of other kinds: shown where enough answered, about people each answer for itself."""

from datetime import date
from fractions import Fraction

import pytest

from portal.ratings.breakdown.answers import answered, numbers_of, profiled
from portal.ratings.breakdown.store import AnswerCount
from surveys.kind import ANSWERED
from surveys.loading import load_builtin

FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 15)
FULL = load_builtin("sipas-full")


def count(question: str, answer: str, n: int, half: date = FIRST) -> AnswerCount:
    return AnswerCount(half, question, answer, n)


def test_a_question_that_few_answered_in_half_a_month_is_hidden_in_the_whole_period() -> None:
    counts = [
        count("news_from", ANSWERED, 9),
        count("news_from", "television", 8),
        count("news_from", ANSWERED, 4, SECOND),
        count("news_from", "television", 4, SECOND),
    ]
    shown = {one.question.code: one for one in answered(FULL, counts[:2], 5)}
    assert (shown["news_from"].n, shown["news_from"].counts) == (9, {"television": 8})
    hidden = {one.question.code: one for one in answered(FULL, counts, 5)}
    assert hidden["news_from"].is_hidden
    assert (hidden["news_from"].n, hidden["news_from"].counts) == (None, {})


def test_what_is_verified_in_confidence_is_read_nowhere_else() -> None:
    confidential = {item.code for item in FULL.items if item.signal is not None}
    assert confidential
    assert not confidential & {one.question.code for one in answered(FULL, [], 5)}


def test_each_answer_about_the_person_is_a_group_for_itself() -> None:
    counts = [count("sex", "woman", 20), count("sex", "man", 3)]
    sex = next(one for one in profiled(FULL, counts, 5) if one.question.code == "sex")
    # One of two hidden would be the rest of the other.
    assert (sex.n, sex.counts, sex.is_hidden) == (None, {}, True)
    enough = [count("sex", "woman", 20), count("sex", "man", 6)]
    sex = next(one for one in profiled(FULL, enough, 5) if one.question.code == "sex")
    assert (sex.n, sex.counts) == (26, {"woman": 20, "man": 6})


@pytest.mark.parametrize(
    ("counts", "mean", "median"),
    [
        ({"3": 1, "5": 2, "40": 1}, Fraction(53, 4), Fraction(5)),
        ({"1": 1, "2": 1}, Fraction(3, 2), Fraction(3, 2)),
        ({"10": 1, "9": 4}, Fraction(46, 5), Fraction(9)),
    ],
)
def test_mean_and_middle_are_of_the_numbers_and_not_of_their_letters(
    counts: dict[str, int], mean: Fraction, median: Fraction
) -> None:
    found = numbers_of(counts)
    assert found is not None
    assert (found.mean, found.median) == (mean, median)


def test_no_numbers_have_no_mean() -> None:
    assert numbers_of({}) is None

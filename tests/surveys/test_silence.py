"""Ratios in which silence counts as satisfied, never to be mixed with a survey."""

from fractions import Fraction

import pytest

from surveys.silence import files_without_complaint, petitions_on_time, petitions_without_complaint


def test_petitions_on_time_are_those_of_the_authority() -> None:
    ratio = petitions_on_time(on_time=38, competent=40)
    assert ratio.share == Fraction(95, 100)
    assert ratio.method == "petitions-on-time-766/1"


def test_who_says_nothing_counts_as_satisfied() -> None:
    assert petitions_without_complaint(petitions=40, complained=1).share == Fraction(39, 40)
    assert files_without_complaint(files=500, complained=0).share == 1


def test_where_nothing_arose_there_is_neither_nought_nor_a_hundred() -> None:
    assert petitions_on_time(0, 0).share is None
    assert petitions_without_complaint(0, 0).share is None
    assert files_without_complaint(0, 0).share is None


@pytest.mark.parametrize(("whole", "complained"), [(3, 4), (3, -1), (-1, 0)])
def test_more_complaints_than_petitions_are_a_mistake(whole: int, complained: int) -> None:
    with pytest.raises(ValueError, match=" of "):
        petitions_without_complaint(whole, complained)
    with pytest.raises(ValueError, match=" of "):
        files_without_complaint(whole, complained)


def test_more_handled_on_time_than_there_were_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        petitions_on_time(5, 4)

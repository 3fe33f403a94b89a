"""The index of a questionnaire comes from its own method, weights and directions."""

from fractions import Fraction

import pytest

from surveys.indices import index, upright
from surveys.loading import load_builtin, parse
from tests.surveys.questionnaire import POLITE, scale, sound, with_questions, words

HALF, FULL, NONE = {4: 1, 2: 1}, {5: 2}, {1: 2}
CLEAN = {"code": "clean", "kind": "five-level", "factor": "staff"}


def test_the_criteria_make_the_index_and_the_overall_question_does_not() -> None:
    instrument = parse(with_questions(CLEAN))
    counts = {"polite": HALF, "clean": FULL, "overall": NONE}
    assert index(instrument, counts) == Fraction(3, 4)
    assert index(instrument, counts, "mean-score/1") == Fraction(4 + 2 + 5 + 5, 4)


def test_without_factors_every_rated_question_does() -> None:
    data = sound()
    del data["factors"], data["questions"][POLITE]["factor"]
    assert index(parse(data), {"polite": FULL, "overall": NONE}) == Fraction(1, 2)


def test_a_reversed_question_is_turned_before_it_counts() -> None:
    rude = {**CLEAN, "code": "rude", "reversed": True}
    instrument = parse(with_questions(rude))
    assert index(instrument, {"polite": FULL, "rude": NONE}) == 1
    assert upright(instrument, {"polite": HALF, "rude": {1: 2, 0: 3}}) == {
        "polite": HALF,
        "rude": {5: 2, 0: 3},
    }


def test_a_reversed_grade_is_turned_on_its_own_ladder() -> None:
    hard = {"code": "hard", "kind": "three-level", "levels": scale("no", "some", "much")}
    instrument = parse(with_questions({**hard, "reversed": True}))
    assert upright(instrument, {"hard": {1: 9, 3: 1}}) == {"hard": {3: 9, 1: 1}}


def test_weights_come_from_the_questionnaire() -> None:
    by_item = {"scoring": {"method": "satisfied-share-weighted-items/1"}}
    instrument = parse(with_questions({**CLEAN, "weight": 3}, **by_item))
    assert index(instrument, {"polite": NONE, "clean": FULL}) == Fraction(3, 4)


def test_factors_may_weigh_instead() -> None:
    data = with_questions(
        {**CLEAN, "factor": "place"}, scoring={"method": "satisfied-share-weighted-factors/1"}
    )
    data["factors"] = [
        {"code": "staff", "text": words("staff"), "weight": 20},
        {"code": "place", "text": words("place"), "weight": 80},
    ]
    instrument = parse(data)
    assert index(instrument, {"polite": NONE, "clean": FULL}) == Fraction(8, 10)
    assert index(instrument, {"polite": NONE, "clean": FULL}, factor="staff") == 0


def test_the_rows_of_a_matrix_are_items_of_its_factor() -> None:
    instrument = load_builtin("sipas-full")
    counts = {"fits.roads": FULL, "fits.power": NONE, "interest.roads": {3: 5}}
    assert index(instrument, counts, factor="fit") == Fraction(1, 2)
    assert index(instrument, counts) == Fraction(1, 2)


def test_a_factor_without_answers_has_no_index() -> None:
    assert index(load_builtin("counter-short"), {}, factor="staff") is None
    assert index(load_builtin("counter-short"), {"overall": FULL}) is None


def test_a_method_that_needs_people_has_no_index_of_counts() -> None:
    with pytest.raises(KeyError):
        index(load_builtin("counter-short"), {"signs": FULL}, "satisfied-in-everything/1")

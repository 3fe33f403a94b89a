"""Indices by name, exact inside, rounded as at school."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.people import SATISFIED_IN_EVERYTHING
from surveys.scale import FIVE, Ladder
from surveys.scoring import (
    DEFAULT_METHOD,
    METHODS,
    half_up,
    satisfied,
    satisfied_share,
    score,
    turned,
    valid,
)
from surveys.silence import FILES_WITHOUT_COMPLAINT, PETITIONS_ON_TIME, PETITIONS_WITHOUT_COMPLAINT
from surveys.weighing import Terms, Weights

POOLED, ITEM_MEAN = "satisfied-share-pooled/1", "satisfied-share-item-mean/1"
BY_ITEM, BY_FACTOR = "satisfied-share-weighted-items/1", "satisfied-share-weighted-factors/1"
MEAN, POINTS, MEAN_0_100 = "mean-score/1", "mean-points/1", "mean-0-100/1"
WEIGHED = Terms(
    weights=Weights(
        items={"a": 3},
        factors={"x": 20, "y": 80},
        factor_of={"a": "x", "b": "x", "c": "y", "empty": "x"},
    )
)


def levels(*counts: int) -> dict[int, int]:
    return dict(zip((1, 2, 3, 4, 5), counts, strict=True))


A, B, C = levels(1, 2, 7, 60, 30), levels(0, 5, 10, 55, 30), levels(2, 8, 20, 40, 10)
FACTOR = {"a": A, "b": B, "c": C}
A_SHARE, B_SHARE, C_SHARE = Fraction(9, 10), Fraction(85, 100), Fraction(625, 1000)
# One week of a national service of another country, published as 87.3.
PUBLISHED = levels(17, 35, 87, 434, 969)


def percent(share: Fraction | None) -> Decimal:
    assert share is not None
    return half_up(share * 100, 2)


@pytest.mark.parametrize(
    ("counts", "n", "share", "mean", "index"),
    [
        (A, 100, "90.00", "4.16", "79.0"),
        (B, 100, "85.00", "4.10", "77.5"),
        (C, 80, "62.50", "3.60", "65.0"),
    ],
)
def test_one_item_by_every_method(
    counts: dict[int, int], n: int, share: str, mean: str, index: str
) -> None:
    assert valid(counts) == n
    assert percent(satisfied_share(counts)) == Decimal(share)
    assert percent(score({"x": counts}, POOLED)) == Decimal(share)
    assert percent(score({"x": counts}, ITEM_MEAN)) == Decimal(share)
    assert half_up(score({"x": counts}, MEAN) or 0, 2) == Decimal(mean)
    assert half_up(score({"x": counts}, MEAN_0_100) or 0, 1) == Decimal(index)


def test_pooling_and_averaging_items_differ_when_items_have_different_n() -> None:
    assert score(FACTOR, POOLED) == Fraction(225, 280)
    assert percent(score(FACTOR, POOLED)) == Decimal("80.36")
    assert percent(score(FACTOR, ITEM_MEAN)) == Decimal("79.17")


def test_pooled_is_what_one_gets_without_naming_a_method() -> None:
    assert DEFAULT_METHOD == POOLED
    assert score(FACTOR) == score(FACTOR, POOLED)


def test_the_same_counts_give_87_by_one_method_and_91_by_another() -> None:
    items = {"overall": PUBLISHED}
    assert half_up(score(items, MEAN_0_100) or 0, 1) == Decimal("87.3")
    assert percent(score(items, POOLED)) == Decimal("90.99")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("items", [{}, {"a": {}}, {"a": levels(0, 0, 0, 0, 0)}, {"a": {0: 9}}])
def test_no_answer_is_no_figure_and_never_zero(
    method: str, items: dict[str, dict[int, int]]
) -> None:
    assert score(items, method, WEIGHED) is None


def test_an_item_nobody_answered_has_no_vote() -> None:
    assert score({"a": A, "empty": {0: 12}}, ITEM_MEAN) == Fraction(9, 10)


def test_all_dissatisfied_is_zero_and_not_missing() -> None:
    assert satisfied_share(levels(3, 0, 0, 0, 0)) == 0


def test_levels_read_back_as_text_are_refused_instead_of_lost() -> None:
    with pytest.raises(ValueError, match="not a level"):
        valid({"4": 60, "5": 30})  # type: ignore[dict-item] # what JSON makes of the keys


def test_weights_of_items_move_the_index() -> None:
    assert score(FACTOR, BY_ITEM, WEIGHED) == (3 * A_SHARE + B_SHARE + C_SHARE) / 5
    assert score(FACTOR, BY_ITEM) == score(FACTOR, ITEM_MEAN)


def test_weights_of_factors_weigh_their_own_indices() -> None:
    of_x = (3 * A_SHARE + B_SHARE) / 4
    assert score(FACTOR, BY_FACTOR, WEIGHED) == (20 * of_x + 80 * C_SHARE) / 100


def test_what_nobody_answered_leaves_its_weight_to_the_others() -> None:
    assert score({"a": A, "c": {0: 3}}, BY_FACTOR, WEIGHED) == A_SHARE
    assert score({"a": A, "empty": {}}, BY_FACTOR, WEIGHED) == A_SHARE
    assert score({"a": {}, "b": B}, BY_ITEM, WEIGHED) == B_SHARE


def test_factor_weights_need_every_item_in_a_weighed_factor() -> None:
    with pytest.raises(KeyError):
        score({"stray": A}, BY_FACTOR, WEIGHED)


def test_points_begin_at_nought() -> None:
    three = Terms(Ladder(1, 3))
    assert score({"x": {1: 1, 2: 1, 3: 2}}, POINTS, three) == Fraction(5, 4)
    assert score({"x": A}, POINTS) == Fraction(316, 100)


def test_another_ladder_has_its_own_ends_and_its_own_satisfied() -> None:
    ten = Ladder(0, 10, frozenset({9, 10}))
    counts = {0: 1, 5: 1, 9: 1, 10: 1}
    assert valid(counts, ten) == 4  # 0 is a level here and no way out
    assert score({"x": counts}, POOLED, Terms(ten)) == Fraction(1, 2)
    assert score({"x": counts}, MEAN, Terms(ten)) == 6
    assert score({"x": counts}, MEAN_0_100, Terms(ten)) == 60
    assert score({"x": counts}, POINTS, Terms(ten)) == 6
    with pytest.raises(ValueError, match="not a level"):
        valid({11: 1}, ten)


def test_a_ladder_of_something_else_has_a_mean_but_no_satisfied_share() -> None:
    interest = Ladder(1, 3)
    assert score({"x": {3: 1}}, MEAN, Terms(interest)) == 3
    with pytest.raises(ValueError, match="means satisfied"):
        satisfied({3: 1}, interest)


def test_a_reversed_item_is_turned_and_its_way_out_stays() -> None:
    assert turned({1: 7, 2: 1, 5: 2, 0: 4}) == {5: 7, 4: 1, 1: 2, 0: 4}
    assert satisfied_share(turned({1: 7, 2: 1, 5: 2})) == Fraction(8, 10)
    assert turned({0: 3, 4: 1}, Ladder(0, 4)) == {4: 3, 0: 1}


def test_no_two_methods_share_a_name_and_every_name_has_a_version() -> None:
    people = {SATISFIED_IN_EVERYTHING}
    silence = {PETITIONS_ON_TIME, PETITIONS_WITHOUT_COMPLAINT, FILES_WITHOUT_COMPLAINT}
    names = [*METHODS, *people, *silence]
    assert len(set(names)) == len(METHODS) + 4
    assert all(name.rpartition("/")[2].isdigit() for name in names)
    assert all(method.name == name for name, method in METHODS.items())


def test_an_unknown_method_has_no_figure() -> None:
    with pytest.raises(KeyError):
        score(FACTOR, "satisfied-share-pooled/2")


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Fraction(57, 2), 0, "29"),
        (Fraction(1245, 20), 1, "62.3"),
        (Fraction(-5, 4), 1, "-1.3"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(90), 1, "90.0"),
        (0, 1, "0.0"),
        (4.04, 1, "4.0"),
    ],
)
def test_halves_go_up(value: Fraction | float, digits: int, shown: str) -> None:
    assert str(half_up(value, digits)) == shown


_counts = st.dictionaries(st.integers(0, 5), st.integers(0, 10**6))
_items = st.dictionaries(st.sampled_from("abc"), _counts)


@given(_items, st.sampled_from(sorted(METHODS)))
def test_every_index_stays_in_its_range(items: dict[str, dict[int, int]], name: str) -> None:
    index = score(items, name, WEIGHED)
    low, high = METHODS[name].measure.bounds()
    answered = any(valid(counts) for counts in items.values())
    assert (index is not None) == answered
    assert index is None or low <= index <= high


@given(_items, st.sampled_from(sorted(METHODS)))
def test_those_whom_it_does_not_concern_change_nothing(
    items: dict[str, dict[int, int]], name: str
) -> None:
    more = {code: {**counts, 0: counts.get(0, 0) + 7} for code, counts in items.items()}
    assert score(more, name, WEIGHED) == score(items, name, WEIGHED)


@given(_counts)
def test_turning_twice_changes_nothing(counts: dict[int, int]) -> None:
    assert turned(turned(counts)) == counts
    mean, back = score({"x": counts}, MEAN), score({"x": turned(counts)}, MEAN)
    assert (mean is None and back is None) or (mean or 0) + (back or 0) == FIVE.low + FIVE.high


@given(_counts)
def test_with_one_item_both_shares_agree(counts: dict[int, int]) -> None:
    assert score({"x": counts}, POOLED) == score({"x": counts}, ITEM_MEAN)


@given(st.fractions(-1000, 1000), st.integers(0, 3))
def test_rounding_never_moves_by_more_than_half_a_unit(value: Fraction, digits: int) -> None:
    assert abs(Fraction(half_up(value, digits)) - value) <= Fraction(1, 2 * 10**digits)

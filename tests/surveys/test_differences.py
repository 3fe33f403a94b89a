"""More than noise or not: the named test against numbers worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.differences import DIFFERENCE_METHOD, Verdict, difference


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        # z = 0.10 / √(0.85·0.15·(1/200 + 1/200)) = 2.80
        ((180, 200), (160, 200), Verdict.MORE),
        ((160, 200), (180, 200), Verdict.LESS),
        # z = 0.05 / √(0.825·0.175·0.01) = 1.316
        ((170, 200), (160, 200), Verdict.MAY_BE_CHANCE),
        # Pooled 0.95, 20 people: one unsatisfied person expected.
        ((20, 20), (18, 20), Verdict.TOO_FEW),
        ((7, 7), (9, 9), Verdict.MAY_BE_CHANCE),
    ],
)
def test_the_verdict_follows_the_test(
    now: tuple[int, int], before: tuple[int, int], verdict: Verdict
) -> None:
    found = difference(now, before)
    assert found.verdict is verdict
    assert found.change == Fraction(*now) - Fraction(*before)
    assert found.method == DIFFERENCE_METHOD == "two-proportion-z-pooled/1"


shares = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares, shares)
def test_turning_the_periods_turns_the_verdict(one: tuple[int, int], two: tuple[int, int]) -> None:
    turned = {Verdict.MORE: Verdict.LESS, Verdict.LESS: Verdict.MORE}
    there, back = difference(one, two).verdict, difference(two, one).verdict
    assert back is turned.get(there, there)


@pytest.mark.parametrize("broken", [(1, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(broken: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        difference(broken, (1, 2))

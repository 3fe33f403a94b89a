"""No table shows, or lets one compute, what fewer than k people said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.disclosure import K_DEFAULT, Suppression, shown, suppress


def test_figures_need_five_people_unless_more_are_asked_for() -> None:
    assert K_DEFAULT == 5
    assert shown(5)
    assert not shown(4)
    assert not shown(0)
    assert not shown(9, k=10)


@pytest.mark.parametrize(
    ("sizes", "hidden", "total"),
    [
        ({}, set(), False),
        ({"a": 5, "b": 60}, set(), True),
        ({"a": 5, "b": 60, "none": 0}, set(), True),
        ({"a": 3, "b": 60, "c": 8}, {"a", "c"}, True),  # c covers for a
        ({"a": 3, "b": 4, "c": 8}, {"a", "b"}, True),
        ({"a": 1, "b": 2, "c": 8, "d": 9}, {"a", "b", "c"}, True),  # a and b are three people
        ({"a": 3, "none": 0, "c": 8, "d": 9}, {"a", "c"}, True),  # nobody covers for nobody
        ({"a": 3, "b": 60}, {"a", "b"}, True),
        ({"a": 3}, {"a"}, False),
        ({"a": 1, "b": 1}, {"a", "b"}, False),
        ({"a": 3, "c": 8, "b": 8, "d": 8}, {"a", "b"}, True),  # ties by name
    ],
)
def test_groups_are_hidden_with_their_cover(
    sizes: dict[str, int], hidden: set[str], total: bool
) -> None:
    assert suppress(sizes) == Suppression(frozenset(hidden), total)


_sizes = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30))


@given(_sizes, st.integers(1, 12))
def test_what_is_hidden_cannot_be_had_by_subtraction(sizes: dict[str, int], k: int) -> None:
    result = suppress(sizes, k)
    seen = {name: n for name, n in sizes.items() if name not in result.hidden}
    assert all(n == 0 or n >= k for n in seen.values())
    if not result.total:
        assert sum(sizes.values()) < k
        return
    difference = sum(sizes.values()) - sum(seen.values())
    if result.hidden:
        assert len(result.hidden) >= 2
        assert difference >= k
        assert all(difference > sizes[name] > 0 for name in result.hidden)


@given(_sizes, st.integers(1, 12))
def test_no_group_is_hidden_without_need(sizes: dict[str, int], k: int) -> None:
    hidden = suppress(sizes, k).hidden
    if all(n == 0 or n >= k for n in sizes.values()):
        assert not hidden
    large = sorted(n for name, n in sizes.items() if name in hidden and n >= k)
    assert len(large) <= 1


@given(_sizes, st.integers(1, 12))
def test_the_order_of_groups_does_not_matter(sizes: dict[str, int], k: int) -> None:
    assert suppress(dict(reversed(sizes.items())), k) == suppress(sizes, k)

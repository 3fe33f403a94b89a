"""What may be shown without showing a person."""

from collections.abc import Mapping
from dataclasses import dataclass

K_DEFAULT = 5
"""Fewest answers behind a figure, unless an authority sets more."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Which groups of a table stay hidden, and whether their total may be shown.

    Why a group is hidden (small itself, or covering for a small one) is not told: it would give
    the sizes away.
    """

    hidden: frozenset[str]
    total: bool


def shown(n: int, k: int = K_DEFAULT) -> bool:
    """Say whether figures made of n answers may be shown."""
    return n >= k


def suppress(sizes: Mapping[str, int], k: int = K_DEFAULT) -> Suppression:
    """Return what to hide in a table of groups (name → number of answers) shown with its total.

    Groups under k are hidden. Subtracting the shown ones from the total would reveal a single
    hidden group, or the few people in all hidden ones together; so the next smallest groups are
    hidden as well until at least two groups and k answers cover for each other. Empty groups
    hide nobody and are never hidden. Ties go by name, so that two tables of one day agree.
    """
    ranked = sorted((n, name) for name, n in sizes.items() if n > 0)
    hidden: list[str] = []
    people = 0
    for n, name in ranked:
        covered = not hidden or (len(hidden) >= 2 and people >= k)
        if shown(n, k) and covered:
            break
        hidden.append(name)
        people += n
    return Suppression(frozenset(hidden), shown(sum(sizes.values()), k))

"""Upper tails: how likely it is that chance alone gives as many, or more."""

from collections.abc import Callable
from math import exp, lgamma, log

Weight = Callable[[int], float]
"""The logarithm of the probability of a number."""


def poisson_tail(n: int, mean: float) -> float:
    """Return P(X ≥ n) for a Poisson count around a mean above 0."""
    if n <= 0:
        return 1.0
    return _upper(lambda i: i * log(mean) - mean - lgamma(i + 1), n, mean)


def negative_binomial_tail(n: int, total: float, days: float) -> float:
    """Return P(X ≥ n) for one more day after `days` days that had `total` in all.

    The day's mean is not known but only seen through the past (gamma prior 1/2, Jeffreys), so
    the tail is longer than Poisson's, and the longer the shorter the past.
    """
    if n <= 0:
        return 1.0
    shape, one_more = total + 0.5, 1 / (days + 1)
    stays = shape * log(1 - one_more)

    def weight(i: int) -> float:
        return lgamma(i + shape) - lgamma(shape) - lgamma(i + 1) + stays + i * log(one_more)

    return _upper(weight, n, shape / days)


def beta_binomial_tail(hits: int, n: int, past_hits: float, past_n: float) -> float:
    """Return P(X ≥ hits) among n answers, the share seen only through past answers.

    The prior is uniform, so an empty past makes every number of hits equally likely.
    """
    a, b = past_hits + 1, past_n - past_hits + 1
    whole = _log_beta(a, b)

    def weight(i: int) -> float:
        ways = lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1)
        return ways + _log_beta(a + i, b + n - i) - whole

    return min(1.0, sum(exp(weight(i)) for i in range(max(hits, 0), n + 1)))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


_SMALL = 1e-12
"""What a term may add to a tail without being worth adding."""


def _upper(weight: Weight, n: int, centre: float) -> float:
    """Add the terms from n on; behind the centre each is smaller than the one before."""
    total, i = 0.0, n
    while True:
        term = exp(weight(i))
        total += term
        i += 1
        if i > centre and term <= _SMALL * max(total, _SMALL):
            return min(1.0, total)

"""Exact tests and intervals for counts and shares, and the control of false discoveries; each with its source.

`scipy.special` is named in full, because scipy then imports it at the first call: a score is there without it.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

Floats: TypeAlias = npt.NDArray[np.float64]

NORMAL_95 = 1.959963984540054
"""Half the width of a 95% interval in standard errors."""


def even_split_p_value(first: Floats, second: Floats) -> Floats:
    """Give the exact two-sided p-value that two counts over equal time have the same rate.

    Given their total n, the second count is Binomial(n, 1/2) when the rates are equal (Przyborowski and Wilenski 1940);
    that distribution is symmetric, so the p-value is twice the smaller tail, at most 1.

    >>> even_split_p_value(np.array([3.0]), np.array([9.0])).round(4).tolist()
    [0.146]
    """
    fewer, more = np.minimum(first, second), np.maximum(first, second)
    tail = scipy.special.betainc(more, fewer + 1.0, 0.5)
    return np.minimum(1.0, 2.0 * np.where(more == 0, 1.0, tail))


def share_limits(successes: Floats, trials: Floats) -> tuple[Floats, Floats]:
    """Give exact 95% limits of a binomial share (Clopper and Pearson 1934); NaN without trials."""
    failures = trials - successes
    low = np.where(successes > 0, scipy.special.betaincinv(np.maximum(successes, 1e-300), failures + 1.0, 0.025), 0.0)
    high = np.where(failures > 0, scipy.special.betaincinv(successes + 1.0, np.maximum(failures, 1e-300), 0.975), 1.0)
    none = trials <= 0
    return np.where(none, np.nan, low), np.where(none, np.nan, high)


def ratio_limits(before: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Give exact 95% limits of after/before over equal time, from the limits of after's share of both.

    >>> [limit.round(3).tolist() for limit in ratio_limits(np.array([10.0]), np.array([20.0]))]
    [[0.894], [4.785]]
    """
    low, high = share_limits(after, before + after)
    with np.errstate(divide="ignore"):
        return low / (1.0 - low), np.where(high < 1.0, high / (1.0 - high), np.inf) + np.where(
            np.isnan(high), high, 0.0
        )


def poisson_limits(count: Floats) -> tuple[Floats, Floats]:
    """Give exact 95% limits of a Poisson mean from one count (Garwood 1936).

    >>> [float(limit.round(3)) for limit in poisson_limits(np.array(10.0))]
    [4.795, 18.39]
    """
    low = np.where(count > 0, scipy.special.chdtri(2.0 * np.maximum(count, 1e-300), 0.975) / 2.0, 0.0)
    return low, scipy.special.chdtri(2.0 * (count + 1.0), 0.025) / 2.0


def wilson_limits(successes: Floats, trials: Floats) -> tuple[Floats, Floats]:
    """Give 95% limits of a share by the score method (Wilson 1927); NaN without trials."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = successes / trials
        squared = NORMAL_95**2 / trials
        middle = (share + squared / 2.0) / (1.0 + squared)
        reach = NORMAL_95 / (1.0 + squared) * np.sqrt(share * (1.0 - share) / trials + squared / trials / 4.0)
    low = np.where(successes > 0, np.maximum(middle - reach, 0.0), 0.0)
    high = np.where(successes < trials, np.minimum(middle + reach, 1.0), 1.0)
    return np.where(trials > 0, low, np.nan), np.where(trials > 0, high, np.nan)


def control_false_discoveries(p_values: Floats) -> Floats:
    """Give each p-value's q-value: the least false-discovery rate at which it counts (Benjamini and Hochberg 1995).

    The i-th smallest of m p-values becomes the least of p(j) m/j over all j >= i, at most 1. NaN stands for "not
    tested" and doesn't count among the m.

    >>> control_false_discoveries(np.array([0.01, np.nan, 0.04, 0.03])).round(3).tolist()
    [0.03, nan, 0.04, 0.04]
    """
    q_values = np.full(len(p_values), np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    if not len(tested):
        return q_values
    order = tested[np.argsort(p_values[tested], kind="stable")]
    scaled = p_values[order] * len(order) / np.arange(1, len(order) + 1)
    q_values[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return q_values

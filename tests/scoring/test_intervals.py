"""Tests and intervals against the tables that their authors and later readers published."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.intervals import (
    control_false_discoveries,
    even_split_p_value,
    poisson_limits,
    ratio_limits,
    share_limits,
    wilson_limits,
)

TESTED_PROCEDURES = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459),
    *(0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]
"""The 15 p-values of Benjamini and Hochberg (1995), section 4.2."""


def test_even_split_adds_up_binomial_terms() -> None:
    # 3 of 12: (1 + 12 + 66 + 220)/4096 = 299/4096 in the smaller tail, and as much in the other
    p_value = even_split_p_value(np.array([3.0, 9.0]), np.array([9.0, 3.0]))

    assert p_value == pytest.approx([598 / 4096, 598 / 4096], rel=1e-14)


@pytest.mark.parametrize(
    ("fewer", "total", "one_tail"),
    # Siegel (1956), Nonparametric Statistics, table D: one-tailed probabilities of the binomial test, P = Q = 1/2
    [(0, 5, 0.031), (1, 8, 0.035), (2, 10, 0.055), (3, 12, 0.073), (4, 15, 0.059), (5, 20, 0.021), (7, 25, 0.022)],
)
def test_even_split_doubles_the_tails_that_siegel_tabled(fewer: int, total: int, one_tail: float) -> None:
    p_value = even_split_p_value(np.array([float(fewer)]), np.array([float(total - fewer)]))

    assert round(float(p_value[0]) / 2, 3) == one_tail


def test_even_split_of_equal_or_no_counts_says_nothing() -> None:
    p_values = even_split_p_value(np.array([5.0, 0.0, 5.0]), np.array([5.0, 0.0, 6.0]))

    assert p_values.tolist() == [1.0, 1.0, 1.0]


@given(st.integers(0, 60), st.integers(0, 60))
def test_even_split_is_the_exact_sum(first: int, second: int) -> None:
    total, fewer = first + second, min(first, second)
    tail = Fraction(sum(math.comb(total, k) for k in range(fewer + 1)), 2**total)

    p_value = float(even_split_p_value(np.array([float(first)]), np.array([float(second)]))[0])

    assert p_value == pytest.approx(float(min(Fraction(1), 2 * tail)), rel=1e-12)


def test_even_split_holds_far_out() -> None:
    # 2 x (1/2)^1000, straight from the one term there is
    assert even_split_p_value(np.array([0.0]), np.array([1000.0]))[0] == pytest.approx(2.0**-999, rel=1e-9)


def test_share_limits_are_those_of_conovers_plants() -> None:
    # Conover (1971), p. 97, as given on the help page of R's binom.test: 682 of 925
    low, high = share_limits(np.array([682.0]), np.array([925.0]))

    assert (round(float(low[0]), 7), round(float(high[0]), 7)) == (0.7076683, 0.7654066)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 5 (Clopper-Pearson)
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_share_limits_are_those_that_newcombe_tabled(successes: int, trials: int, low: float, high: float) -> None:
    limits = share_limits(np.array([float(successes)]), np.array([float(trials)]))

    assert [round(float(limit[0]), 4) for limit in limits] == [low, high]


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    # Newcombe (1998), table I, method 3 (the score method of Wilson)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_limits_are_those_that_newcombe_tabled(successes: int, trials: int, low: float, high: float) -> None:
    limits = wilson_limits(np.array([float(successes)]), np.array([float(trials)]))

    assert [round(float(limit[0]), 4) for limit in limits] == [low, high]


@given(st.integers(0, 200), st.integers(1, 200))
def test_limits_of_a_share_and_of_its_opposite_mirror_each_other(successes: int, trials: int) -> None:
    hits, of = np.array([float(min(successes, trials))]), np.array([float(trials)])

    for limits in (share_limits, wilson_limits):
        low, high = limits(hits, of)
        opposite_low, opposite_high = limits(of - hits, of)

        assert 0 <= low[0] <= hits[0] / trials <= high[0] <= 1
        assert opposite_low == pytest.approx(1 - high, abs=1e-9)
        assert opposite_high == pytest.approx(1 - low, abs=1e-9)


def test_limits_without_trials_are_missing() -> None:
    none = np.array([0.0])

    for low, high in (share_limits(none, none), wilson_limits(none, none), ratio_limits(none, none)):
        assert np.isnan(low[0])
        assert np.isnan(high[0])


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Garwood (1936), Biometrika 28, as tabled to three places by Ulm (1990) and in Rothman's Modern Epidemiology
    [
        *[(0, 0.0, 3.689), (1, 0.025, 5.572), (2, 0.242, 7.225), (3, 0.619, 8.767), (5, 1.623, 11.668)],
        *[(10, 4.795, 18.390), (20, 12.217, 30.888), (50, 37.111, 65.919), (100, 81.364, 121.627)],
    ],
)
def test_poisson_limits_are_those_that_garwood_tabled(count: int, low: float, high: float) -> None:
    limits = poisson_limits(np.array(float(count)))

    assert [round(float(limit), 3) for limit in limits] == [low, high]


def test_poisson_limits_are_those_of_r() -> None:
    # help page of R's poisson.test: 137 cases in 24.19893 units give a rate of 4.753125 to 6.692709
    low, high = poisson_limits(np.array(137.0))

    assert (round(float(low) / 24.19893, 6), round(float(high) / 24.19893, 6)) == (4.753125, 6.692709)


def test_ratio_limits_are_those_of_r() -> None:
    # help page of R's poisson.test: 11 events in 800 against 21 in 3011 give a rate ratio of 0.8584264 to 4.2772659
    low, high = ratio_limits(np.array([21.0]), np.array([11.0]))

    time = 3011 / 800
    assert (round(float(low[0]) * time, 7), round(float(high[0]) * time, 7)) == (0.8584264, 4.2772659)


def test_ratio_limits_are_open_where_one_period_held_nothing() -> None:
    low, high = ratio_limits(np.array([0.0, 12.0]), np.array([12.0, 0.0]))

    # all 12 in one period: the share's lower limit is 0.025^(1/12), so the ratio's is that over its rest to 1
    share = 0.025 ** (1 / 12)
    assert low == pytest.approx([share / (1 - share), 0.0])
    assert high == pytest.approx([np.inf, (1 - share) / share])


@given(st.integers(0, 300), st.integers(0, 300))
def test_ratio_limits_turn_over_with_the_periods(before: int, after: int) -> None:
    first, second = np.array([float(before)]), np.array([float(after + 1)])

    low, high = ratio_limits(first, second)
    turned_low, turned_high = ratio_limits(second, first)

    with np.errstate(divide="ignore"):
        assert turned_low == pytest.approx(1 / high, rel=1e-9, abs=1e-300)
        assert turned_high == pytest.approx(1 / low, rel=1e-9)


def test_four_of_the_fifteen_procedures_are_discoveries() -> None:
    # Benjamini and Hochberg (1995) reject the four smallest at q = 0.05, where Bonferroni rejects three
    q_values = control_false_discoveries(np.array(TESTED_PROCEDURES))

    assert (q_values <= 0.05).tolist() == [True] * 4 + [False] * 11
    # by hand: 0.0001 x 15, 0.0004 x 15/2, 0.0019 x 15/3, 0.0095 x 15/4, 0.0201 x 15/5; the sixth takes the seventh's
    expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0298 * 15 / 7, 0.0298 * 15 / 7]
    assert q_values[:7] == pytest.approx(expected)
    assert q_values[-1] == 1.0


def test_what_was_not_tested_does_not_count_among_the_tests() -> None:
    p_values = np.array([np.nan, 0.01, np.nan, 0.04])

    assert control_false_discoveries(p_values) == pytest.approx([np.nan, 0.02, np.nan, 0.04], nan_ok=True)
    assert np.isnan(control_false_discoveries(np.array([np.nan, np.nan]))).all()
    assert control_false_discoveries(np.array([])).shape == (0,)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0.001, 0.999))
def test_q_values_reject_just_what_the_step_up_procedure_rejects(p_values: list[float], rate: float) -> None:
    ordered = sorted(p_values)
    # compared as the q-value compares it, so that a product on the very edge falls on the same side
    passing = [p for place, p in enumerate(ordered, start=1) if p * len(p_values) / place <= rate]
    rejected = [p <= max(passing, default=-1.0) for p in p_values]

    q_values = control_false_discoveries(np.array(p_values))

    assert (q_values <= rate).tolist() == rejected
    assert (q_values >= np.array(p_values) - 1e-15).all()


def test_no_more_than_one_discovery_in_twenty_is_false() -> None:
    # 400 repeats of 400 areas, of which a fifth really doubled and the rest stayed at about 30 events a year
    generator = np.random.default_rng(20240131)
    repeats, areas, changed = 400, 400, 80
    means = generator.uniform(5, 60, (repeats, areas))
    factor = np.where(np.arange(areas) < changed, 2.0, 1.0)
    p_values = even_split_p_value(
        generator.poisson(means).astype(float), generator.poisson(means * factor).astype(float)
    )

    is_found = np.array([control_false_discoveries(row) <= 0.05 for row in p_values])

    false = is_found[:, changed:].sum(axis=1) / np.maximum(is_found.sum(axis=1), 1)
    assert false.mean() <= 0.05
    assert is_found[:, :changed].mean() > 0.4


def test_nothing_is_found_where_nothing_changed() -> None:
    # with no real change every discovery is false: at most one repeat in twenty may hold any
    generator = np.random.default_rng(7)
    means = generator.uniform(5, 60, (600, 300))
    p_values = even_split_p_value(generator.poisson(means).astype(float), generator.poisson(means).astype(float))

    has_found = [bool((control_false_discoveries(row) <= 0.05).any()) for row in p_values]

    assert np.mean(has_found) <= 0.05

"""The worst tenth of wards against the best, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.contrast import contrast_by_measure, contrast_by_score, rate_scale, take_tenth
from scoring.errors import RequestError
from scoring.intervals import share_limits
from scoring.measures import Level
from scoring.score import score_wards
from scoring.settings import Settings
from tests.scoring.small_packs import NONE, Given, small_evidence

NEED = [float(place) for place in range(20)]
"""20 wards: a tenth is two."""

COUNTS = [10.0, 5.0, *[7.0] * 16, 30.0, 20.0]
PEOPLE = [4000.0, 1000.0, *[2000.0] * 16, 3000.0, 2000.0]
KNIVES = Given(
    value=[1000 * count / people for count, people in zip(COUNTS, PEOPLE, strict=True)],
    count=COUNTS,
    denominator=PEOPLE,
)


def test_rates_are_pooled_and_the_ratio_has_exact_limits() -> None:
    # worst two: 50 events on 5,000 people, 10 per 1,000; best two: 15 on 5,000, 3 per 1,000
    result = contrast_by_measure(small_evidence({"knives": KNIVES, "poverty": NEED}), "knives", "poverty")

    assert (result.worst, result.best) == (pytest.approx(10.0), pytest.approx(3.0))
    assert result.ratio == pytest.approx(10 / 3)
    # equal people on both sides, so the limits are the odds of 50 among 65
    low, high = share_limits(np.array([50.0]), np.array([65.0]))
    assert result.ratio_low == pytest.approx(float(low[0] / (1 - low[0])))
    assert result.ratio_high == pytest.approx(float(high[0] / (1 - high[0])))
    assert (result.by, result.wards) == ("poverty", 20)


def test_unequal_numbers_of_people_scale_the_limits() -> None:
    # twice the people in the worst two: the odds halve
    double = [people * 2 if place >= 18 else people for place, people in enumerate(PEOPLE)]
    knives = Given(
        value=[1000 * count / people for count, people in zip(COUNTS, double, strict=True)],
        count=COUNTS,
        denominator=double,
    )

    result = contrast_by_measure(small_evidence({"knives": knives, "poverty": NEED}), "knives", "poverty")

    assert result.ratio == pytest.approx(5 / 3)
    low, _ = share_limits(np.array([50.0]), np.array([65.0]))
    assert result.ratio_low == pytest.approx(float(low[0] / (1 - low[0])) / 2)


def test_a_measure_for_which_lower_is_worse_turns_the_tenths_round() -> None:
    trust = Given(value=NEED, lower_is_worse=True)

    result = contrast_by_measure(small_evidence({"knives": KNIVES, "trust": trust}), "knives", "trust")

    assert (result.worst, result.best) == (pytest.approx(3.0), pytest.approx(10.0))


def test_an_outcome_without_counts_takes_wards_alike_and_has_no_limits() -> None:
    harm = [1.0, 3.0, *[9.0] * 16, 5.0, 7.0]

    result = contrast_by_measure(small_evidence({"harm": harm, "poverty": NEED}), "harm", "poverty")

    assert (result.worst, result.best, result.ratio) == (6.0, 2.0, 3.0)
    assert np.isnan([result.ratio_low, result.ratio_high]).all()


def test_wards_that_tie_across_the_edge_take_part_in_equal_shares() -> None:
    # 20 wards, two places: one ward ahead, then four that tie for one place: a quarter each
    need = [*[0.0] * 15, 5.0, 5.0, 5.0, 5.0, 9.0]

    parts = take_tenth(np.array(need))

    assert parts.tolist() == [*[0.0] * 15, 0.25, 0.25, 0.25, 0.25, 1.0]


def test_ties_enter_the_figures_by_their_shares() -> None:
    # worst: 9.0 whole and a quarter of 2, 4, 6, 8; best: 15 wards tie for two places
    need = [*[0.0] * 15, 5.0, 5.0, 5.0, 5.0, 9.0]
    harm = [*[1.0] * 15, 2.0, 4.0, 6.0, 8.0, 9.0]

    result = contrast_by_measure(small_evidence({"harm": harm, "poverty": need}), "harm", "poverty")

    assert result.worst == pytest.approx((9 + 0.25 * 20) / 2)
    assert result.best == pytest.approx(1.0)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=60))
def test_a_tenth_is_a_tenth(need: list[int]) -> None:
    parts = take_tenth(np.array(need, dtype=float))

    assert parts.sum() == pytest.approx(len(need) / 10)
    order = np.argsort(need, kind="stable")
    assert (np.diff(parts[order]) >= 0).all()


def test_all_alike_is_a_ratio_of_1() -> None:
    result = contrast_by_measure(small_evidence({"knives": KNIVES, "poverty": [4.0] * 20}), "knives", "poverty")

    assert result.ratio == pytest.approx(1.0)


def test_wards_without_either_figure_are_left_out() -> None:
    need = [NONE, *NEED[1:]]
    harm = [1.0, 3.0, *[9.0] * 16, 5.0, NONE]

    result = contrast_by_measure(small_evidence({"harm": harm, "poverty": need}), "harm", "poverty")

    # 18 wards are left: 1.8 wards at either end, the worst 5 and 0.8 of a 9, the best 3 and 0.8 of a 9
    assert result.wards == 18
    assert result.worst == pytest.approx((5 + 0.8 * 9) / 1.8)
    assert result.best == pytest.approx((3 + 0.8 * 9) / 1.8)


def test_a_boroughs_events_are_not_counted_once_for_each_ward() -> None:
    exclusions = Given(value=[20.0, 40.0], count=[20.0, 40.0], denominator=[1000.0, 1000.0], level=Level.BOROUGH)
    evidence = small_evidence({"poverty": NEED, "exclusions": exclusions}, boroughs=[*[0] * 10, *[1] * 10])

    result = contrast_by_measure(evidence, "exclusions", "poverty")

    assert (result.worst, result.best, result.ratio) == (40.0, 20.0, 2.0)
    assert np.isnan(result.ratio_low)


def test_by_score_it_holds_the_highest_scores_against_the_lowest() -> None:
    # the worst 10% must be worse than 17.1 of the 19 other wards, so than 18: each measure flags the last two wards,
    # whose knife crime ties at 10 per 1,000; both score 3 and the other 18 wards tie at 0 for the best two places
    evidence = small_evidence({"knives": KNIVES, "poverty": NEED, "hunger": NEED})

    result = contrast_by_score(score_wards(evidence, Settings()), "knives")

    # the 18 record 127 events on 37,000 people
    assert (result.by, result.wards) == ("score", 20)
    assert result.worst == pytest.approx(10.0)
    assert result.best == pytest.approx(127 / 37)


def test_nothing_in_the_best_tenth_is_an_endless_ratio_and_nothing_in_either_none() -> None:
    harm = Given(value=[0.0, 0.0, *[1.0] * 18], count=[0.0, 0.0, *[1.0] * 18], denominator=[1000.0] * 20)
    empty = Given(value=[0.0] * 20, count=[0.0] * 20, denominator=[1000.0] * 20)
    evidence = small_evidence({"harm": harm, "empty": empty, "poverty": NEED})

    endless, none = (contrast_by_measure(evidence, name, "poverty") for name in ("harm", "empty"))

    assert endless.ratio == np.inf
    assert endless.ratio_high == np.inf
    # 2 of 2: the lower limit of the share is the square root of 0.025
    assert endless.ratio_low == pytest.approx(0.025**0.5 / (1 - 0.025**0.5))
    assert np.isnan([none.ratio, none.ratio_low, none.ratio_high]).all()


def test_no_ward_with_both_figures_is_no_contrast() -> None:
    evidence = small_evidence({"harm": [1.0, NONE], "poverty": [NONE, 1.0]})

    result = contrast_by_measure(evidence, "harm", "poverty")

    assert result.wards == 0
    assert np.isnan([result.worst, result.best, result.ratio]).all()


def test_an_unknown_measure_is_refused() -> None:
    evidence = small_evidence({"harm": [1.0, 2.0]})

    for outcome, by in (("harm", "povrety"), ("povrety", "harm")):
        with pytest.raises(RequestError, match="measure 'povrety': expected one of the pack's measures"):
            contrast_by_measure(evidence, outcome, by)


def test_the_scale_of_a_rate_is_read_off_its_figures() -> None:
    counts, people = np.array([2.0, 0.0, 5.0]), np.array([1000.0, 500.0, 2000.0])

    assert rate_scale(1000 * counts / people, counts, people) == pytest.approx(1000)
    assert rate_scale(np.array([0.0]), np.array([0.0]), np.array([10.0])) == 1.0

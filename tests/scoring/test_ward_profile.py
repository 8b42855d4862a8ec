"""A ward beside its borough and London: places, cuts, margins, intervals and strengths, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.measures import Level, Role
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from scoring.ward_profile import interval_of, list_strengths, place_of, profile_ward
from tests.scoring.small_packs import NONE, Given, small_evidence

# wards 1 and 2 in borough 0, wards 3 to 5 in borough 1
BOROUGHS = [0, 0, 1, 1, 1]
RATES = Given(value=[1, 2, 3, 4, 10], count=[10, 40, 30, 40, 50], denominator=[10_000, 20_000, 10_000, 10_000, 5_000])
TOP_25 = replace(Settings(), top_percent=25)


def test_a_ward_stands_where_its_percentile_and_the_cut_say() -> None:
    result = score_wards(small_evidence({"knife": RATES}, boroughs=BOROUGHS), TOP_25)

    profile = profile_ward(result, 3)[0]

    assert profile.percentile == 3 / 4  # fourth of five: worse than 3 of the 4 others
    assert profile.cut_place == 3 / 4  # the worst 25% of 5: worse than at least 3 of the 4 others
    assert profile.is_above
    assert profile.margin == 0
    assert profile.is_narrow
    assert not profile.is_near_miss


def test_borough_and_london_are_pooled_and_placed_among_the_wards() -> None:
    result = score_wards(small_evidence({"knife": RATES}, boroughs=BOROUGHS), TOP_25)

    profile = profile_ward(result, 0)[0]

    assert profile.borough_value == pytest.approx(50 / 30_000 * 1000)  # 10 + 40 events among 10,000 + 20,000
    assert profile.borough_place == 1 / 4  # 1.67: more than one ward's 1
    assert profile.london_value == pytest.approx(170 / 55_000 * 1000)
    assert profile.london_place == 3 / 4  # 3.09: more than 1, 2 and 3


def test_a_borough_figure_is_the_boroughs_own() -> None:
    trust = Given(value=[60, 70, 80], level=Level.BOROUGH, lower_is_worse=True)
    result = score_wards(
        small_evidence({"trust": trust}, boroughs=[0, 1, 1, 2, 2]), replace(Settings(), top_percent=50)
    )

    first, last = profile_ward(result, 0)[0], profile_ward(result, 4)[0]

    assert (first.value, first.percentile, first.borough_place, first.is_above) == (60, 1.0, 1.0, True)
    assert (last.value, last.percentile, last.borough_place, last.is_above) == (80, 0.0, 0.0, False)
    assert first.london_value == 70  # three boroughs of equal population
    assert first.london_place == 1 / 2


def test_a_near_miss_is_within_five_points() -> None:
    wards = 101  # the worst 10%: worse than at least 90 of the 100 others
    result = score_wards(small_evidence({"knife": list(range(wards))}), Settings())

    near = [ward for ward in range(wards) if profile_ward(result, ward)[0].is_near_miss]
    narrow = [ward for ward in range(wards) if profile_ward(result, ward)[0].is_narrow]

    assert near == [85, 86, 87, 88, 89]
    assert narrow == [90, 91, 92, 93, 94, 95]


def test_the_cut_of_an_absolute_threshold_stands_where_an_area_with_that_value_would() -> None:
    settings = Settings().with_choice("knife", Choice(value=3.5))
    result = score_wards(small_evidence({"knife": RATES}, boroughs=BOROUGHS), settings)

    profile = profile_ward(result, 3)[0]

    assert profile.cut_place == 3 / 4  # 1, 2 and 3 lie below 3.5
    assert profile.is_above


def test_missing_data_has_no_place() -> None:
    result = score_wards(small_evidence({"knife": [NONE, 2, 3, 4, 5], "theft": [1, 2, 3, 4, 5]}), TOP_25)

    profile = profile_ward(result, 0)[0]

    assert not profile.is_known
    assert np.isnan([profile.value, profile.percentile, profile.margin]).all()
    assert not profile.is_near_miss
    assert profile.note == "x"


def test_one_area_with_data_has_no_cut() -> None:
    result = score_wards(small_evidence({"knife": [NONE, 2], "theft": [1, 2]}), TOP_25)

    profile = profile_ward(result, 1)[0]

    assert np.isnan([profile.cut_place, profile.london_place]).all()
    assert not profile.is_known


def test_a_measure_that_is_off_is_shown_and_marked() -> None:
    settings = TOP_25.with_choice("knife", Choice(weight=0))
    result = score_wards(small_evidence({"knife": RATES, "theft": [1, 2, 3, 4, 5]}, boroughs=BOROUGHS), settings)

    knife, theft = profile_ward(result, 4)

    assert (knife.is_counted, knife.is_above) == (False, True)
    assert theft.is_counted


def test_a_published_interval_wins_over_the_count() -> None:
    given = Given(value=[2, 5], count=[2, 5], denominator=[1000, 1000], lower=[1.5, NONE], upper=[2.5, NONE])
    column = small_evidence({"knife": given}).columns["knife"]

    assert interval_of(column, 0) == (1.5, 2.5)
    # exact 95% limits of a Poisson count of 5 (Garwood 1936): 1.623 and 11.668
    assert interval_of(column, 1) == pytest.approx((1.623, 11.668), abs=0.001)


def test_a_figure_without_interval_and_count_has_none() -> None:
    column = small_evidence({"score": [1.0, 2.0]}).columns["score"]

    assert np.isnan(interval_of(column, 0)).all()


def test_a_figure_stands_with_the_area_that_has_it() -> None:
    column = small_evidence({"trust": Given(value=[10, 20, 30, 40, 50], lower_is_worse=True)}).columns["trust"]

    # lower is worse: 20 has less than three others, which have less need
    assert place_of(column, 20) == 3 / 4
    assert place_of(column, 5) == 1.0  # worse than all five: the very end
    assert np.isnan(place_of(column, NONE))


def test_strengths_say_how_many_others_have_less() -> None:
    clubs = Given(value=[0, 1, 1, 3, NONE], role=Role.STRENGTH, lower_is_worse=True, theme="community")
    evidence = small_evidence({"theft": [1, 2, 3, 4, 5], "clubs": clubs})

    third, last = list_strengths(evidence, 2)[0], list_strengths(evidence, 4)[0]

    assert (third.value, third.middle) == (1, 1)
    assert third.more_than == 1 / 3  # of the three others with a figure one has less
    assert np.isnan(last.more_than)
    assert last.note == "x"

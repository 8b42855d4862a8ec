"""The most similar wards: mean absolute difference of percentiles, over measures that both have."""

import pytest

from scoring.score import score_wards
from scoring.settings import Choice, Settings
from scoring.similar import find_similar_wards
from tests.scoring.small_packs import NONE, small_evidence


def test_difference_is_the_mean_over_shared_measures() -> None:
    # percentiles are quarters: ward 1 has 0 and 1, ward 2 has 1/4 and 3/4, ward 5 has 1 and 0
    result = score_wards(small_evidence({"a": [1, 2, 3, 4, 5], "b": [5, 4, 3, 2, 1]}), Settings())

    found = find_similar_wards(result, 0, most=4)

    assert [each.ward for each in found] == [1, 2, 3, 4]
    assert [each.difference for each in found] == pytest.approx([0.25, 0.5, 0.75, 1.0])
    assert {each.shared for each in found} == {2}


def test_equal_differences_come_by_code() -> None:
    result = score_wards(small_evidence({"a": [1, 2, 3, 4, 5]}), Settings())

    assert [each.ward for each in find_similar_wards(result, 2, most=2)] == [1, 3]


def test_too_little_shared_data_is_not_compared() -> None:
    evidence = small_evidence({"a": [1, 2, 3], "b": [1, NONE, 2], "c": [1, NONE, 3]})

    found = find_similar_wards(score_wards(evidence, Settings()), 0)

    assert [each.ward for each in found] == [2]  # ward 2 shares one measure of three, under half


def test_measures_that_are_off_say_nothing() -> None:
    evidence = small_evidence({"a": [1, 2, 3], "b": [3, 1, 2]})
    settings = Settings().with_choice("b", Choice(weight=0))

    found = find_similar_wards(score_wards(evidence, settings), 0)

    assert [(each.ward, each.difference) for each in found] == [(1, 0.5), (2, 1.0)]


def test_the_own_borough_can_be_left_out() -> None:
    evidence = small_evidence({"a": [1, 2, 3, 4, 5]}, boroughs=[0, 0, 1, 1, 1])

    found = find_similar_wards(score_wards(evidence, Settings()), 0, other_boroughs=True)

    assert [each.ward for each in found] == [2, 3, 4]


def test_without_measures_nobody_is_similar() -> None:
    settings = Settings().with_choice("a", Choice(weight=0))

    assert find_similar_wards(score_wards(small_evidence({"a": [1, 2, 3]}), settings), 0) == ()


def test_a_ward_without_data_is_like_nobody() -> None:
    assert find_similar_wards(score_wards(small_evidence({"a": [NONE, 2, 3]}), Settings()), 0) == ()

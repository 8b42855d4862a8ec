"""Where an area stands among the areas of its level (R1, R3), by hand."""

import numpy as np
import pytest

from scoring.percentile import NO_DATA, stand
from tests.scoring.small_packs import NONE


def test_an_areas_percentile_is_the_share_of_the_others_it_is_worse_than() -> None:
    standing = stand(np.array([20.0, 50.0, 10.0, 40.0, 30.0]), higher_is_worse=True)

    # (r - 1)/(n - 1) with n = 5 and ranks 2, 5, 1, 4, 3
    assert standing.percentiles(include_ties=False).tolist() == [0.25, 1.0, 0.0, 0.75, 0.5]


def test_need_falls_with_the_value_where_lower_is_worse() -> None:
    standing = stand(np.array([20.0, 50.0, 10.0, 40.0, 30.0]), higher_is_worse=False)

    assert standing.percentiles(include_ties=False).tolist() == [0.75, 0.0, 1.0, 0.25, 0.5]


def test_tied_areas_share_the_lowest_rank_of_the_tie() -> None:
    # from least to most need: 1, 2, 2, 2, 3; the three in the middle take rank 2 of 2, 3, 4
    standing = stand(np.array([2.0, 3.0, 2.0, 1.0, 2.0]), higher_is_worse=True)

    assert standing.passed.tolist() == [1, 4, 1, 0, 1]
    assert standing.percentiles(include_ties=False).tolist() == [0.25, 1.0, 0.25, 0.0, 0.25]


def test_with_ties_included_they_share_the_highest() -> None:
    # the three in the middle take rank 4
    standing = stand(np.array([2.0, 3.0, 2.0, 1.0, 2.0]), higher_is_worse=True)

    assert standing.passed_with_ties.tolist() == [3, 4, 3, 0, 3]
    assert standing.percentiles(include_ties=True).tolist() == [0.75, 1.0, 0.75, 0.0, 0.75]


def test_an_area_without_a_figure_has_no_percentile_and_is_nobodys_rival() -> None:
    # three areas have a figure, so n - 1 = 2
    standing = stand(np.array([NONE, 3.0, 1.0, NONE, 2.0]), higher_is_worse=True)

    assert standing.area_count == 3
    assert standing.passed.tolist() == [NO_DATA, 2, 0, NO_DATA, 1]
    assert standing.percentiles(include_ties=False) == pytest.approx([NONE, 1.0, 0.0, NONE, 0.5], nan_ok=True)


@pytest.mark.parametrize("values", [[NONE, NONE, NONE], [NONE, 7.0, NONE]])
def test_with_fewer_than_two_figures_nobody_has_a_percentile(values: list[float]) -> None:
    standing = stand(np.array(values), higher_is_worse=True)

    for include_ties in (False, True):
        assert np.isnan(standing.percentiles(include_ties=include_ties)).all()


@pytest.mark.parametrize("include_ties", [False, True])
def test_where_all_areas_are_equal_the_percentile_is_nought_under_either_rule(include_ties: bool) -> None:
    standing = stand(np.array([4.0, 4.0, NONE, 4.0]), higher_is_worse=True)

    assert standing.percentiles(include_ties=include_ties) == pytest.approx([0.0, 0.0, NONE, 0.0], nan_ok=True)


def test_nought_and_minus_nought_tie() -> None:
    standing = stand(np.array([0.0, -0.0, 1.0]), higher_is_worse=False)

    assert standing.passed.tolist() == [1, 1, 0]


def test_a_standing_can_not_be_changed() -> None:
    standing = stand(np.array([1.0, 2.0]), higher_is_worse=True)

    for array in (standing.need, standing.passed, standing.passed_with_ties):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9

"""Where need starts (R4, R5): exact at the cut, honest about ties, three states; all by hand."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.percentile import stand
from scoring.settings import Threshold, Ties
from scoring.threshold import Cut, describe_cut, exact, flag_areas, least_passed
from tests.scoring.small_packs import NONE, Given, small_evidence


def flags(
    values: list[float], threshold: Threshold, *, ties: Ties = Ties.EXCLUDE, higher_is_worse: bool = True
) -> list[int]:
    standing = stand(np.array(values), higher_is_worse=higher_is_worse)
    return flag_areas(standing, threshold, ties=ties, higher_is_worse=higher_is_worse).tolist()


def cut_of(values: list[float], threshold: Threshold, *, lower_is_worse: bool = False) -> Cut:
    column = small_evidence({"one": Given(value=values, lower_is_worse=lower_is_worse)}).columns["one"]
    higher_is_worse = not lower_is_worse
    found = flag_areas(column.standing, threshold, ties=Ties.EXCLUDE, higher_is_worse=higher_is_worse)
    return describe_cut(column, threshold, found)


def test_of_eleven_areas_the_worst_ten_percent_are_two() -> None:
    # the second worst is worse than 9 of the other 10, which is exactly 90%
    assert flags([float(value) for value in range(11)], Threshold(top_percent=10)) == [0] * 9 + [1, 1]


@pytest.mark.parametrize(
    ("top_percent", "areas", "expected"),
    [
        (10, 11, 9),  # 90% of 10
        (10, 5, 4),  # 90% of 4 is 3.6
        (0, 5, 4),  # worse than all the others
        (100, 5, 0),  # worse than none is enough
        (29, 101, 71),  # 71% of 100: in floats 1 - 0.29 is a hair above 0.71
        (0.1, 1001, 999),  # 99.9% of 1,000
        (33.3, 1001, 667),  # 66.7% of 1,000
    ],
)
def test_how_many_others_an_area_must_be_worse_than(top_percent: float, areas: int, expected: int) -> None:
    assert least_passed(top_percent, areas) == expected


def test_every_tenth_of_a_point_is_cut_exactly() -> None:
    # of 1,001 areas the worst p% must be worse than 1000 - 10p others, a whole number for every tenth of a point
    for tenths in range(1001):
        assert least_passed(tenths / 10, 1001) == 1000 - tenths


def test_a_number_is_taken_as_the_decimal_that_was_written() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(33.3) == Fraction(333, 10)
    assert exact(10) == 10


def test_a_tie_never_puts_more_areas_above_than_were_asked_for() -> None:
    # worst 25% of 5: worse than 3 of the others. The three that tie for the most are each worse than 2
    values = [1.0, 2.0, 3.0, 3.0, 3.0]

    assert flags(values, Threshold(top_percent=25)) == [0, 0, 0, 0, 0]
    assert flags(values, Threshold(top_percent=25), ties=Ties.INCLUDE) == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("ties", list(Ties))
def test_a_constant_measure_puts_nobody_above_unless_all_are_asked_for(ties: Ties) -> None:
    assert flags([3.0, 3.0, 3.0], Threshold(top_percent=99.9), ties=ties) == [0, 0, 0]
    assert flags([3.0, 3.0, 3.0], Threshold(top_percent=100), ties=ties) == [1, 1, 1]


def test_the_worst_nought_percent_is_the_single_worst_area_if_it_stands_alone() -> None:
    assert flags([1.0, 2.0, 3.0], Threshold(top_percent=0)) == [0, 0, 1]
    assert flags([1.0, 3.0, 3.0], Threshold(top_percent=0)) == [0, 0, 0]


def test_no_data_is_neither_above_nor_not_above() -> None:
    # of three areas with data the worst 50% are worse than 1 of the other 2
    assert flags([NONE, 1.0, 2.0, 3.0], Threshold(top_percent=50)) == [-1, 0, 1, 1]
    assert flags([NONE, 1.0, 2.0, 3.0], Threshold(value=2.0)) == [-1, 0, 1, 1]


def test_a_share_can_not_be_judged_on_one_figure_and_a_value_can() -> None:
    assert flags([NONE, 5.0], Threshold(top_percent=10)) == [-1, -1]
    assert flags([NONE, 5.0], Threshold(value=4.0)) == [-1, 1]


def test_a_value_takes_in_what_is_exactly_on_it_in_both_directions() -> None:
    values = [3.1, 3.2, 3.3]

    assert flags(values, Threshold(value=3.2)) == [0, 1, 1]
    assert flags(values, Threshold(value=3.2), higher_is_worse=False) == [1, 1, 0]


def test_a_negative_or_zero_value_is_a_threshold_like_any_other() -> None:
    assert flags([-2.0, 0.0, 1.0], Threshold(value=0.0)) == [0, 1, 1]
    assert flags([-2.0, -1.0, 1.0], Threshold(value=-1.0), higher_is_worse=False) == [1, 1, 0]


def test_a_cut_is_told_in_the_measures_own_unit() -> None:
    # worst 50% of 4 with data: worse than 1.5, so 2, of the other 3
    cut = cut_of([1.0, 4.0, 2.0, 3.0, NONE], Threshold(top_percent=50))

    assert (cut.areas_with_data, cut.areas_above, cut.share_above) == (4, 2, 0.5)
    assert (cut.least_above, cut.most_below) == (3.0, 2.0)


def test_where_lower_is_worse_the_mildest_figure_above_is_the_highest() -> None:
    cut = cut_of([1.0, 4.0, 2.0, 3.0], Threshold(top_percent=50), lower_is_worse=True)

    assert (cut.least_above, cut.most_below) == (2.0, 3.0)


def test_a_cut_with_nobody_on_one_side_says_so() -> None:
    nobody_above, all_above = cut_of([1.0, 2.0], Threshold(value=9.0)), cut_of([1.0, 2.0], Threshold(value=0.0))

    assert (nobody_above.least_above, nobody_above.most_below, nobody_above.share_above) == (None, 2.0, 0.0)
    assert (all_above.least_above, all_above.most_below, all_above.share_above) == (1.0, None, 1.0)


def test_without_any_figure_there_is_no_share_above() -> None:
    assert cut_of([NONE, NONE], Threshold(top_percent=10)).share_above is None


def test_a_threshold_that_sets_nothing_is_a_slip_of_the_caller() -> None:
    with pytest.raises(ValueError, match="a threshold needs top_percent or value"):
        flags([1.0, 2.0], Threshold())

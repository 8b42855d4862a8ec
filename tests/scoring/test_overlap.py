"""What two lists of wards share, by hand."""

import numpy as np

from scoring.overlap import overlap_lists, take_worst


def test_the_share_is_of_the_first_list() -> None:
    # 2 and 4 are on both: 2 of 3; a list drawn by lot from 10 wards has 5 of 10 on the second
    found = overlap_lists(np.array([4, 2, 7]), np.array([0, 1, 2, 3, 4]), 10)

    assert found.both.tolist() == [2, 4]
    assert found.share == 2 / 3
    assert found.by_chance == 0.5


def test_the_other_way_round_the_share_is_another() -> None:
    found = overlap_lists(np.array([0, 1, 2, 3, 4]), np.array([4, 2, 7]), 10)

    assert (found.share, found.by_chance) == (2 / 5, 3 / 10)


def test_a_list_is_all_of_itself() -> None:
    assert overlap_lists(np.array([1, 2]), np.array([2, 1]), 4).share == 1


def test_an_empty_first_list_has_no_share() -> None:
    found = overlap_lists(np.array([], dtype=np.intp), np.array([1]), 4)

    assert np.isnan(found.share)
    assert found.by_chance == 0.25


def test_no_wards_at_all_have_no_share_by_chance() -> None:
    nobody = np.array([], dtype=np.intp)

    assert np.isnan(overlap_lists(nobody, nobody, 0).by_chance)


def test_the_worst_are_taken_by_the_rule_of_thresholds() -> None:
    # 11 wards: worse than at least 90% of the other 10 are those worse than 9 or 10 of them
    assert take_worst(np.arange(11.0), 10).tolist() == [9, 10]


def test_a_tie_at_the_edge_never_takes_more() -> None:
    # of five, 40% needs worse than 3 of 4 others: rounded up from 2.4; the two that tie on 4 are worse than 2 only
    assert take_worst(np.array([1.0, 2.0, 4.0, 4.0, 5.0]), 40).tolist() == [4]


def test_wards_without_a_figure_are_never_taken() -> None:
    assert take_worst(np.array([np.nan, 1.0, 2.0, 3.0]), 50).tolist() == [2, 3]

"""Ranks with shared places (R8), by hand."""

import numpy as np
import pytest

from scoring.ranking import NO_RANK, rank_scores, share_places
from tests.scoring.small_packs import NONE


def test_one_is_most_need_and_ties_share_the_rank() -> None:
    assert rank_scores(np.array([3.0, 5.0, 3.0, 1.0])).tolist() == [2, 1, 2, 4]


def test_a_tie_says_how_far_it_reaches() -> None:
    places = share_places(np.array([3.0, 5.0, 3.0, 1.0, 3.0]))

    assert places.first.tolist() == [2, 1, 2, 5, 2]
    assert places.last.tolist() == [4, 1, 4, 5, 4]


def test_scores_are_equal_within_a_billionth_and_not_beyond() -> None:
    assert rank_scores(np.array([1.0, 1.0 + 0.9e-9, 0.0])).tolist() == [1, 1, 3]
    assert rank_scores(np.array([1.0, 1.0 + 1.1e-9, 0.0])).tolist() == [2, 1, 3]


def test_sums_of_tenths_that_differ_in_the_last_bit_tie() -> None:
    assert rank_scores(np.array([0.1 + 0.2, 0.3, 0.0])).tolist() == [1, 1, 3]


def test_a_ward_without_a_score_has_no_rank_and_takes_no_place() -> None:
    places = share_places(np.array([NONE, 2.0, NONE, 4.0, 2.0]))

    assert places.first.tolist() == [NO_RANK, 2, NO_RANK, 1, 2]
    assert places.last.tolist() == [NO_RANK, 3, NO_RANK, 1, 3]


@pytest.mark.parametrize("scores", [[], [NONE], [NONE, NONE]])
def test_nobody_to_rank_is_no_error(scores: list[float]) -> None:
    assert rank_scores(np.array(scores)).tolist() == [NO_RANK] * len(scores)


def test_many_rankings_at_once_are_those_one_by_one() -> None:
    scores = np.array([[3.0, 5.0, 3.0], [NONE, 1.0, 2.0], [0.0, 0.0, 0.0]])

    places = share_places(scores)

    assert places.first.tolist() == [[2, 1, 2], [0, 2, 1], [1, 1, 1]]
    assert places.last.tolist() == [[3, 1, 3], [0, 2, 1], [3, 3, 3]]

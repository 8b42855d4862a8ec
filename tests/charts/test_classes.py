"""Classes of colour: what is counted by hand is what legend and map show."""

import numpy as np
import pytest

from charts.classes import MOST_CLASSES, classify_flags, classify_scores, classify_values
from charts.palette import NEED_COLOURS, NO_DATA_COLOUR
from scoring.measures import Direction
from tests.conftest import make_measure

NONE = float("nan")


def test_whole_scores_fall_into_equal_steps_and_missing_ones_come_last() -> None:
    scores = np.array([0.0, 3.0, 4.0, 9.0, 16.0, NONE])

    classes = classify_scores(scores, 16.0)

    # 16 + 1 scores over five classes: steps of ceil(17 / 5) = 4
    assert [each.label for each in classes.legend] == ["0 to 3", "4 to 7", "8 to 11", "12 to 15", "16", "Not scored"]
    assert [each.count for each in classes.legend] == [2, 1, 1, 0, 1, 1]
    assert classes.of_ward.tolist() == [0, 0, 1, 2, 4, 5]
    assert classes.legend[-1].colour == NO_DATA_COLOUR
    assert classes.has_missing


def test_few_scores_have_a_class_each_from_lightest_to_darkest() -> None:
    classes = classify_scores(np.array([0.0, 1.0, 2.0]), 16.0)

    assert [each.label for each in classes.legend] == ["0", "1", "2"]
    assert [each.colour for each in classes.legend] == [NEED_COLOURS[0], NEED_COLOURS[2], NEED_COLOURS[4]]
    assert not classes.has_missing


def test_weighted_scores_have_round_steps() -> None:
    classes = classify_scores(np.array([0.0, 0.5, 2.25, 7.5]), 8.0)

    # 7.5 over five classes needs steps of more than 1.5: the next round one is 2
    assert [each.label for each in classes.legend] == ["0 to under 2", "2 to under 4", "4 to under 6", "6 to under 8"]
    assert [each.count for each in classes.legend] == [2, 1, 0, 1]


def test_a_tenth_added_up_is_not_put_below_its_own_class() -> None:
    # 0.1 + 0.2 is a little more than 0.3, 0.7 + 0.1 a little less than 0.8
    classes = classify_scores(np.array([0.0, 0.1 + 0.2, 0.7 + 0.1, 1.0]), 1.0)

    # steps of 0.25: 0.3 is in the second, 0.8 in the fourth, 1 in a fifth
    assert classes.of_ward.tolist() == [0, 1, 3, 4]


def test_nobody_scored_leaves_one_empty_class_and_the_missing() -> None:
    classes = classify_scores(np.array([NONE, NONE]), 3.0)

    assert [(each.label, each.count) for each in classes.legend][-1] == ("Not scored", 2)
    assert classes.of_ward.tolist() == [len(classes.legend) - 1] * 2


def test_figures_fall_into_fifths_with_more_need_darker() -> None:
    measure = make_measure("robbery", decimals=0)

    classes = classify_values(np.array([10.0, 20.0, 30.0, 40.0, 50.0]), measure)

    assert [each.label for each in classes.legend] == ["10", "20", "30", "40", "50"]
    assert classes.of_ward.tolist() == [0, 1, 2, 3, 4]


def test_where_lower_is_worse_the_lowest_is_darkest() -> None:
    measure = make_measure("trust", decimals=0, direction=Direction.LOWER_IS_WORSE)

    classes = classify_values(np.array([10.0, 20.0, 30.0, 40.0, 50.0]), measure)

    assert classes.of_ward.tolist() == [4, 3, 2, 1, 0]
    assert classes.legend[4].colour == NEED_COLOURS[4]


def test_equal_figures_share_a_class_and_empty_classes_are_dropped() -> None:
    measure = make_measure("robbery", decimals=0)

    classes = classify_values(np.array([5.0, 5.0, 5.0, 5.0, 9.0, NONE]), measure)

    assert [(each.label, each.count) for each in classes.legend] == [("5", 4), ("9", 1), ("No data", 1)]


def test_a_measure_without_any_figure_is_all_no_data() -> None:
    classes = classify_values(np.array([NONE, NONE]), make_measure("robbery"))

    assert [(each.label, each.count) for each in classes.legend] == [("No data", 2)]


def test_flags_have_three_states() -> None:
    classes = classify_flags(np.array([1, 0, -1, 1], dtype=np.int8), make_measure("robbery"))

    assert [(each.label, each.count) for each in classes.legend] == [
        ("Not above", 1),
        ("Above the threshold", 2),
        ("No data", 1),
    ]
    assert classes.of_ward.tolist() == [1, 0, 2, 1]


@pytest.mark.parametrize("top", [0, 1, 4, 5, 9, 16, 40, 99])
def test_there_are_never_more_classes_than_the_eye_can_tell(top: int) -> None:
    classes = classify_scores(np.arange(top + 1, dtype=float), float(top))

    assert len(classes.legend) <= MOST_CLASSES
    assert sum(each.count for each in classes.legend) == top + 1

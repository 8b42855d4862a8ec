"""The list without each measure, by hand."""

from scoring.leave_one_out import leave_each_out
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import small_evidence

# flags by absolute thresholds: ward 1 leads by a and b, ward 2 by c alone with weight 1.5, ward 3 by b alone
FLAGS = {"a": [1.0, 0.0, 0.0], "b": [1.0, 0.0, 1.0], "c": [0.0, 1.0, 0.0]}
SETTINGS = Settings(
    list_size=1, choices={"a": Choice(value=1.0), "b": Choice(value=1.0), "c": Choice(value=1.0, weight=1.5)}
)


def test_each_measure_that_counts_is_left_out_once() -> None:
    # scores 2, 1.5, 1. Without a: 1, 1.5, 1; without b: 1, 1.5, 0; without c: 2, 0, 1
    result = score_wards(small_evidence(FLAGS), SETTINGS)

    found = leave_each_out(result)

    assert [each.measure.id for each in found] == ["a", "b", "c"]
    assert [each.entering.tolist() for each in found] == [[1], [1], []]
    assert [each.leaving.tolist() for each in found] == [[0], [0], []]
    assert [each.result.score.tolist() for each in found] == [[1, 1.5, 1], [1, 1.5, 0], [2, 0, 1]]


def test_a_measure_that_is_off_has_nothing_to_leave_out() -> None:
    result = score_wards(small_evidence(FLAGS), SETTINGS.with_choice("b", Choice(weight=0)))

    assert [each.measure.id for each in leave_each_out(result)] == ["a", "c"]


def test_a_tie_that_opens_takes_wards_off_without_others_entering() -> None:
    # without a: scores 1, 1, 1: all tie for the one place
    chosen = SETTINGS.with_choice("c", Choice(value=1.0, weight=1.0))

    found = leave_each_out(score_wards(small_evidence(FLAGS), chosen))[0]

    assert (found.entering.tolist(), found.leaving.tolist()) == ([], [0])
    assert found.result.priority.tied.tolist() == [0, 1, 2]


def test_leaving_out_the_only_measure_leaves_no_list() -> None:
    found = leave_each_out(score_wards(small_evidence({"a": [1.0, 2.0]}), Settings(list_size=1)))[0]

    assert (found.entering.tolist(), found.leaving.tolist()) == ([], [1])

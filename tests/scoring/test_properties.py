"""What must hold of every pack and all settings: the properties of the method, on made-up and on drawn figures."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring.evidence import arrange_evidence
from scoring.measures import Level
from scoring.percentile import NO_DATA, stand
from scoring.score import ScoreResult, score_wards
from scoring.settings import Choice, Settings
from scoring.threshold import ABOVE, NOT_ABOVE
from tests.scoring.drawn_packs import BOROUGHS, MADE_UP, SETTINGS, Pack, arrange, choices, packs, shares
from tests.scoring.small_packs import IDENTITY, NONE, small_evidence, small_tables


def assert_same_answer(one: ScoreResult, other: ScoreResult) -> None:
    """Check that two results say the same of every ward, in every theme, and take the same list."""
    np.testing.assert_array_equal(one.score, other.score)
    np.testing.assert_array_equal(one.rank, other.rank)
    np.testing.assert_array_equal(one.measures_above, other.measures_above)
    np.testing.assert_array_equal(one.measures_with_data, other.measures_with_data)
    np.testing.assert_array_equal(one.coverage, other.coverage)
    np.testing.assert_array_equal(one.priority.chosen, other.priority.chosen)
    np.testing.assert_array_equal(one.priority.tied, other.priority.tied)
    assert one.max_score == other.max_score
    for theme in set(one.theme_scores) & set(other.theme_scores):
        np.testing.assert_array_equal(one.theme_scores[theme], other.theme_scores[theme])


def stretch(values: Sequence[float]) -> list[float]:
    """Turn figures into others in the same order, with other distances between them."""
    steps = sorted({value for value in values if not np.isnan(value)})
    return [NONE if np.isnan(value) else float(steps.index(value)) ** 3 - 5 for value in values]


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=40)
def test_a_monotone_transform_of_a_measure_changes_nothing(pack: Pack, chosen: Settings) -> None:
    chosen = replace(chosen, choices={**chosen.choices, "robbery": Choice(top_percent=30, weight=1.0)})
    transformed = {**pack, "robbery": replace(pack["robbery"], value=stretch(pack["robbery"].value))}

    assert_same_answer(score_wards(arrange(pack), chosen), score_wards(arrange(transformed), chosen))


@given(packs(), choices(), shares, shares)
@example(MADE_UP, SETTINGS, 10.0, 60.0)
@settings(deadline=None, max_examples=40)
def test_lowering_a_threshold_as_a_share_never_lowers_a_score(
    pack: Pack, chosen: Settings, one: float, other: float
) -> None:
    evidence, strict, lenient = arrange(pack), min(one, other), max(one, other)

    before = score_wards(evidence, chosen.with_choice("poverty", Choice(top_percent=strict, weight=1.0)))
    after = score_wards(evidence, chosen.with_choice("poverty", Choice(top_percent=lenient, weight=1.0)))

    assert (after.score[after.is_scored] >= before.score[after.is_scored]).all()


@given(packs(), choices(), st.integers(0, 5), st.integers(0, 5))
@example(MADE_UP, SETTINGS, 40, 20)
@settings(deadline=None, max_examples=40)
def test_lowering_a_threshold_as_a_value_never_lowers_a_score(
    pack: Pack, chosen: Settings, one: int, other: int
) -> None:
    evidence = arrange({**pack, "poverty": replace(pack["poverty"], lower_is_worse=False)})

    before = score_wards(evidence, chosen.with_choice("poverty", Choice(value=float(max(one, other)), weight=1.0)))
    after = score_wards(evidence, chosen.with_choice("poverty", Choice(value=float(min(one, other)), weight=1.0)))

    assert (after.score[after.is_scored] >= before.score[after.is_scored]).all()


@given(packs(), choices(), st.sampled_from([0.5, 3.0, 10.0, 1000.0]))
@example(MADE_UP, SETTINGS, 7.0)
@settings(deadline=None, max_examples=40)
def test_all_weights_times_the_same_leave_ranks_alone(pack: Pack, chosen: Settings, times: float) -> None:
    # a list by size: a least score is points, so it would have to grow with the weights
    evidence, chosen = arrange(pack), replace(chosen, list_size=3, min_score=None)
    heavier = {
        name: replace(chosen.choices.get(name, Choice()), weight=chosen.weight_of(name) * times) for name in MADE_UP
    }

    before, after = score_wards(evidence, chosen), score_wards(evidence, replace(chosen, choices=heavier))

    np.testing.assert_array_equal(before.rank, after.rank)
    np.testing.assert_array_equal(before.priority.chosen, after.priority.chosen)


@given(packs(), choices(), st.sampled_from(list(MADE_UP)))
@example(MADE_UP, SETTINGS, "trust")
@settings(deadline=None, max_examples=40)
def test_weight_nought_equals_the_measure_removed(pack: Pack, chosen: Settings, name: str) -> None:
    off = {**chosen.choices, name: Choice(weight=0.0)}
    kept = {measure: choice for measure, choice in chosen.choices.items() if measure != name}
    without = {measure: each for measure, each in pack.items() if measure != name}

    assert_same_answer(
        score_wards(arrange(pack), replace(chosen, choices=off)),
        score_wards(arrange(without), replace(chosen, choices=kept)),
    )


@given(packs(), choices(), st.randoms(use_true_random=False))
@example(MADE_UP, SETTINGS, np.random.RandomState(1))
@settings(deadline=None, max_examples=40)
def test_the_order_of_rows_and_of_measures_is_irrelevant(
    pack: Pack, chosen: Settings, chance: "np.random.RandomState"
) -> None:
    measures, areas, values = small_tables(pack, boroughs=BOROUGHS)
    straight = arrange_evidence(identity=IDENTITY, measures=measures, areas=areas, values=values)
    orders = [list(range(len(each))) for each in (measures, areas, values)]
    for order in orders:
        chance.shuffle(order)
    mixed = arrange_evidence(
        identity=IDENTITY,
        measures=[measures[place] for place in orders[0]],
        areas=areas.iloc[orders[1]],
        values=values.iloc[orders[2]].sample(frac=1, axis=1, random_state=1),
    )

    assert_same_answer(score_wards(straight, chosen), score_wards(mixed, chosen))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=12, unique=True))
@example([3.0, -1.0, 4.0, 1.5, 9.0])
def test_reversing_the_direction_reverses_the_percentiles_of_untied_values(values: list[float]) -> None:
    upwards, downwards = (stand(np.array(values), higher_is_worse=is_up) for is_up in (True, False))

    assert (upwards.passed + downwards.passed).tolist() == [len(values) - 1] * len(values)


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=40)
def test_the_flagged_minimum_is_worse_than_the_unflagged_maximum(pack: Pack, chosen: Settings) -> None:
    result = score_wards(arrange(pack), chosen)

    for each in result.measures:
        need = result.evidence.on_wards(each.column, each.column.standing.need)
        above, below = need[each.flags == ABOVE], need[each.flags == NOT_ABOVE]
        assert not len(above) or not len(below) or above.min() > below.max()


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=40)
def test_visible_flags_times_weights_add_up_to_the_score_shown(pack: Pack, chosen: Settings) -> None:
    result = score_wards(arrange(pack), chosen)

    summed: npt.NDArray[np.float64] = np.zeros(len(BOROUGHS))
    for each in result.measures:
        summed += np.where(each.flags == ABOVE, chosen.weight_of(each.measure.id), 0.0)
    np.testing.assert_allclose(result.score[result.is_scored], summed[result.is_scored], rtol=0, atol=1e-12)
    themes = np.sum(list(result.theme_scores.values()), axis=0)
    np.testing.assert_allclose(themes, result.score, rtol=0, atol=1e-12)


@given(packs(), choices(), st.integers(0, 4))
@example(MADE_UP, SETTINGS, 2)
@settings(deadline=None, max_examples=40)
def test_dropping_a_ward_equals_having_no_data_for_it(pack: Pack, chosen: Settings, dropped: int) -> None:
    of_wards = {name: each for name, each in pack.items() if each.level is Level.WARD}
    chosen = replace(chosen, choices={name: each for name, each in chosen.choices.items() if name in of_wards})
    silent = {
        name: replace(each, value=[NONE if place == dropped else value for place, value in enumerate(each.value)])
        for name, each in of_wards.items()
    }
    gone = {
        name: replace(each, value=[value for place, value in enumerate(each.value) if place != dropped])
        for name, each in of_wards.items()
    }

    as_missing = score_wards(small_evidence(silent), chosen)
    as_gone = score_wards(small_evidence(gone), chosen)

    others = np.delete(np.arange(5), dropped)
    np.testing.assert_array_equal(as_missing.score[others], as_gone.score)
    np.testing.assert_array_equal(as_missing.rank[others], as_gone.rank)
    np.testing.assert_array_equal(as_missing.priority.chosen, others[as_gone.priority.chosen])
    for missing, left in zip(as_missing.measures, as_gone.measures, strict=True):
        np.testing.assert_array_equal(missing.flags[others], left.flags)


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=40)
def test_all_wards_of_a_borough_share_a_borough_level_flag(pack: Pack, chosen: Settings) -> None:
    chosen = chosen.with_choice("trust", Choice(top_percent=50, weight=1.0))

    result = score_wards(arrange(pack), chosen)

    flags = next(each.flags for each in result.measures if each.measure.id == "trust")
    assert flags[0] == flags[1]
    assert flags[2] == flags[3]
    assert set(flags.tolist()) <= {ABOVE, NOT_ABOVE, NO_DATA}

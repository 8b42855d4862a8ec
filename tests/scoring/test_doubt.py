"""The three sources of doubt: what is drawn, how far it may lie, and that a draw is judged by the same rule."""

import numpy as np
import pytest

from scoring.doubt import Doubt, NoisyColumn, draw_needed, draw_weights, flag_draws, prepare_column
from scoring.errors import SettingsError
from scoring.intervals import NORMAL_95
from scoring.poisson import build_tables
from scoring.score import MeasureResult, score_wards
from scoring.settings import Choice, Settings, Ties
from scoring.threshold import ABOVE
from tests.scoring.small_packs import NONE, Given, small_evidence

USUAL = Choice()


def judged(given: Given, choice: Choice = USUAL, ties: Ties = Ties.EXCLUDE) -> MeasureResult:
    evidence = small_evidence({"one": given})
    return score_wards(evidence, Settings(ties=ties, choices={"one": choice})).measures[0]


def noisy(given: Given, choice: Choice = USUAL) -> NoisyColumn:
    return prepare_column(judged(given, choice), build_tables(np.array([1.0, 12.0, 36.0])))


RATES = Given(value=[12.0, 4.0, 0.0, NONE], count=[36.0, 12.0, 0.0, NONE], denominator=[3000.0, 3000.0, 50.0, 40.0])


def test_every_impossible_doubt_is_refused_in_one_message() -> None:
    with pytest.raises(SettingsError) as refused:
        Doubt(draws=0, threshold_spread=-1, weight_spread=1.5, seed=-3)

    assert refused.value.faults == (
        "draws: expected 1 to 100,000; it is 0; 2000 is usual",
        "threshold spread: expected 0 to 100 points; it is -1; 2 is usual",
        "weight spread: expected a share from 0 to 1; it is 1.5; 0.25 is usual",
        "seed: expected a whole number of 0 or more; it is -3",
    )


def test_a_spread_that_is_no_number_is_refused() -> None:
    with pytest.raises(SettingsError, match="threshold spread: expected 0 to 100 points; it is nan"):
        Doubt(threshold_spread=NONE)


def test_weights_lie_within_the_spread_of_the_users_own() -> None:
    result = judged(RATES, Choice(weight=4.0))

    weights = draw_weights(np.random.default_rng(1), result, Doubt(weight_spread=0.25), 4000)

    # 4 x 0.75 to 4 x 1.25, all over
    assert 3.0 <= weights.min() < 3.01
    assert 4.99 < weights.max() <= 5.0
    assert weights.mean() == pytest.approx(4.0, abs=0.05)


def test_thresholds_lie_within_the_points_asked_for() -> None:
    result = judged(RATES, Choice(top_percent=10))

    needed = draw_needed(np.random.default_rng(1), result, Doubt(threshold_spread=2), 4000, 1001)

    # of 1,001 areas: worse than 88% to 92% of 1,000
    assert 880 <= needed.min() < 883
    assert 917 < needed.max() <= 920
    assert needed.mean() == pytest.approx(900, abs=1)


def test_a_threshold_never_leaves_nought_to_a_hundred_percent() -> None:
    generator, wide = np.random.default_rng(1), Doubt(threshold_spread=50)

    strict = draw_needed(generator, judged(RATES, Choice(top_percent=0)), wide, 500, 11)
    lenient = draw_needed(generator, judged(RATES, Choice(top_percent=100)), wide, 500, 11)

    # up to just under 50%: worse than 6 of 10 others or more; below 0% stays at 0%: worse than all 10
    assert (strict.min(), strict.max()) == (6, 10)
    # from 50%: worse than 5 or fewer; above 100% stays at 100%: worse than none
    assert (lenient.min(), lenient.max()) == (0, 5)


def test_an_absolute_threshold_does_not_move() -> None:
    result = judged(RATES, Choice(value=4.0))

    assert draw_needed(np.random.default_rng(1), result, Doubt(), 3, 11).tolist() == [0, 0, 0]


def test_counts_vary_as_counts_and_a_count_of_nought_stays() -> None:
    column = noisy(RATES)

    drawn = column.draw_need(np.random.default_rng(2), 20_000)

    # 12 per 1,000 are 36 events at 1/3 each: mean 12, variance 36/9 = 4; then 12 events: mean 4, variance 12/9
    assert drawn.mean(axis=0) == pytest.approx([12.0, 4.0, 0.0], abs=0.06)
    assert drawn.var(axis=0) == pytest.approx([4.0, 12 / 9, 0.0], rel=0.06)
    np.testing.assert_allclose(drawn[:, 0] * 3, np.round(drawn[:, 0] * 3), atol=1e-4)


def test_a_published_interval_goes_before_a_count_and_its_halves_may_differ() -> None:
    # 95% lie in 40 to 80 around 50: 2.5% below 40, 2.5% above 80, half on either side of 50
    survey = Given(value=[50.0, 60.0], lower=[40.0, NONE], upper=[80.0, NONE], count=[500.0, NONE])
    column = prepare_column(judged(survey), build_tables(np.array([1.0])))

    drawn = column.draw_need(np.random.default_rng(3), 20_000)

    assert column.sampler is None
    assert np.quantile(drawn[:, 0], [0.025, 0.5, 0.975]) == pytest.approx([40.0, 50.0, 80.0], abs=0.6)
    assert set(drawn[:, 1].tolist()) == {60.0}


def test_where_lower_is_worse_the_halves_of_an_interval_change_places() -> None:
    survey = Given(value=[50.0, 60.0], lower=[40.0, NONE], upper=[80.0, NONE], lower_is_worse=True)

    column = noisy(survey)

    assert column.error_below.tolist() == pytest.approx([30 / NORMAL_95])
    assert column.error_above.tolist() == pytest.approx([10 / NORMAL_95])
    assert np.quantile(column.draw_need(np.random.default_rng(3), 20_000)[:, 0], [0.025, 0.975]) == pytest.approx(
        [-80.0, -40.0], abs=0.6
    )


def test_figures_without_interval_or_count_do_not_move() -> None:
    assert not noisy(Given(value=[1.0, 2.0, 3.0])).is_noisy
    assert not noisy(Given(value=[0.0, 0.0], count=[0.0, 0.0], denominator=[10.0, 10.0])).is_noisy


def test_without_tables_nothing_varies() -> None:
    column = prepare_column(judged(RATES), None)

    assert not column.is_noisy


@pytest.mark.parametrize("ties", list(Ties))
@pytest.mark.parametrize("values", [[3.0, 1.0, 3.0, 2.0, 2.0], [4.0, 4.0, 4.0, 4.0, 4.0], [5.0, 4.0, 3.0, 2.0, 1.0]])
def test_drawn_figures_are_judged_by_the_rule_of_thresholds(values: list[float], ties: Ties) -> None:
    # every number of others that an area may have to be worse than: 0 to 4, as the worst 100% to 0%
    for needed in range(5):
        result = judged(Given(value=values), Choice(top_percent=100 - 25 * needed), ties)
        column = prepare_column(result, None)
        drawn = np.array([values], dtype=np.float32)

        above = flag_draws(column, drawn, np.array([needed]), include_ties=ties is Ties.INCLUDE)

        assert above[0].tolist() == (result.flags == ABOVE).tolist()


@pytest.mark.parametrize("lower_is_worse", [False, True])
def test_drawn_figures_are_held_against_an_absolute_threshold(lower_is_worse: bool) -> None:
    given = Given(value=[1.0, 2.0, 3.0], lower_is_worse=lower_is_worse)
    column = prepare_column(judged(given, Choice(value=2.0)), None)
    sign = -1 if lower_is_worse else 1

    above = flag_draws(
        column, sign * np.array([[3.0, 2.0, 1.0]], dtype=np.float32), np.zeros(1, int), include_ties=False
    )

    assert above[0].tolist() == ([False, True, True] if lower_is_worse else [True, True, False])


def test_one_figure_that_varies_is_compared_with_nobody() -> None:
    column = noisy(Given(value=[NONE, 12.0, NONE], count=[NONE, 36.0, NONE], denominator=[1.0, 3000.0, 1.0]))

    drawn = column.draw_need(np.random.default_rng(1), 4)

    assert flag_draws(column, drawn, np.zeros(4, dtype=np.int64), include_ties=False).tolist() == [[False]] * 4

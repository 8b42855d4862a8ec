"""The need score (R2, R5 to R8): weights, themes, coverage and what is not scored; all by hand."""

import numpy as np
import pytest

from scoring.errors import SettingsError
from scoring.measures import Level, Role
from scoring.score import ScoreResult, average_percentiles, score_wards
from scoring.settings import Choice, Settings, TieBreak, Ties
from tests.scoring.small_packs import NONE, Given, small_evidence

# worst 25% of five wards: worse than 3 of the other 4, so the two with the highest figures
CRIMES = [5.0, 4.0, 3.0, 2.0, 1.0]
POVERTY = Given(value=[1.0, 5.0, 2.0, 4.0, 3.0], theme="health")
TRUST = Given(value=[60.0, 40.0], level=Level.BOROUGH, theme="perceptions", lower_is_worse=True)
QUARTER = Settings(top_percent=25, list_size=2)


def scored(settings: Settings = QUARTER, **measures: Given | list[float]) -> ScoreResult:
    return score_wards(small_evidence(measures, boroughs=[0, 0, 1, 1, 1]), settings)


def test_with_weights_of_one_the_score_is_the_count_of_measures_above() -> None:
    result = scored(crimes=CRIMES, poverty=POVERTY)

    # above in crimes: wards 1 and 2; in poverty: wards 2 and 4
    assert result.score.tolist() == [1, 2, 0, 1, 0]
    assert result.measures_above.tolist() == [1, 2, 0, 1, 0]
    assert result.measures_with_data.tolist() == [2, 2, 2, 2, 2]
    assert result.rank.tolist() == [2, 1, 4, 2, 4]
    assert result.max_score == 2


def test_weights_add_up_and_are_not_normalised() -> None:
    settings = QUARTER.with_choice("crimes", Choice(weight=2.5)).with_choice("poverty", Choice(weight=0.5))

    result = scored(settings, crimes=CRIMES, poverty=POVERTY)

    assert result.score.tolist() == [2.5, 3.0, 0, 0.5, 0]
    assert result.measures_above.tolist() == [1, 2, 0, 1, 0]
    assert result.max_score == 3.0


def test_the_same_sum_is_given_by_theme() -> None:
    result = scored(QUARTER.with_choice("crimes", Choice(weight=2)), crimes=CRIMES, poverty=POVERTY)

    assert result.theme_scores["crime"].tolist() == [2, 2, 0, 0, 0]
    assert result.theme_scores["health"].tolist() == [0, 1, 0, 1, 0]


def test_a_ward_inherits_its_boroughs_result() -> None:
    # of two boroughs the worst 25% must be worse than the other one: trust is lowest in the second
    result = scored(trust=TRUST)

    assert result.measures[0].flags.tolist() == [0, 0, 1, 1, 1]
    assert result.percentiles(result.measures[0]).tolist() == [0, 0, 1, 1, 1]
    assert result.measures[0].cut.areas_above == 1


def test_borough_figures_can_be_left_out_with_one_switch() -> None:
    settings = Settings(top_percent=25, ward_level_only=True)

    result = scored(settings, crimes=CRIMES, trust=TRUST)

    assert [each.measure.id for each in result.measures] == ["crimes"]
    assert result.max_score == 1


def test_a_measure_of_weight_nought_is_absent_from_everything() -> None:
    result = scored(QUARTER.with_choice("poverty", Choice(weight=0)), crimes=CRIMES, poverty=POVERTY)

    assert [each.measure.id for each in result.measures] == ["crimes"]
    assert result.measures_with_data.tolist() == [1] * 5
    assert result.max_score == 1
    # its theme is still there, at 0, so that a table keeps its columns
    assert result.theme_scores["health"].tolist() == [0] * 5


def test_a_strength_is_never_counted() -> None:
    clubs = Given(value=CRIMES, role=Role.STRENGTH, theme="community")

    result = scored(crimes=CRIMES, clubs=clubs)

    assert [each.measure.id for each in result.measures] == ["crimes"]
    assert list(result.theme_scores) == ["crime"]


def test_no_data_adds_nothing_and_is_not_below() -> None:
    result = scored(crimes=CRIMES, poverty=Given(value=[NONE, 5.0, 2.0, 4.0, 3.0], theme="health"))

    assert result.measures[1].flags.tolist()[0] == -1
    assert result.measures_with_data.tolist() == [1, 2, 2, 2, 2]
    assert result.coverage.tolist() == [0.5, 1, 1, 1, 1]


def test_a_ward_below_the_least_coverage_is_not_scored_and_keeps_its_counts() -> None:
    # crimes carry 1 of 4 points: a ward with nothing else is covered to a quarter
    settings = Settings(top_percent=25).with_choice("poverty", Choice(weight=3))

    result = scored(settings, crimes=CRIMES, poverty=Given(value=[NONE, 5.0, 2.0, 4.0, 3.0], theme="health"))

    assert np.isnan(result.score[0])
    assert result.rank.tolist()[0] == 0
    assert not result.is_scored[0]
    assert all(np.isnan(score[0]) for score in result.theme_scores.values())
    assert (result.measures_above[0], result.measures_with_data[0], result.coverage[0]) == (1, 1, 0.25)
    assert result.reason_not_scored(0) == (
        "it has data in 1 of 2 measures, with 25% of the weight; at least 50% is needed"
    )
    assert result.reason_not_scored(1) == ""


def test_coverage_exactly_at_the_least_is_enough_whatever_the_last_bit() -> None:
    # 0.1 + 0.2 of 0.6 is a hair above a half, 0.3 of 0.1 + 0.2 + 0.3 a hair below
    measures = {name: Given(value=[1.0, 2.0]) for name in ("a", "b")} | {"c": Given(value=[1.0, NONE])}
    settings = Settings(choices={"a": Choice(weight=0.1), "b": Choice(weight=0.2), "c": Choice(weight=0.3)})

    result = score_wards(small_evidence(measures), settings)

    assert result.is_scored.tolist() == [True, True]


def test_a_ward_without_any_data_is_never_scored() -> None:
    result = scored(Settings(min_coverage=0), crimes=[NONE, 4.0, 3.0, 2.0, 1.0])

    assert result.is_scored.tolist() == [False, True, True, True, True]
    assert result.reason_not_scored(0) == "no data in any measure that counts"


def test_when_all_weights_are_nought_no_ward_is_scored() -> None:
    result = scored(Settings(weight=0), crimes=CRIMES)

    assert not result.is_scored.any()
    assert result.max_score == 0
    assert result.coverage.tolist() == [0] * 5
    assert result.priority.chosen.tolist() == []
    assert result.reason_not_scored(0) == "no measure counts: all weights are 0"


def test_why_nothing_counts_is_said_as_it_is() -> None:
    # the one measure with a weight is by borough and left out; a strength is never need
    settings = Settings(ward_level_only=True).with_choice("crimes", Choice(weight=0))
    left_out = scored(settings, crimes=CRIMES, trust=TRUST)
    strengths = scored(clubs=Given(value=CRIMES, role=Role.STRENGTH))

    assert left_out.reason_not_scored(0) == (
        "no measure counts: those with a weight are borough figures, and these are left out"
    )
    assert strengths.reason_not_scored(0) == "no measure counts: the pack holds none of need"


def test_a_measure_with_one_figure_or_none_says_nothing_of_anybody() -> None:
    result = scored(crimes=CRIMES, lonely=[NONE, 7.0, NONE, NONE, NONE], nothing=[NONE] * 5)

    assert result.measures[1].flags.tolist() == [-1] * 5
    assert result.measures[2].flags.tolist() == [-1] * 5
    # one measure of three has data: under the least coverage of a half
    assert not result.is_scored.any()


def test_wards_are_ordered_by_rank_then_code_with_those_not_scored_last() -> None:
    result = scored(crimes=[NONE, 1.0, 5.0, 4.0, 2.0])

    # of four figures the worst 25% must be worse than 2.25, so 3, of the other 3: ward 3 alone
    assert result.order().tolist() == [2, 1, 3, 4, 0]


def test_the_tie_rule_holds_for_flags_and_percentiles() -> None:
    tied = [3.0, 3.0, 3.0, 1.0, 2.0]

    out = scored(Settings(top_percent=25), crimes=tied)
    let_in = scored(Settings(top_percent=25, ties=Ties.INCLUDE), crimes=tied)

    assert out.score.tolist() == [0, 0, 0, 0, 0]
    assert let_in.score.tolist() == [1, 1, 1, 0, 0]
    assert out.percentiles(out.measures[0]).tolist() == [0.5, 0.5, 0.5, 0, 0.25]
    assert let_in.percentiles(let_in.measures[0]).tolist() == [1, 1, 1, 0, 0.25]


def test_an_average_percentile_passes_over_gaps() -> None:
    # percentiles: crimes 1, 0.5, 0; poverty unknown, 0, 1; the worst 25% are wards 1 and 3
    evidence = small_evidence({"crimes": [3.0, 2.0, 1.0], "poverty": [NONE, 8.0, 9.0]})
    settings = Settings(top_percent=25, list_size=1, tie_break=TieBreak.AVERAGE_PERCENTILE)

    result = score_wards(evidence, settings)

    # ward 1: 1; ward 2: (0.5 + 0)/2; ward 3: (0 + 1)/2
    assert average_percentiles(result.evidence, result.measures, include_ties=False).tolist() == [1, 0.25, 0.5]
    assert result.score.tolist() == [1, 0, 1]
    assert result.priority.chosen.tolist() == [0]


def test_an_average_percentile_weighs_measures_like_the_score() -> None:
    # ward 2: (3 x 0.5 + 1 x 0)/4 = 0.375; ward 3: (3 x 0 + 1 x 1)/4 = 0.25
    evidence = small_evidence({"crimes": [3.0, 2.0, 1.0], "poverty": [NONE, 8.0, 9.0]})

    result = score_wards(evidence, Settings().with_choice("crimes", Choice(weight=3)))

    assert average_percentiles(evidence, result.measures, include_ties=False).tolist() == [1, 0.375, 0.25]


def test_a_tie_break_by_population_takes_the_more_populous() -> None:
    evidence = small_evidence({"a": [2.0, 1.0], "b": [1.0, 2.0]}, population=[5000.0, 6000.0])

    result = score_wards(evidence, Settings(list_size=1, tie_break=TieBreak.POPULATION))

    assert result.score.tolist() == [1, 1]
    assert result.priority.chosen.tolist() == [1]


def test_settings_for_a_measure_that_the_pack_has_not_are_refused() -> None:
    settings = Settings().with_choice("crime", Choice(weight=2)).with_choice("clubs", Choice(weight=2))

    with pytest.raises(SettingsError) as refused:
        scored(settings, crimes=CRIMES, clubs=Given(value=CRIMES, role=Role.STRENGTH))

    assert refused.value.faults == (
        "settings: measures.crime: the pack has no such measure; did you mean crimes?",
        "settings: measures.clubs: a strength is shown beside the score and never counted as need; take it out",
    )


def test_nothing_of_a_result_can_be_changed() -> None:
    result = scored(crimes=CRIMES)

    arrays = [
        *(result.score, result.rank, result.measures_above, result.measures_with_data, result.coverage),
        *(result.theme_scores["crime"], result.measures[0].flags, result.priority.chosen, result.priority.tied),
    ]
    assert [array.flags.writeable for array in arrays] == [False] * len(arrays)

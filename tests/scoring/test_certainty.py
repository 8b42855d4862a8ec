"""How firm the list is: against a plain loop on the same draws, at the edges, and by hand where nothing varies."""

from collections.abc import Sequence

import numpy as np
import pytest

from scoring.certainty import (
    DRAWS_AT_ONCE,
    CertaintyResult,
    Draws,
    Label,
    Study,
    assess_certainty,
    prepare_study,
    score_draws,
)
from scoring.doubt import Doubt
from scoring.evidence import Evidence
from scoring.measures import Level
from scoring.score import ScoreResult, score_wards
from scoring.settings import Choice, Settings, TieBreak, Ties
from tests.scoring.small_packs import NONE, Given, small_evidence

STILL = Doubt(draws=50, threshold_spread=0, weight_spread=0, value_noise=False)


def eight_wards() -> Evidence:
    """Counts, a survey by borough, figures that do not vary, gaps and ties."""
    counts = [40.0, 12.0, 25.0, 0.0, 31.0, 12.0, 25.0, 18.0]
    return small_evidence(
        {
            "robbery": Given(value=[count / 2 for count in counts], count=counts, denominator=[2000.0] * 8),
            "trust": Given(
                value=[55.0, 50.0, 61.0],
                lower=[50.0, 44.0, 57.0],
                upper=[61.0, 57.0, 66.0],
                level=Level.BOROUGH,
                lower_is_worse=True,
                theme="perceptions",
            ),
            "poverty": Given(value=[5.0, 5.0, 9.0, 1.0, NONE, 9.0, 2.0, 4.0], theme="health"),
            "knives": Given(
                value=[1.0, NONE, 3.0, 2.0, 5.0, 4.0, 0.5, 2.5],
                count=[2.0, NONE, 6.0, 4.0, 10.0, 8.0, 1.0, 5.0],
                denominator=[2000.0] * 8,
            ),
        },
        boroughs=[0, 0, 0, 1, 1, 2, 2, 2],
        population=[900.0, 800.0, 700.0, 600.0, 500.0, 400.0, 300.0, NONE],
    )


def plain_flags(need: Sequence[float], needed: int, limit: float | None, *, include_ties: bool) -> list[bool]:
    """Judge the areas with data one by one: how many others is each worse than?"""
    if limit is not None:
        return [own >= limit for own in need]
    is_constant = len(set(need)) == 1
    flags = []
    for place, own in enumerate(need):
        others = [other for index, other in enumerate(need) if index != place]
        passed = sum(other <= own if include_ties and not is_constant else other < own for other in others)
        flags.append(bool(others) and passed >= needed)
    return flags


def plain_draw(study: Study, draws: Draws, number: int) -> tuple[list[bool], list[int]]:
    """Score, rank and list the wards of one draw, ward by ward."""
    result, settings = study.result, study.result.settings
    wards = range(len(result.evidence.wards))
    score = [0.0] * len(wards)
    percentile, weight_known = [0.0] * len(wards), [0.0] * len(wards)
    for each in sorted(result.measures, key=lambda one: one.measure.id):
        name, standing = each.measure.id, each.column.standing
        known = [place for place, need in enumerate(standing.need) if not np.isnan(need)]
        drawn = draws.need[name]
        need = [float(standing.need[place]) for place in known] if drawn is None else drawn[number].tolist()
        limit = each.cut.threshold.value
        signed = limit if limit is None or each.measure.higher_is_worse else -limit
        flags = plain_flags(need, int(draws.needed[name][number]), signed, include_ties=settings.ties is Ties.INCLUDE)
        weight = float(draws.weights[name][number])
        for ward in wards:
            area = ward if each.measure.level is Level.WARD else int(result.evidence.borough_of_ward[ward])
            if area in known:
                score[ward] += weight * flags[known.index(area)]
                percentile[ward] += weight * float(result.percentiles(each)[ward])
                weight_known[ward] += weight
    scored = [ward for ward in wards if result.is_scored[ward]]
    rank = [1 + sum(score[other] > score[ward] + 1e-9 for other in scored) if ward in scored else 0 for ward in wards]
    keys = {
        TieBreak.NONE: [0.0] * len(wards),
        TieBreak.POPULATION: np.nan_to_num(result.evidence.wards.population, nan=-1.0).tolist(),
        TieBreak.AVERAGE_PERCENTILE: [
            total / weight if weight else -1.0 for total, weight in zip(percentile, weight_known, strict=True)
        ],
    }[settings.tie_break]
    members = []
    for ward in wards:
        not_behind = sum(
            score[other] > score[ward] + 1e-9
            or (abs(score[other] - score[ward]) <= 1e-9 and keys[other] >= keys[ward] - 1e-9)
            for other in scored
        )
        is_in = (
            score[ward] >= settings.min_score - 1e-9
            if settings.min_score is not None
            else not_behind <= (settings.list_size or 0)
        )
        members.append(ward in scored and is_in)
    return members, rank


@pytest.mark.parametrize(
    "settings",
    [
        Settings(top_percent=30, list_size=3),
        Settings(top_percent=30, list_size=3, ties=Ties.INCLUDE),
        Settings(top_percent=40, list_size=2, tie_break=TieBreak.POPULATION),
        Settings(top_percent=40, list_size=4, tie_break=TieBreak.AVERAGE_PERCENTILE),
        Settings(top_percent=30, list_size=None, min_score=1.9, choices={"knives": Choice(value=3.0, weight=2.0)}),
        Settings(top_percent=30, list_size=3, min_coverage=0.9, choices={"trust": Choice(value=52.0)}),
        Settings(top_percent=30, list_size=3, ward_level_only=True),
    ],
    ids=["usual", "ties in", "population", "average percentile", "by score", "coverage", "wards only"],
)
@pytest.mark.parametrize("has_noise", [True, False], ids=["noise", "no noise"])
def test_every_draw_is_scored_as_a_plain_loop_scores_it(settings: Settings, has_noise: bool) -> None:
    result = score_wards(eight_wards(), settings)
    study = prepare_study(result, Doubt(draws=30, threshold_spread=10, value_noise=has_noise, seed=4))
    draws = study.draw(0, 30)

    members, ranks = score_draws(study, draws)

    for number in range(30):
        assert (members[number].tolist(), ranks[number].tolist()) == plain_draw(study, draws, number)


def test_shares_and_ranks_are_counted_over_all_batches() -> None:
    result = score_wards(eight_wards(), Settings(top_percent=30, list_size=3))
    doubt = Doubt(draws=2 * DRAWS_AT_ONCE + 40, threshold_spread=10, seed=2)
    study = prepare_study(result, doubt)
    batches = [score_draws(study, study.draw(number, draws)) for number, draws in study.batches()]

    certainty = assess_certainty(result, doubt)

    members = np.concatenate([each[0] for each in batches])
    ranks = np.sort(np.concatenate([each[1] for each in batches]), axis=0)
    assert len(ranks) == 240
    np.testing.assert_allclose(certainty.in_list_share, members.sum(axis=0) / 240)
    # 5%, 50% and 95% of 240 draws are 12, 120 and 228
    for found, place in ((certainty.rank_p05, 12), (certainty.rank_p50, 120), (certainty.rank_p95, 228)):
        assert found.tolist() == ranks[place - 1].tolist()


def test_five_percent_of_140_draws_are_seven() -> None:
    # 0.05 x 140 is 7.000000000000001 in floats; with 8 the rank could come out one too high
    result = score_wards(eight_wards(), Settings(top_percent=30, list_size=3))
    doubt = Doubt(draws=140, threshold_spread=30, seed=2)
    study = prepare_study(result, doubt)
    ranks = np.sort(np.concatenate([score_draws(study, study.draw(*batch))[1] for batch in study.batches()]), axis=0)

    assert assess_certainty(result, doubt).rank_p05.tolist() == ranks[6].tolist()


def test_with_all_spreads_nought_shares_are_nought_or_one() -> None:
    # ranks 1, 2, 3=, 3=, 5: the third place is tied for, so a list of 3 holds 2 for certain
    scores = {f"m{place}": [float(place < count) for count in (4, 3, 2, 2, 1)] for place in range(4)}
    settings = Settings(list_size=3, choices={name: Choice(value=1.0) for name in scores})

    certainty = assess_certainty(score_wards(small_evidence(scores), settings), STILL)

    assert certainty.in_list_share.tolist() == [1, 1, 0, 0, 0]
    assert certainty.labels() == [Label.FIRM, Label.FIRM, Label.OUT, Label.OUT, Label.OUT]
    for ranks in (certainty.rank_p05, certainty.rank_p50, certainty.rank_p95):
        assert ranks.tolist() == [1, 2, 3, 3, 5]


def assess(settings: Settings, doubt: Doubt) -> CertaintyResult:
    return assess_certainty(score_wards(eight_wards(), settings), doubt)


def test_the_same_seed_gives_the_same_result_and_another_seed_another() -> None:
    settings = Settings(top_percent=30, list_size=3)

    one, again, other = (assess(settings, Doubt(draws=230, seed=seed)) for seed in (5, 5, 6))

    assert one.in_list_share.tolist() == again.in_list_share.tolist()
    assert one.rank_p95.tolist() == again.rank_p95.tolist()
    assert one.in_list_share.tolist() != other.in_list_share.tolist()


def test_each_source_of_doubt_has_its_own_switch() -> None:
    settings = Settings(top_percent=30, list_size=2)
    still = assess(settings, STILL).in_list_share.tolist()
    switches = ({"threshold_spread": 30.0}, {"weight_spread": 0.9}, {"value_noise": True})

    for switch in switches:
        off = {"threshold_spread": 0.0, "weight_spread": 0.0, "value_noise": False}
        assert assess(settings, Doubt(draws=200, **{**off, **switch})).in_list_share.tolist() != still


def test_a_ward_that_is_not_scored_has_no_share_and_no_rank() -> None:
    evidence = small_evidence({"a": [3.0, NONE, 1.0], "b": [1.0, NONE, 2.0]})

    certainty = assess_certainty(score_wards(evidence, Settings(list_size=1)), Doubt(draws=20))

    assert np.isnan(certainty.in_list_share).tolist() == [False, True, False]
    assert certainty.labels()[1] is Label.NOT_SCORED
    assert (certainty.rank_p05[1], certainty.rank_p50[1], certainty.rank_p95[1]) == (0, 0, 0)


@pytest.mark.parametrize("tie_break", list(TieBreak))
def test_when_no_measure_counts_no_ward_is_scored_however_many_draws(tie_break: TieBreak) -> None:
    certainty = assess(Settings(weight=0, tie_break=tie_break), Doubt(draws=DRAWS_AT_ONCE + 50))

    assert set(certainty.labels()) == {Label.NOT_SCORED}


def test_one_figure_that_varies_flags_nobody() -> None:
    # ward 2 alone has robberies, so they can't be judged as a share; ward 3 leads on the other measure in every draw
    evidence = small_evidence(
        {"robbery": Given(value=[NONE, 2.0, NONE], count=[NONE, 4.0, NONE]), "poverty": [1.0, 2.0, 3.0]}
    )
    result = score_wards(evidence, Settings(min_coverage=0, list_size=1))

    certainty = assess_certainty(result, Doubt(draws=50, threshold_spread=0, weight_spread=0))

    assert certainty.in_list_share.tolist() == [0, 0, 1]


def test_labels_turn_at_five_and_ninety_five_percent() -> None:
    certainty = assess(Settings(), STILL)
    shares = np.array([0.95, 0.9499, 0.5, 0.0501, 0.05, 0.0, 1.0, NONE])

    labels = CertaintyResult(
        result=certainty.result,
        doubt=STILL,
        in_list_share=shares,
        rank_p05=certainty.rank_p05,
        rank_p50=certainty.rank_p50,
        rank_p95=certainty.rank_p95,
    ).labels()

    assert [label.value for label in labels] == [
        *("firm", "borderline", "borderline", "borderline", "out", "out", "firm", "not scored")
    ]


def test_progress_is_told_and_ends_at_one() -> None:
    told: list[float] = []
    result: ScoreResult = score_wards(eight_wards(), Settings())

    assess_certainty(result, Doubt(draws=3 * DRAWS_AT_ONCE), progress=told.append)

    assert told == pytest.approx([1 / 3, 2 / 3, 1])

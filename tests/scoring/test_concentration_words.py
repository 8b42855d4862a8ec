"""Sentences about concentration, on figures made by hand."""

import numpy as np

from scoring.concentration import Band, Concentration
from scoring.concentration_words import contrast_sentence, gini_sentence, overlap_sentence, worst_sentence
from scoring.contrast import Contrast
from scoring.overlap import overlap_lists
from tests.scoring.small_packs import small_evidence

MEASURE = small_evidence({"knife_crime": [1.0, 2.0]}).measures[0]
FOUND = Concentration(
    measure=MEASURE,
    wards=680,
    events=11_000.0,
    lorenz=np.array([0.0, 1.0]),
    chance_low=np.array([0.0, 1.0]),
    chance_high=np.array([0.0, 1.0]),
    worst_shares={10: Band(observed=0.2428, by_chance=0.1377, chance_low=0.1349, chance_high=0.1406)},
    gini=Band(observed=0.36, by_chance=0.20, chance_low=0.19, chance_high=0.21),
)


def contrast(**changes: float) -> Contrast:
    told: dict[str, float] = {"worst": 8.64, "best": 2.7, "ratio": 3.2, "ratio_low": 3.04, "ratio_high": 3.36}
    return Contrast(outcome=MEASURE, by="score", wards=680, **{**told, **changes})  # type: ignore[arg-type]


def test_the_share_of_the_worst_stands_beside_what_chance_would_give() -> None:
    assert worst_sentence(FOUND, 10) == (
        "The 10% of wards with most knife crime hold 24.3% of it; dealt out evenly by chance they would hold 13.8% "
        "(13.5% to 14.1%)."
    )


def test_the_gini_is_told_with_the_part_beyond_chance() -> None:
    # (0.36 - 0.20) / (1 - 0.20) = 0.20
    assert gini_sentence(FOUND) == (
        "Gini 0.36 over 11,000 events in 680 wards; as many events dealt out evenly would show 0.20 by chance alone, "
        "which leaves 0.20 of what can be uneven."
    )


def test_worst_and_best_tenth_are_compared_with_their_interval() -> None:
    assert contrast_sentence(contrast(), "need score") == (
        "Knife crime: 8.6 per 1,000 in the tenth of wards with most need by need score, 2.7 per 1,000 in the tenth "
        "with least: 3.2 times as much (95% interval 3.0 to 3.4)."
    )


def test_without_counts_there_is_no_interval() -> None:
    nothing = float("nan")

    assert contrast_sentence(contrast(ratio_low=nothing, ratio_high=nothing), "x").endswith(": 3.2 times as much.")


def test_nothing_is_divided_by_a_best_tenth_of_none() -> None:
    assert contrast_sentence(contrast(best=0.0, ratio=float("inf")), "x").endswith(
        "0.0 per 1,000 in the tenth with least."
    )


def test_no_ward_with_both_figures_is_said() -> None:
    empty = Contrast(outcome=MEASURE, by="x", wards=0, worst=0, best=0, ratio=0, ratio_low=0, ratio_high=0)

    assert contrast_sentence(empty, "x") == (
        "No ward has both figures, so the worst and the best tenth can't be compared."
    )


def test_the_overlap_is_told_beside_what_lot_would_give() -> None:
    # 12 of 29 are 41%; 136 of 680 wards are 20%
    overlap = overlap_lists(np.arange(29), np.arange(17, 153), 680)

    assert overlap_sentence(overlap, "on the list", "among the 20% most vulnerable") == (
        "41% of the 29 wards on the list (12) are also among the 20% most vulnerable; a list drawn by lot would "
        "have 20%."
    )


def test_an_empty_list_has_no_overlap() -> None:
    nobody = np.array([], dtype=np.intp)

    assert overlap_sentence(overlap_lists(nobody, np.array([1]), 5), "on the list", "there") == (
        "No ward is on the list, so there is nothing to compare."
    )


def test_a_list_of_one_is_one_ward() -> None:
    overlap = overlap_lists(np.array([1]), np.array([1, 2]), 4)

    assert overlap_sentence(overlap, "on the list", "there") == (
        "100% of the 1 ward on the list (1) is also there; a list drawn by lot would have 50%."
    )

"""Sentences about certainty, on results made by hand."""

import numpy as np

from scoring.certainty import CertaintyResult
from scoring.certainty_words import (
    certainty_sentence,
    doubt_text,
    has_doubt,
    omission_sentence,
    others_sentence,
    share_text,
)
from scoring.doubt import Doubt
from scoring.leave_one_out import Omission, leave_each_out
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import small_evidence

USUAL = Doubt()
NO_DOUBT = Doubt(threshold_spread=0, weight_spread=0, value_noise=False)


def certainty_of(shares: list[float], *, list_size: int = 3, doubt: Doubt = USUAL) -> CertaintyResult:
    """Give a certainty in which the first ward has most need, the second the next most, and so on."""
    wards = len(shares)
    # ward k is above in wards - k measures, so that no two tie
    flags = {f"m{n}": [1.0 if place <= n else 0.0 for place in range(wards)] for n in range(wards)}
    settings = Settings(list_size=list_size, choices={name: Choice(value=1.0) for name in flags})
    ranks = np.ones(wards, dtype=np.int32)
    return CertaintyResult(
        result=score_wards(small_evidence(flags), settings),
        doubt=doubt,
        in_list_share=np.array(shares),
        rank_p05=ranks,
        rank_p50=ranks,
        rank_p95=ranks,
    )


def test_firm_wards_are_counted_among_those_on_the_list() -> None:
    # of the three on the list two have at least 95%; the fourth is off it, though it is borderline
    found = certainty_of([1.0, 0.95, 0.94, 0.3, 0.0])

    assert certainty_sentence(found) == (
        "Of the 3 wards on the list 2 are firm: they stay on it in at least 95% of 2,000 draws in which thresholds "
        "move by up to 2 points, weights by up to 25% and figures by their sampling error."
    )
    assert others_sentence(found) == ("1 on the list and 1 off it are borderline: they are on it in some draws only.")


def test_a_ward_that_is_listed_but_hardly_ever_drawn_is_said() -> None:
    found = certainty_of([0.99, 0.05, 0.5], list_size=2)

    assert "on the list 1 is firm: it stays on it in" in certainty_sentence(found)
    assert others_sentence(found).endswith("1 ward on the list is on it in at most 5% of draws.")


def test_a_list_of_one_is_spoken_of_as_one() -> None:
    assert certainty_sentence(certainty_of([0.99, 0.0], list_size=1)).startswith("Of the 1 ward on the list 1 is firm")


def test_an_empty_list_has_nothing_to_be_firm_about() -> None:
    # two wards, both above in nothing, tie for the one place
    evidence = small_evidence({"a": [0.0, 0.0]})
    result = score_wards(evidence, Settings(list_size=1, choices={"a": Choice(value=1.0)}))
    ranks = np.ones(2, dtype=np.int32)
    found = CertaintyResult(
        result=result, doubt=Doubt(), in_list_share=np.zeros(2), rank_p05=ranks, rank_p50=ranks, rank_p95=ranks
    )

    assert certainty_sentence(found) == "No ward is clearly on the list, so there is nothing to be firm about."
    assert others_sentence(found) == ""


def test_without_doubt_every_draw_is_the_same() -> None:
    assert certainty_sentence(certainty_of([1.0, 1.0, 1.0], doubt=NO_DOUBT)) == (
        "Nothing is left open: without any spread every draw gives the same list."
    )
    assert not has_doubt(NO_DOUBT)
    assert has_doubt(Doubt(threshold_spread=0, weight_spread=0))


def test_only_what_is_switched_on_is_said_to_move() -> None:
    assert doubt_text(Doubt(threshold_spread=1, weight_spread=0, value_noise=False)) == (
        "thresholds move by up to 1 point"
    )
    assert doubt_text(Doubt(threshold_spread=0, weight_spread=0.5)) == (
        "weights move by up to 50% and figures by their sampling error"
    )
    assert doubt_text(Doubt(threshold_spread=0, weight_spread=0)) == "figures move by their sampling error"


def test_shares_are_rounded_down() -> None:
    assert [share_text(share) for share in (1.0, 0.9995, 0.0499, 0.0001)] == ["100%", "99%", "4%", "under 1%"]


def omissions_of(values: dict[str, list[float]], **weights: float) -> list[Omission]:
    choices = {name: Choice(value=1.0, weight=weights.get(name, 1.0)) for name in values}
    return leave_each_out(score_wards(small_evidence(values), Settings(list_size=1, choices=choices)))


def test_the_measure_that_moves_most_wards_is_named() -> None:
    # scores 3.5, 2, 0; without a: 1.5, 2, 0, so the second takes the first's place; without b: 2, 0.5, 0; without c:
    # 3.5, 1.5, 0
    found = omissions_of({"a": [1, 0, 0], "b": [1, 1, 0], "c": [0, 1, 0]}, a=2.0, b=1.5, c=0.5)

    assert omission_sentence(found) == (
        "The list depends most on A: without it 1 ward leaves and 1 ward joins; "
        "without any of 2 others it stays the same."
    )


def test_measures_that_move_as_many_are_named_together() -> None:
    # scores 2, 1: without a 1, 1 and without b 1, 1: the tie opens and takes ward 1 off; without c nothing does
    found = omissions_of({"a": [1, 0], "b": [1, 0], "c": [0, 1]})

    assert omission_sentence(found) == (
        "The list depends most on A and B: without any one of them 1 ward joins or leaves."
    )


def test_a_list_that_no_measure_decides_says_so() -> None:
    # without either, ward 1 still leads
    found = omissions_of({"a": [1, 0], "b": [1, 0]})

    assert omission_sentence(found) == (
        "No single measure decides who is on the list: without any one of them it stays the same."
    )


def test_without_any_measure_nothing_is_depended_on() -> None:
    assert omission_sentence([]) == "No measure counts, so there is no list to depend on one."

"""Classes of the evidence pages: certainty, change and the vulnerability lens."""

import numpy as np
import pandas as pd

from charts.classes import classify_certainty, classify_change, classify_vulnerability
from charts.palette import FALLING_COLOUR, MIXED_COLOUR, RISING_COLOUR
from scoring.certainty import CertaintyResult
from scoring.change import compare_periods
from scoring.doubt import Doubt
from scoring.places import Scope
from scoring.score import score_wards
from scoring.settings import Settings
from scoring.vulnerability import Vulnerability
from tests.charts.results import six_scores, six_wards
from tests.scoring.small_packs import monthly_counts

NONE = float("nan")


def test_the_outer_classes_of_certainty_are_the_labels_firm_and_out() -> None:
    ranks = np.ones(6, dtype=np.int32)
    found = CertaintyResult(
        result=six_scores(),
        doubt=Doubt(),
        in_list_share=np.array([0.05, 0.0501, 0.5, 0.9499, 0.95, NONE]),
        rank_p05=ranks,
        rank_p50=ranks,
        rank_p95=ranks,
    )

    classes = classify_certainty(found)

    assert classes.of_ward.tolist() == [0, 1, 2, 2, 3, 4]
    assert classes.legend[0].label == "Out: 5% of draws or less"
    assert [label.value for label in found.labels()] == ["out", *["borderline"] * 3, "firm", "not scored"]


MOVES = {
    "robbery": {"S1": (5, 20), "S2": (20, 5), "S3": (5, 20), "S4": (10, 10), "S5": (0, 0)},
    "theft": {"S1": (9, 9), "S2": (9, 9), "S3": (20, 5), "S4": (9, 9), "S5": (0, 0)},
}


def _monthly(measures: dict[str, dict[str, tuple[int, int]]]) -> pd.DataFrame:
    return monthly_counts(
        {
            name: {code.replace("S", "W0000"): [before] * 12 + [after] * 12 for code, (before, after) in areas.items()}
            for name, areas in measures.items()
        }
    )


def test_a_ward_is_classed_by_all_its_measures() -> None:
    classes = classify_change(compare_periods(six_wards(), _monthly(MOVES)))

    # ward 1 rises, 2 falls, 3 does both, 4 nothing, 5 holds too few events, 6 is in no row
    assert classes.of_ward.tolist() == [0, 1, 3, 2, 4, 4]
    assert [each.label for each in classes.legend] == [
        "▲ Rising",
        "▼ Falling",
        "No clear change",
        "▲▼ Rising and falling, by measure",
        "Too few to say",
    ]
    assert [each.colour for each in classes.legend[:2]] == [RISING_COLOUR, FALLING_COLOUR]
    assert classes.legend[3].colour == MIXED_COLOUR
    assert classes.title == "Change in any of 2 measures"


def test_one_measure_gives_its_name_and_no_mixed_class() -> None:
    classes = classify_change(compare_periods(six_wards(), _monthly({"robbery": MOVES["robbery"]})))

    assert classes.title == "Change: Robbery"
    assert [each.count for each in classes.legend] == [2, 1, 1, 2]


def test_wards_have_their_borough_s_class() -> None:
    # wards 1 to 3 lie in borough 0: 30 -> 45 a month rises; 4 to 6 in borough 1: 10 -> 10
    classes = classify_change(
        compare_periods(six_wards(), _monthly({"robbery": MOVES["robbery"]}), scope=Scope.BOROUGH)
    )

    assert classes.of_ward.tolist() == [0, 0, 0, 2, 2, 2]


def test_the_lens_parts_at_london_s_100() -> None:
    evidence = six_wards()
    lens = Vulnerability(
        evidence=evidence,
        measures=(),
        london_rates=(),
        index=np.array([74.9, 75.0, 99.9, 100.0, 150.0, NONE]),
        measures_used=np.ones(6, dtype=np.int32),
    )

    classes = classify_vulnerability(lens)

    assert classes.of_ward.tolist() == [0, 1, 1, 2, 4, 5]
    assert [each.label for each in classes.legend] == [
        "Under 75",
        "75 to under 100",
        "100 to under 125",
        "125 to under 150",
        "150 or more",
        "No data",
    ]


def test_colours_differ_between_all_classes() -> None:
    result = score_wards(six_wards(), Settings())
    ranks = np.ones(6, dtype=np.int32)
    found = CertaintyResult(
        result=result, doubt=Doubt(), in_list_share=np.zeros(6), rank_p05=ranks, rank_p50=ranks, rank_p95=ranks
    )

    colours = [each.colour for each in classify_certainty(found).legend]

    assert len(set(colours)) == len(colours)

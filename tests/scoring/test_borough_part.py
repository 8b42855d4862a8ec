"""How much of a list rests on borough figures, by hand."""

import numpy as np

from scoring.borough_part import measure_borough_part
from scoring.measures import Level
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import Given, small_evidence

# by absolute thresholds of 1: wards 1 and 2 lie in a borough that is above, ward 3 in one that isn't
EVIDENCE = small_evidence(
    {"a": [1.0, 0.0, 1.0], "b": [1.0, 0.0, 0.0], "trust": Given(value=[1.0, 0.0], level=Level.BOROUGH)},
    boroughs=[0, 0, 1],
)
CHOICES = {"a": Choice(value=1.0), "b": Choice(value=1.0), "trust": Choice(value=1.0, weight=2.0)}


def test_points_from_borough_figures_are_taken_from_all_points_of_the_list() -> None:
    # scores 4, 2, 1; the list of two holds wards 1 and 2: 2 + 2 of their 4 + 2 points come from the borough: 66.7%
    part = measure_borough_part(score_wards(EVIDENCE, Settings(list_size=2, choices=CHOICES)))

    assert part.points_share == 4 / 6
    # without the borough figure: 2, 0, 1: ward 3 takes ward 2's place
    assert (part.staying.tolist(), part.leaving.tolist(), part.entering.tolist()) == ([0], [1], [2])
    assert part.sentence() == (
        "Borough figures give 66% of the points of the 2 wards on the list. "
        "On ward-level evidence alone 1 of them would stay on it."
    )


def test_without_borough_figures_nothing_rests_on_them() -> None:
    settings = Settings(list_size=1, choices=CHOICES, ward_level_only=True)

    part = measure_borough_part(score_wards(EVIDENCE, settings))

    assert (part.measures, part.points_share, part.staying.tolist()) == (0, 0.0, [0])
    assert part.sentence() == "No borough figure counts: the list rests on ward-level evidence alone."


def test_an_empty_list_rests_on_nothing() -> None:
    # scores 3, 2 and 1 with no list at a least score of 9
    settings = Settings(list_size=None, min_score=9.0, choices=CHOICES)

    part = measure_borough_part(score_wards(EVIDENCE, settings))

    assert np.isnan(part.points_share)
    assert part.sentence() == "No ward is clearly on the list, so nothing in it rests on borough figures."

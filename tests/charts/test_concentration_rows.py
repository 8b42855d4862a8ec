"""The lens as a table, by hand."""

import numpy as np

from charts.concentration_rows import lens_order, lens_rows
from scoring.measures import Level
from scoring.overlap import overlap_lists
from scoring.score import score_wards
from scoring.settings import Settings
from scoring.vulnerability import look_at_vulnerability
from tests.scoring.small_packs import NONE, Given, small_evidence

# London's poverty is the mean of 10, 20 and 30 over wards of equal size: 20; hunger, a borough figure: 4 and 8, 6
EVIDENCE = small_evidence(
    {"poverty": [10.0, 20.0, 30.0, NONE], "hunger": Given(value=[4.0, 8.0], level=Level.BOROUGH)},
    boroughs=[0, 1, 1, 0],
)


def test_wards_come_by_the_mean_of_their_ratios() -> None:
    lens = look_at_vulnerability(EVIDENCE, ["poverty", "hunger"])
    overlap = overlap_lists(np.array([1, 2]), np.array([2, 3]), 4)

    table = lens_rows(lens, score_wards(EVIDENCE, Settings()), overlap)

    # ratios: poverty 50, 100, 150, none; hunger 66.7, 133.3, 133.3, 66.7: means 58.3, 116.7, 141.7, 66.7
    assert table["Ward"].tolist() == ["Ward 3", "Ward 2", "Ward 4", "Ward 1"]
    assert table["Vulnerability"].tolist() == [141.7, 116.7, 66.7, 58.3]
    assert table["Hunger (borough figure)"].tolist() == [133.3, 133.3, 66.7, 66.7]
    assert table["Poverty"].tolist()[:2] == [150, 100]
    assert np.isnan(table["Poverty"].iloc[2])
    assert table["Lists"].tolist() == ["both", "first", "second", ""]


def test_wards_without_an_index_come_last() -> None:
    lens = look_at_vulnerability(EVIDENCE, ["poverty"])

    assert lens_order(lens).tolist() == [2, 1, 0, 3]

"""Who lives in a ward: shares of the ward, its borough and London, added up by hand."""

import numpy as np
import pandas as pd
import pytest

from scoring.people import lay_out_people, share_people
from tests.scoring.small_packs import small_evidence, ward_codes

EVIDENCE = small_evidence({"a": [1, 2, 3]}, boroughs=[0, 0, 1])


def people(characteristic: str, counts: dict[str, list[float]]) -> pd.DataFrame:
    rows = [
        (code, characteristic, group, count)
        for group, column in counts.items()
        for code, count in zip(ward_codes(3), column, strict=True)
    ]
    return pd.DataFrame(rows, columns=["area_code", "characteristic", "group", "count"])


def test_shares_are_of_all_groups_together() -> None:
    laid = lay_out_people(EVIDENCE, people("sex", {"Female": [60, 20, 50], "Male": [40, 30, 50]}))

    female, male = share_people(EVIDENCE, laid["sex"], 0)

    assert (female.group, female.count, female.ward) == ("Female", 60, 0.6)
    assert female.borough == pytest.approx(80 / 150)  # 60 + 20 of 100 + 50
    assert female.london == pytest.approx(130 / 250)
    assert male.ward == 0.4


def test_ages_come_by_age_and_others_by_size() -> None:
    ages = {"10-14": [1, 1, 1], "5-9": [1, 1, 1], "85+": [9, 9, 9], "0-4": [1, 1, 1]}
    groups = {"A": [1, 1, 1], "B": [5, 5, 5], "C": [1, 1, 1]}
    laid = lay_out_people(EVIDENCE, pd.concat([people("age", ages), people("ethnic group", groups)]))

    assert laid["age"].groups == ("0-4", "5-9", "10-14", "85+")
    assert laid["ethnic group"].groups == ("B", "A", "C")


def test_a_ward_without_a_count_is_left_out_of_the_sums() -> None:
    laid = lay_out_people(EVIDENCE, people("sex", {"Female": [60, np.nan, 50], "Male": [40, 30, 50]}))

    in_first = share_people(EVIDENCE, laid["sex"], 0)[1]
    in_second = share_people(EVIDENCE, laid["sex"], 1)[1]

    assert in_first.group == "Female"  # 110 in London; the 120 men come first
    assert in_first.borough == 0.6  # the first ward alone
    assert in_first.london == pytest.approx(110 / 200)
    assert np.isnan(in_second.ward)


def test_codes_that_the_pack_does_not_know_are_left_aside() -> None:
    table = pd.concat(
        [people("sex", {"Female": [1, 1, 1]}), people("sex", {"Female": [5, 5, 5]}).assign(area_code="X")]
    )

    assert lay_out_people(EVIDENCE, table)["sex"].counts.tolist() == [[1, 1, 1]]

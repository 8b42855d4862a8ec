"""Comparisons as rows that people read."""

import pandas as pd

from charts.change_rows import all_rows, area_names, clear_rows, lay_out_change, ward_codes
from scoring.change import ChangeResult, compare_periods
from scoring.places import Scope
from scoring.quadrants import sort_into_quadrants
from scoring.score import score_wards
from scoring.settings import Settings
from tests.scoring.small_packs import monthly_counts, small_evidence

EVIDENCE = small_evidence({"burglary": [1.0, 2.0, 3.0, 4.0]}, boroughs=[0, 0, 1, 1])
# 60 -> 240 rises; 360 -> 120 falls, 120 -> 120 nothing clear; 0 -> 9 too few
MONTHLY = monthly_counts(
    {
        "burglary": {
            "W00001": [30] * 12 + [10] * 12,
            "W00002": [10] * 24,
            "W00003": [0] * 12 + [1] * 9 + [0] * 3,
            "W00004": [5] * 12 + [20] * 12,
        }
    }
)


def change(scope: Scope = Scope.PUBLISHED) -> ChangeResult:
    return compare_periods(EVIDENCE, MONTHLY, scope=scope)


def laid_out(scope: Scope = Scope.PUBLISHED) -> pd.DataFrame:
    found = change(scope)
    quadrants = sort_into_quadrants(score_wards(EVIDENCE, Settings(list_size=1)), found)
    return lay_out_change(quadrants, all_rows(found))


def test_rising_comes_first_then_falling_then_the_rest() -> None:
    assert clear_rows(change()).tolist() == [3, 0]
    assert all_rows(change()).tolist() == [3, 0, 1, 2]


def test_rows_carry_names_counts_and_words() -> None:
    table = laid_out()

    assert table["Area"].tolist() == ["Ward 4", "Ward 1", "Ward 2", "Ward 3"]
    assert table["Borough"].tolist() == ["Borough 1", "Borough 0", "Borough 0", "Borough 1"]
    assert table["Verdict"].tolist() == ["▲ rising", "▼ falling", "no clear change", "too few to say"]
    assert table[["Before", "After"]].to_numpy().tolist() == [[60, 240], [360, 120], [120, 120], [0, 9]]
    assert table["Change"].tolist() == ["+300%", "-67%", "no change", "-"]
    assert table["q-value"].tolist() == ["under 0.001", "under 0.001", "1.000", ""]
    assert table["95% interval"].iloc[3] == ""


def test_boroughs_and_london_have_no_borough_of_their_own() -> None:
    assert laid_out(Scope.BOROUGH)[["Area", "Borough"]].to_numpy().tolist() == [["Borough 1", ""], ["Borough 0", ""]]
    assert laid_out(Scope.LONDON)[["Area", "Borough"]].to_numpy().tolist() == [["London", ""]]


def test_only_rows_about_wards_name_one() -> None:
    found = change()

    assert ward_codes(found, clear_rows(found)) == ["W00004", "W00001"]
    assert ward_codes(change(Scope.BOROUGH), all_rows(change(Scope.BOROUGH))) == [None, None]


def test_every_area_has_a_name() -> None:
    assert area_names(EVIDENCE)["london"] == "London"
    assert area_names(EVIDENCE)["B1"] == "Borough 1"

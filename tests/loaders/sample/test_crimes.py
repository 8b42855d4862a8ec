"""Crimes of the sample: 36 months with season, measures that contain each other, changes where they were planted."""

import numpy as np
import pandas as pd
import pytest

from loaders.sample.crimes import LAST_YEAR, MONTHS, PLANTS, Crimes, Planted, tabulate_months
from loaders.sample.places import CITY_CODE


def test_there_are_36_months_that_end_before_the_pack_was_built(made):
    assert len(MONTHS) == 36
    assert MONTHS[-1] < pd.Timestamp(made.pack.built)
    assert {counts.shape for counts in made.crimes.counts.values()} == {(680, 36)}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("knife_crime_with_injury", "knife_crime"),
        ("knife_crime_with_injury", "violence_with_injury"),
        ("knife_injury_under_25", "knife_crime_with_injury"),
    ],
)
def test_a_part_is_never_more_than_its_whole(made, part, whole):
    assert (made.crimes.counts[part] <= made.crimes.counts[whole]).all()


def test_robbery_peaks_before_christmas_and_violence_in_summer(made):
    month = np.array([date.month for date in MONTHS])
    robbery, violence = (made.crimes.counts[name].sum(axis=0) for name in ("personal_robbery", "violence_with_injury"))

    assert robbery[np.isin(month, (11, 12))].mean() > robbery[np.isin(month, (4, 6))].mean() * 1.08
    assert violence[np.isin(month, (6, 7))].mean() > violence[np.isin(month, (1, 2))].mean() * 1.08


def test_changes_are_planted_each_in_another_borough_and_never_in_the_city(made):
    planted = made.crimes.planted
    borough = dict(zip(made.wards.codes, made.wards.borough_codes, strict=True))
    places = [borough.get(change.area_code, change.area_code) for change in planted]

    assert len(planted) == len(PLANTS) + 1
    assert len(set(places)) == len(places)
    assert CITY_CODE not in places
    assert sorted(change.factor for change in planted) == [0.5] * 4 + [1.5] + [2.0] * 6


def test_planted_changes_are_there_and_nobody_else_changed_as_much(made):
    for change in made.crimes.planted:
        here = (made.wards.codes == change.area_code) | (made.wards.borough_codes == change.area_code)
        counts = made.crimes.counts[change.measure_id][here].sum(axis=0)
        before, after = counts[12:24].sum(), counts[LAST_YEAR].sum()
        # four standard errors of a ratio of two Poisson counts, and the drift of some per cent
        margin = 4 * np.sqrt(1 / before + 1 / after) + 0.04
        assert abs(np.log(after / before / change.factor)) < margin


def test_london_as_a_whole_hardly_moves(made):
    counts = made.crimes.counts["violence_with_injury"].sum(axis=0)

    assert counts[LAST_YEAR].sum() == pytest.approx(counts[:12].sum(), rel=0.05)


def test_the_pack_records_what_was_planted():
    change = Planted(measure_id="robbery", area_code="W", factor=2.0)

    assert Crimes(counts={}, planted=(change,)).document() == [
        {"measure_id": "robbery", "area_code": "W", "factor": 2.0, "first_month": "2025-09"}
    ]


def test_months_are_listed_for_the_wards_that_have_data():
    counts = {"robbery": np.arange(72).reshape(2, 36)}
    codes = np.array(["A", "B"], dtype=object)

    rows = tabulate_months(Crimes(counts=counts, planted=()), codes, {"robbery": np.array([False, True])})

    assert len(rows) == 36
    assert set(rows["area_code"]) == {"B"}
    assert rows.iloc[0].tolist() == ["robbery", "B", MONTHS[0], 36]
    assert rows.iloc[-1].tolist() == ["robbery", "B", MONTHS[-1], 71]

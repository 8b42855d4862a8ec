"""Figures of the sample: rates that follow from their counts, intervals, and gaps with a reason, as real ones have."""

import numpy as np
import pytest

from loaders.sample.crimes import LAST_YEAR
from loaders.sample.figures import PERCEPTIONS, Figures
from loaders.sample.places import CITY_CODE


def make_figures() -> Figures:
    numbers = np.array([1.0, 2.0, np.nan])
    return Figures(
        value=numbers,
        count=numbers * 10,
        denominator=numbers * 100,
        lower=numbers - 0.5,
        upper=numbers + 0.5,
        note=np.array(["", "", "x"], dtype=object),
    )


@pytest.fixture(scope="module")
def values(made):
    return made.pack.values.set_index(["measure_id", "area_code"]).sort_index()


def test_a_figure_taken_away_is_gone_with_all_that_goes_with_it():
    blank = make_figures().blank(np.array([True, False, False]), "c")

    assert blank.note.tolist() == ["c", "", "x"]
    for cells in (blank.value, blank.count, blank.denominator, blank.lower, blank.upper):
        assert np.isnan(cells).tolist() == [True, False, True]
    assert blank.value[1] == 2.0


def test_a_weak_figure_stays_and_a_missing_one_is_not_called_weak():
    marked = make_figures().mark(np.array([True, False, True]), "u")

    assert marked.note.tolist() == ["u", "", "x"]
    assert marked.value[:2].tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("measure_id", "per"),
    [("violence_with_injury", 1_000), ("knife_crime", 1_000), ("children_low_income", 100), ("youth_clubs", 10_000)],
)
def test_a_rate_can_be_worked_out_again(values, measure_id, per):
    rows = values.loc[measure_id].dropna(subset=["value"])

    assert rows["value"].tolist() == (rows["count"] * per / rows["denominator"]).tolist()


def test_crime_counts_are_those_of_the_last_twelve_months(made, values):
    counts = made.crimes.counts["knife_crime"][:, LAST_YEAR].sum(axis=1)
    rows = values.loc["knife_crime"].reindex(made.wards.codes)
    has = rows["value"].notna().to_numpy()

    assert rows["count"].to_numpy()[has].tolist() == counts[has].tolist()
    assert rows["denominator"].to_numpy()[has].tolist() == made.wards.population[has].tolist()


def test_survey_figures_lie_in_an_interval_of_their_size(values):
    for measure_id in PERCEPTIONS:
        rows = values.loc[measure_id].dropna(subset=["value"])
        assert len(rows) == 32
        assert ((rows["lower"] < rows["value"]) & (rows["value"] < rows["upper"])).all()
        # 1.96 x sqrt(p (100 - p) / n), rounded to a tenth
        margin = 1.96 * np.sqrt(rows["value"] * (100 - rows["value"]) / rows["denominator"])
        assert ((rows["upper"] - rows["value"]) - margin).abs().max() < 0.11


def test_gaps_are_those_that_real_publishers_leave(made, values):
    notes = values["note"].groupby(level="measure_id").value_counts().unstack(fill_value=0)

    # the City and one silent ward have no crime figures; the City isn't surveyed, and one borough is surveyed thinly
    assert notes.loc["violence_with_injury", ["", "x"]].tolist() == [678, 2]
    assert notes.loc["trust_in_police", ["", "u", "x"]].tolist() == [31, 1, 1]
    assert notes.loc["children_low_income", "c"] == 8
    assert notes.loc["child_education", ["c", "u"]].tolist() == [10, 8]
    assert notes.loc["mental_health", "x"] > 1
    (city,) = made.wards.codes[made.wards.borough_codes == CITY_CODE]
    assert values.loc[("knife_crime", city), "note"] == "x"
    assert values.loc[("deprivation", city), "note"] == ""


def test_levels_are_those_of_a_city_like_london(values):
    median = values["value"].groupby(level="measure_id").median()

    assert 5 < median["violence_with_injury"] < 12  # per 1,000 residents a year
    assert 1 < median["knife_crime"] < 3
    assert 2 < median["personal_robbery"] < 5
    assert 55 < median["trust_in_police"] < 80  # per cent
    assert 15 < median["deprivation"] < 30


def test_measures_of_hardship_go_together_and_with_violence(values):
    wide = values["value"].unstack("measure_id")
    correlation = wide[["deprivation", "children_low_income", "knife_crime", "youth_clubs"]].corr()

    assert correlation.loc["deprivation", "children_low_income"] > 0.7
    assert 0.4 < correlation.loc["deprivation", "knife_crime"] < 0.9
    assert abs(correlation.loc["deprivation", "youth_clubs"]) < 0.2

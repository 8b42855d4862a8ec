"""Wards added up to boroughs and to London, by hand."""

import numpy as np
import pytest

from scoring.change import compare_periods
from scoring.measures import Level
from scoring.months import lay_out_months
from scoring.places import Scope, add_up_areas
from tests.scoring.small_packs import NONE, Given, monthly_counts, small_evidence

# wards 1 and 2 lie in borough 0, wards 3 and 4 in borough 1
PACK = small_evidence(
    {"burglary": [1.0, 2.0, 3.0, 4.0], "exclusions": Given(value=[4.0, 5.0], level=Level.BOROUGH)},
    boroughs=[0, 0, 1, 1],
)
COUNTS = {"W00001": [1, 2, 3], "W00002": [10, 20, 30], "W00003": [100, 200, 300]}
ALL = np.ones(3, dtype=bool)


def test_wards_are_added_up_by_borough() -> None:
    series = lay_out_months(PACK, monthly_counts({"burglary": COUNTS}))["burglary"]

    added, notices = add_up_areas(series, PACK, Scope.BOROUGH, ALL)

    assert added.areas.codes[added.area_positions].tolist() == ["B0", "B1"]
    assert added.counts.tolist() == [[11, 22, 33], [100, 200, 300]]
    assert notices == []


def test_london_is_all_of_them() -> None:
    series = lay_out_months(PACK, monthly_counts({"burglary": COUNTS}))["burglary"]

    added, _ = add_up_areas(series, PACK, Scope.LONDON, ALL)

    # four wards of 1,000 people
    assert (added.areas.names.tolist(), added.areas.population.tolist()) == (["London"], [4000])
    assert added.counts.tolist() == [[111, 222, 333]]


def test_a_ward_that_lacks_a_count_is_left_out_of_all_months_and_said() -> None:
    counts = {**COUNTS, "W00003": [100, NONE, 300], "W00004": [5, 5, 5]}
    series = lay_out_months(PACK, monthly_counts({"burglary": counts}))["burglary"]

    added, notices = add_up_areas(series, PACK, Scope.BOROUGH, ALL)

    assert added.counts.tolist() == [[11, 22, 33], [5, 5, 5]]
    assert notices == ["Burglary: 1 ward lacks a count in some of the months and is left out of the sums"]


def test_a_count_that_is_missing_in_a_month_nobody_compares_does_not_matter() -> None:
    counts = {**COUNTS, "W00003": [NONE, 200, 300]}
    series = lay_out_months(PACK, monthly_counts({"burglary": counts}))["burglary"]

    added, notices = add_up_areas(series, PACK, Scope.LONDON, np.array([False, True, True]))

    assert added.counts[:, 1:].tolist() == [[222, 333]]
    assert notices == []


def test_borough_counts_stay_as_they_are_among_boroughs_and_add_up_to_london() -> None:
    series = lay_out_months(PACK, monthly_counts({"exclusions": {"B0": [1, 2, 3], "B1": [4, 5, 6]}}))["exclusions"]

    by_borough, _ = add_up_areas(series, PACK, Scope.BOROUGH, ALL)
    london, _ = add_up_areas(series, PACK, Scope.LONDON, ALL)

    assert by_borough is series
    assert london.counts.tolist() == [[5, 7, 9]]
    assert london.areas.population.tolist() == [20_000]  # two boroughs of 10,000


@pytest.mark.parametrize(
    ("scope", "level", "rows"),
    [
        (Scope.PUBLISHED, "ward", [("W00001", 12, 24), ("W00002", 24, 12)]),
        (Scope.BOROUGH, "borough", [("B0", 36, 36)]),
        (Scope.LONDON, "london", [("london", 36, 36)]),
    ],
)
def test_change_is_compared_in_the_scope_asked_for(scope: Scope, level: str, rows: list[tuple[str, int, int]]) -> None:
    # 12 months of 1 and 2, then 12 of 2 and 1; W00002 and W00001 together stay as they are
    monthly = monthly_counts({"burglary": {"W00001": [1] * 12 + [2] * 12, "W00002": [2] * 12 + [1] * 12}})

    found = compare_periods(PACK, monthly, scope=scope).table

    assert found["level"].unique().tolist() == [level]
    assert list(found[["area_code", "before_count", "after_count"]].itertuples(index=False, name=None)) == rows


def test_left_out_wards_are_among_the_notices_of_a_comparison() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [5] * 24, "W00002": [5] * 23 + [NONE]}})

    found = compare_periods(PACK, monthly, scope=Scope.LONDON)

    assert found.table["after_count"].tolist() == [60]
    assert found.notices == ("Burglary: 1 ward lacks a count in some of the months and is left out of the sums",)

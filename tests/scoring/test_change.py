"""Rising, falling, no clear change or too few to say: by hand, and by simulation."""

from fractions import Fraction
from math import comb

import numpy as np
import pandas as pd
import pytest

from scoring.change import CHANGE_COLUMNS, compare_periods
from scoring.errors import RequestError
from scoring.measures import Level
from tests.scoring.small_packs import NONE, Given, monthly_counts, small_evidence

PACK = small_evidence(
    {
        "burglary": [1.0, 2.0, 3.0],
        "robbery": [3.0, 2.0, 1.0],
        "exclusions": Given(value=[4.0, 5.0], level=Level.BOROUGH),
    },
    boroughs=[0, 0, 1],
)


def months(**counts: int) -> list[float]:
    """Give 24 months that hold nothing but the counts named by their place, `m1` to `m24`, and 1 elsewhere."""
    return [float(counts.get(f"m{place}", 1)) for place in range(1, 25)]


def row_of(table: pd.DataFrame, area_code: str, measure_id: str = "burglary") -> pd.Series:
    return table[(table["area_code"] == area_code) & (table["measure_id"] == measure_id)].iloc[0]


def test_the_last_12_months_are_held_against_the_12_before() -> None:
    # 12 months of 2, then 12 of 3; the month before them, with 50, is no part of either
    monthly = monthly_counts({"burglary": {"W00001": [50, *[2] * 12, *[3] * 12], "W00002": [50, *[2] * 24]}})

    result = compare_periods(PACK, monthly)

    row = row_of(result.table, "W00001")
    assert (row["before_count"], row["after_count"], row["rate_ratio"]) == (24, 36, 1.5)
    assert result.periods[0].before.astype(str).tolist()[::11] == ["2024-02", "2025-01"]
    assert result.periods[0].after.astype(str).tolist()[::11] == ["2025-02", "2026-01"]


def test_the_last_3_months_are_held_against_the_same_3_a_year_earlier() -> None:
    # of 24 months, 10 to 12 and 22 to 24
    monthly = monthly_counts(
        {"burglary": {"W00001": months(m9=9, m10=4, m11=5, m12=6, m13=9, m21=9, m22=7, m23=8, m24=9)}}
    )

    row = row_of(compare_periods(PACK, monthly, window=3).table, "W00001")

    assert (row["before_count"], row["after_count"]) == (15, 24)


def test_the_last_month_is_held_against_the_same_month_a_year_earlier() -> None:
    monthly = monthly_counts({"burglary": {"W00001": months(m11=9, m12=4, m13=9, m23=9, m24=8)}})

    result = compare_periods(PACK, monthly, window=1)

    row = row_of(result.table, "W00001")
    assert (row["before_count"], row["after_count"], row["rate_ratio"]) == (4, 8, 2.0)
    assert result.periods[0].before.astype(str).tolist() == ["2024-12"]
    assert result.periods[0].after.astype(str).tolist() == ["2025-12"]


def test_the_test_the_limits_and_the_verdicts_are_exact() -> None:
    # 0 then 12 is rising, 12 then 0 falling, 12 and 12 neither; three tests together
    monthly = monthly_counts(
        {"burglary": {"W00001": [*[0] * 12, *[1] * 12], "W00002": [*[1] * 12, *[0] * 12], "W00003": [1] * 24}}
    )

    table = compare_periods(PACK, monthly).table

    assert list(table.columns) == list(CHANGE_COLUMNS)
    assert table["verdict"].tolist() == ["rising", "falling", "no clear change"]
    assert table["p_value"].tolist() == pytest.approx([2 / 4096, 2 / 4096, 1.0])
    assert table["q_value"].tolist() == pytest.approx([2 / 4096 * 3 / 2, 2 / 4096 * 3 / 2, 1.0])
    assert table["rate_ratio"].tolist() == [np.inf, 0.0, 1.0]
    # Clopper and Pearson's lower limit for 12 of 12 is 0.025^(1/12)
    share = 0.025 ** (1 / 12)
    assert table["ci_low"].tolist()[:2] == pytest.approx([share / (1 - share), 0.0])
    assert table["ci_high"].tolist()[:2] == pytest.approx([np.inf, (1 - share) / share])


def test_fewer_than_10_events_are_too_few_to_say_and_no_part_of_the_tests() -> None:
    # 9 events in all: said nothing about, however lopsided; 10: tested
    monthly = monthly_counts(
        {"burglary": {"W00001": [*[0] * 15, *[1] * 9], "W00002": [*[0] * 14, *[1] * 10], "W00003": [0.0] * 23 + [0.0]}}
    )

    table = compare_periods(PACK, monthly).table

    assert table["verdict"].tolist() == ["too few to say", "rising", "too few to say"]
    assert table["before_count"].tolist() == [0, 0, 0]
    assert table["after_count"].tolist() == [9, 10, 0]
    untested = table.loc[[0, 2], ["rate_ratio", "ci_low", "ci_high", "p_value", "q_value"]]
    assert untested.isna().all(axis=None)
    # one test, so the q-value is the p-value: 2 x (1/2)^10
    assert table.loc[1, ["p_value", "q_value"]].tolist() == pytest.approx([2 / 1024, 2 / 1024])


def test_a_missing_count_leaves_that_area_untested() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [*[9] * 23, NONE], "W00002": [9] * 24}})

    table = compare_periods(PACK, monthly).table

    assert table["verdict"].tolist() == ["too few to say", "no clear change"]
    assert np.isnan(table.loc[0, "after_count"])


def test_all_areas_and_measures_are_tested_together() -> None:
    # 11 a year, then 25 (in equal months): p = 2 x P(11 or fewer of 36 heads): clear alone, not among three tests
    p_value = float(Fraction(2 * sum(comb(36, k) for k in range(12)), 2**36))
    assert 0.05 / 3 < p_value < 0.05
    rising = [*[1] * 11, 0, *[2] * 11, 3]
    monthly = monthly_counts({"burglary": {"W00001": rising}, "robbery": {"W00001": [2] * 24, "W00002": [2] * 24}})

    alone = row_of(compare_periods(PACK, monthly, measure_ids=["burglary"]).table, "W00001")
    together = row_of(compare_periods(PACK, monthly).table, "W00001")

    assert (alone["verdict"], alone["q_value"]) == ("rising", pytest.approx(p_value))
    assert (together["verdict"], together["q_value"]) == ("no clear change", pytest.approx(p_value * 3))


def test_stub_months_move_both_periods_and_are_said() -> None:
    # 25 months of which the last holds 3 of the usual 10
    monthly = monthly_counts({"burglary": {"W00001": [*[8] * 12, *[10] * 12, 3]}})

    result = compare_periods(PACK, monthly)

    row = row_of(result.table, "W00001")
    assert (row["before_count"], row["after_count"]) == (96, 120)
    assert result.notices == (
        "Burglary: 2026-01 is left out: it holds 3 events, under half of the 10 of 2025-12, so it looks incomplete",
    )


def test_a_measure_with_too_few_months_is_said_and_the_others_compared() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [5] * 24}, "robbery": {"W00001": [5] * 20}})

    result = compare_periods(PACK, monthly)

    assert result.table["measure_id"].tolist() == ["burglary"]
    assert result.notices == ("Robbery: not compared: 12-month comparison needs 24 months; the pack holds 20",)


def test_a_gap_inside_the_periods_is_said_and_one_outside_is_not() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [5] * 24}, "robbery": {"W00001": [5] * 24}})
    in_both = monthly["month"] == "2025-06-01"
    early = monthly["month"] == "2024-06-01"
    gappy = monthly[~((monthly["measure_id"] == "burglary") & in_both) & ~early]

    result = compare_periods(PACK, gappy, window=3)
    whole_year = compare_periods(PACK, monthly[~((monthly["measure_id"] == "burglary") & in_both)])

    assert result.table["measure_id"].tolist() == ["burglary", "robbery"]
    assert whole_year.table["measure_id"].tolist() == ["robbery"]
    assert whole_year.notices == ("Burglary: not compared: the pack holds no counts for 2025-06",)


def test_rows_come_by_measure_then_area_with_their_level() -> None:
    monthly = monthly_counts(
        {"robbery": {"W00002": [5] * 24, "W00001": [5] * 24}, "exclusions": {"B1": [5] * 24, "B0": [5] * 24}}
    )

    table = compare_periods(PACK, monthly).table

    assert table[["measure_id", "area_code", "level"]].to_numpy().tolist() == [
        ["exclusions", "B0", "borough"],
        ["exclusions", "B1", "borough"],
        ["robbery", "W00001", "ward"],
        ["robbery", "W00002", "ward"],
    ]


def test_another_window_is_refused() -> None:
    with pytest.raises(RequestError, match="window: expected 12, 3 or 1 months; it is 6; choose one of these"):
        compare_periods(PACK, monthly_counts({"burglary": {"W00001": [5] * 24}}), window=6)


def test_nothing_to_compare_says_why_for_each_measure() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [5] * 14}, "robbery": {"W00001": [5] * 14}})

    with pytest.raises(RequestError) as refused:
        compare_periods(PACK, monthly, window=3)

    assert refused.value.faults == (
        "no measure has the months that this comparison needs",
        "Burglary: not compared: 3-month comparison needs 15 months; the pack holds 14",
        "Robbery: not compared: 3-month comparison needs 15 months; the pack holds 14",
    )


def simulated(generator: np.random.Generator, monthly_means: np.ndarray, growth: np.ndarray) -> pd.DataFrame:
    """Draw 24 months of counts for many wards, the second year's means multiplied by each ward's growth."""
    wards = len(monthly_means)
    means = np.repeat(monthly_means[:, None], 24, axis=1) * np.where(np.arange(24) >= 12, growth[:, None], 1.0)
    return pd.DataFrame(
        {
            "measure_id": "burglary",
            "area_code": np.repeat([f"W{place:05}" for place in range(1, wards + 1)], 24),
            "month": np.tile(pd.date_range("2024-01", periods=24, freq="MS"), wards),
            "count": generator.poisson(means).ravel().astype(float),
        }
    )


def test_planted_doublings_are_found_and_few_discoveries_are_false() -> None:
    # 300 wards at 4 to 7 events a month, 20 of which doubled and 20 halved
    generator = np.random.default_rng(11)
    evidence = small_evidence({"burglary": np.arange(300.0).tolist()})
    growth = np.ones(300)
    growth[:20], growth[20:40] = 2.0, 0.5
    found = {"rising": 0, "falling": 0, "wrong": 0, "all": 0}

    for _ in range(10):
        table = compare_periods(evidence, simulated(generator, generator.uniform(4, 7, 300), growth)).table
        is_rising, is_falling = table["verdict"] == "rising", table["verdict"] == "falling"
        found["rising"] += int(is_rising[:20].sum())
        found["falling"] += int(is_falling[20:40].sum())
        found["wrong"] += int(is_rising[20:].sum() + is_falling[:20].sum() + is_falling[40:].sum())
        found["all"] += int((is_rising | is_falling).sum())

    assert found["wrong"] <= 0.05 * found["all"]
    assert found["rising"] >= 0.95 * 200
    assert found["falling"] >= 0.6 * 200


@pytest.mark.parametrize("window", [12, 3, 1])
def test_no_more_than_one_in_a_thousand_changes_where_nothing_changed(window: int) -> None:
    generator = np.random.default_rng(12)
    evidence = small_evidence({"burglary": np.arange(500.0).tolist()})

    tables = [
        compare_periods(
            evidence, simulated(generator, generator.uniform(1, 30, 500), np.ones(500)), window=window
        ).table
        for _ in range(10)
    ]

    called = pd.concat(tables)["verdict"].isin(["rising", "falling"])
    assert called.mean() <= 0.001

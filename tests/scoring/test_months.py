"""Monthly counts laid out: zeros that nobody wrote, gaps, missing counts and stub months."""

import numpy as np
import pandas as pd
import pytest

from scoring.errors import RequestError
from scoring.measures import Level
from scoring.months import find_series, lay_out_months, leave_out_stubs
from tests.scoring.small_packs import NONE, Given, monthly_counts, small_evidence

PACK = small_evidence(
    {
        "burglary": [1.0, 2.0, 3.0],
        "robbery": [3.0, 2.0, 1.0],
        "exclusions": Given(value=[4.0, 5.0], level=Level.BOROUGH),
    },
    boroughs=[0, 0, 1],
)


def test_a_month_without_a_row_counts_nothing_for_an_area_that_has_rows() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [4, 5, 6], "W00002": [1, 1, 1]}})
    unsaid = (monthly["area_code"] == "W00002") & (monthly["month"] == "2024-02-01")

    series = lay_out_months(PACK, monthly[~unsaid])["burglary"]

    assert series.areas.codes[series.area_positions].tolist() == ["W00001", "W00002"]
    assert series.counts.tolist() == [[4, 5, 6], [1, 0, 1]]
    assert series.months.astype(str).tolist() == ["2024-01", "2024-02", "2024-03"]


def test_a_count_that_is_missing_is_not_0() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [4, NONE, 6], "W00002": [1, 2, 3]}})

    series = lay_out_months(PACK, monthly)["burglary"]

    assert np.array_equal(series.counts, [[4, NONE, 6], [1, 2, 3]], equal_nan=True)
    assert series.is_held.all()


def test_months_with_nothing_but_missing_counts_are_not_held() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [NONE, 4, NONE, 6, NONE, NONE]}})

    series = lay_out_months(PACK, monthly)["burglary"]

    assert series.months.astype(str).tolist() == ["2024-02", "2024-03", "2024-04"]
    assert series.is_held.tolist() == [True, False, True]


def test_a_month_that_no_row_has_is_a_gap() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [4, 5, 6], "W00003": [1, 1, 1]}})

    series = lay_out_months(PACK, monthly[monthly["month"] != "2024-02-01"])["burglary"]

    assert series.is_held.tolist() == [True, False, True]


def test_rows_of_another_level_or_another_measure_are_left_aside() -> None:
    monthly = monthly_counts({"exclusions": {"B0": [7, 8], "W00001": [1, 1]}, "robbery": {"B1": [2, 2]}})

    held = lay_out_months(PACK, monthly)

    assert list(held) == ["exclusions"]
    assert held["exclusions"].counts.tolist() == [[7, 8]]


def test_the_order_of_rows_changes_nothing() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [4, 5, 6], "W00002": [1, 2, 3]}})
    shuffled = monthly.sample(frac=1, random_state=3)

    first, second = (lay_out_months(PACK, rows)["burglary"] for rows in (monthly, shuffled))

    assert np.array_equal(first.counts, second.counts)


def test_stub_months_at_both_ends_are_left_out_and_said() -> None:
    # London's totals: 9, 20, 20, 20, 8: the first and the last are under half of 20
    monthly = monthly_counts({"burglary": {"W00001": [9, 12, 11, 10, 8], "W00002": [0, 8, 9, 10, 0]}})

    trimmed, notices = leave_out_stubs(lay_out_months(PACK, monthly)["burglary"])

    assert trimmed.months.astype(str).tolist() == ["2024-02", "2024-03", "2024-04"]
    assert trimmed.counts.tolist() == [[12, 11, 10], [8, 9, 10]]
    assert trimmed.is_held.tolist() == [True] * 3
    assert notices == [
        "Burglary: 2024-01 is left out: it holds 9 events, under half of the 20 of 2024-02, so it looks incomplete",
        "Burglary: 2024-05 is left out: it holds 8 events, under half of the 20 of 2024-04, so it looks incomplete",
    ]


def test_half_of_the_neighbour_is_not_a_stub() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [10, 20, 20, 10]}})

    trimmed, notices = leave_out_stubs(lay_out_months(PACK, monthly)["burglary"])

    assert (len(trimmed.months), notices) == (4, [])


def test_a_low_month_in_the_middle_stays() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [20, 20, 2, 20, 20]}})

    trimmed, notices = leave_out_stubs(lay_out_months(PACK, monthly)["burglary"])

    assert (len(trimmed.months), notices) == (5, [])


def test_a_month_beside_a_gap_has_no_neighbour_to_be_judged_by() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [2, 20, 20, 20]}})

    trimmed, notices = leave_out_stubs(lay_out_months(PACK, monthly[monthly["month"] != "2024-02-01"])["burglary"])

    assert (len(trimmed.months), notices) == (4, [])


def test_missing_counts_do_not_hide_a_stub() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [20, 20, 3], "W00002": [NONE, 5, NONE]}})

    trimmed, _ = leave_out_stubs(lay_out_months(PACK, monthly)["burglary"])

    assert trimmed.months.astype(str).tolist() == ["2024-01", "2024-02"]


def test_one_month_alone_is_kept() -> None:
    trimmed, notices = leave_out_stubs(lay_out_months(PACK, monthly_counts({"burglary": {"W00001": [3]}}))["burglary"])

    assert (len(trimmed.months), notices) == (1, [])


def test_series_are_found_by_name_and_all_without_one() -> None:
    held = lay_out_months(PACK, monthly_counts({"burglary": {"W00001": [1]}, "robbery": {"W00001": [1]}}))

    assert [series.measure.id for series in find_series(PACK, held, [])] == ["burglary", "robbery"]
    assert [series.measure.id for series in find_series(PACK, held, ["robbery", "robbery"])] == ["robbery"]


def test_all_names_that_lead_nowhere_are_told_at_once() -> None:
    held = lay_out_months(PACK, monthly_counts({"burglary": {"W00001": [1]}}))

    with pytest.raises(RequestError) as refused:
        find_series(PACK, held, ["robery", "robbery", "burglary"])

    assert refused.value.faults == (
        "measure 'robery': expected one of the pack's measures with monthly counts (burglary); correct the name",
        "measure 'robbery': it has no monthly counts; those that have: burglary",
    )


def test_a_pack_without_monthly_counts_says_so() -> None:
    nothing = lay_out_months(PACK, pd.DataFrame({"measure_id": [], "area_code": [], "month": [], "count": []}))

    with pytest.raises(RequestError, match="the pack holds no monthly counts, so nothing can be said about change"):
        find_series(PACK, nothing, [])
    with pytest.raises(RequestError, match=r"those that have: none$"):
        find_series(PACK, nothing, ["robbery"])

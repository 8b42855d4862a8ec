"""A ward's months: bars by period, stub months left out and said, and a title with both counts and the verdict."""

import numpy as np

from charts.ward_months import change_words, draw_months
from scoring.change import compare_periods
from scoring.months import lay_out_months
from tests.scoring.small_packs import monthly_counts, small_evidence, ward_codes

EVIDENCE = small_evidence({"knife": [1, 2, 3]})
FIRST, SECOND, THIRD = ward_codes(3)
# 24 whole months: 12 x 2 = 24 events, then 12 x 5 = 60
RISING = [2.0] * 12 + [5.0] * 12


def test_periods_are_marked_and_counted_in_the_title() -> None:
    table = monthly_counts({"knife": {FIRST: [1.0, *RISING], SECOND: [4.0] * 25}}, first="2023-12")
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], compare_periods(EVIDENCE, table), 0)

    assert chart.title == "Knife: 60 in the last 12 months, 24 before; rising"
    assert [trace.name for trace in chart.figure.data] == ["Other months", "12 months before", "Last 12 months"]
    assert [len(trace.x) for trace in chart.figure.data] == [1, 12, 12]
    assert chart.table["Period"].value_counts().to_dict() == {"12 months before": 12, "Last 12 months": 12, "": 1}
    assert chart.below.startswith("Count a month in Ward 1, December 2023 to December 2025")


def test_a_stub_month_is_left_out_and_said() -> None:
    table = monthly_counts({"knife": {FIRST: [*RISING, 1.0], SECOND: [4.0] * 24 + [0.0]}})
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], compare_periods(EVIDENCE, table), 0)

    assert len(chart.table) == 24
    assert "2026-01 is left out" in chart.below


def test_too_few_months_are_shown_and_not_compared() -> None:
    table = monthly_counts({"knife": {FIRST: [3.0] * 6}})
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], None, 0)

    assert chart.title == "Knife: not compared, too few months"
    assert [trace.name for trace in chart.figure.data] == ["Other months"]


def test_a_ward_without_counts_is_told_so() -> None:
    table = monthly_counts({"knife": {FIRST: RISING}})
    compared = compare_periods(EVIDENCE, table)
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], compared, 2)

    assert chart.title == "Knife: no monthly counts for Ward 3"
    assert chart.table.empty
    assert change_words(compared, "knife", THIRD) == "not compared"


def test_a_missing_count_is_not_told_as_nought() -> None:
    table = monthly_counts({"knife": {FIRST: [*RISING[:-2], np.nan, 5.0], SECOND: [4.0] * 24}})
    compared = compare_periods(EVIDENCE, table)
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], compared, 0)

    assert change_words(compared, "knife", FIRST) == "too few to say, a count is missing"
    assert list(chart.figure.data[-1].y[-2:]) == [None, 5.0]


def test_at_most_four_years_are_drawn() -> None:
    table = monthly_counts({"knife": {FIRST: [3.0] * 60}}, first="2020-01")
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], compare_periods(EVIDENCE, table), 0)

    assert chart.table["Month"].iloc[[0, -1]].tolist() == ["2021-01", "2024-12"]


def test_bars_say_their_month_and_count() -> None:
    table = monthly_counts({"knife": {FIRST: [1234.0, 1200.0]}}, first="2024-12")
    chart = draw_months(lay_out_months(EVIDENCE, table)["knife"], None, 0)

    assert list(chart.figure.data[0].hovertext) == ["December 2024: 1,234", "January 2025: 1,200"]


def test_a_month_that_nobody_holds_has_no_bar() -> None:
    table = monthly_counts({"knife": {FIRST: RISING}})
    months = sorted(table["month"].unique())
    held = table[table["month"] != months[20]]
    chart = draw_months(lay_out_months(EVIDENCE, held)["knife"], None, 0)

    assert [value is None for value in chart.figure.data[0].y] == [place == 20 for place in range(24)]
    assert np.flatnonzero(chart.table["Count"].isna()).tolist() == [20]

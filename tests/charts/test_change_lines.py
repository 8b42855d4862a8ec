"""Months by season: years end with the last month, earlier ones lie behind, and the months compared are ringed."""

import numpy as np

from charts.change_lines import draw_seasons
from charts.chart import Chart
from scoring.change import Periods, compare_periods
from scoring.months import Series, lay_out_months
from tests.scoring.small_packs import NONE, monthly_counts, small_evidence

EVIDENCE = small_evidence({"burglary": [1.0, 2.0]})


def series_of(counts: list[float], *, first: str = "2024-03") -> Series:
    return lay_out_months(EVIDENCE, monthly_counts({"burglary": {"W00001": counts}}, first=first))["burglary"]


def drawn(counts: list[float], window: int | None = None, *, position: int = 0) -> Chart:
    monthly = monthly_counts({"burglary": {"W00001": counts}}, first="2024-03")
    series = lay_out_months(EVIDENCE, monthly)["burglary"]
    compared: Periods | None = None
    if window is not None:
        compared = compare_periods(EVIDENCE, monthly, window=window).periods[0]
    return draw_seasons(series, position, compared=compared, verdict="rising" if window else "")


def test_two_years_lie_over_each_other_the_last_one_strong() -> None:
    # March 2024 to February 2026: 1 to 24
    chart = drawn([float(n) for n in range(1, 25)])

    before, last = chart.figure.data
    assert (before.name, last.name) == ("Mar 2024 to Feb 2025", "Mar 2025 to Feb 2026")
    assert list(before.y) == list(range(1, 13))
    assert list(last.y) == list(range(13, 25))
    assert last.line.width > before.line.width
    assert last.hovertext[0] == "Mar 2025: 13"
    assert list(chart.figure.layout.xaxis.ticktext)[::11] == ["Mar", "Feb"]


def test_a_year_that_is_not_whole_is_left_out_unless_it_is_the_only_one() -> None:
    # 14 months: the last 12; of the two before nothing can be compared
    assert [list(trace.y) for trace in drawn([float(n) for n in range(1, 15)]).figure.data] == [list(range(3, 15))]
    # 3 months: January to March lie at the end of the one year
    assert list(drawn([5.0, 6.0, 7.0]).figure.data[0].y) == [None] * 9 + [5, 6, 7]


def test_no_more_than_four_years_are_drawn() -> None:
    assert len(drawn([1.0] * 72).figure.data) == 4


def test_12_months_are_told_with_the_12_before() -> None:
    chart = drawn([2.0] * 12 + [3.0] * 12, 12)

    assert chart.title == "Burglary in Ward 1: 36 in 12 months, 24 before"
    assert chart.below == (
        "Burglary recorded a month, by season. March 2025 to February 2026 with March 2024 to February 2025. "
        "Verdict: rising. made up"
    )
    assert len(chart.figure.data) == 2


def test_3_months_are_ringed_in_both_years() -> None:
    # December to February are 10, 11 and 12, a year later 22, 23 and 24
    chart = drawn([float(n) for n in range(1, 25)], 3)

    rings = [trace for trace in chart.figure.data if trace.mode == "markers"]
    assert [list(ring.y) for ring in rings] == [[22, 23, 24], [10, 11, 12]]
    assert [list(ring.x) for ring in rings] == [[9, 10, 11]] * 2
    assert chart.title == "Burglary in Ward 1: 69 in 3 months, 33 a year earlier"


def test_months_that_nobody_holds_are_gaps() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [4.0] * 12}}, first="2024-03")
    series = lay_out_months(EVIDENCE, monthly[monthly["month"] != "2024-05-01"])["burglary"]

    chart = draw_seasons(series, 0, compared=None)

    assert list(chart.figure.data[0].y) == [4, 4, None] + [4] * 9
    assert chart.title == "Burglary in Ward 1, month by month"


def test_a_missing_count_is_said() -> None:
    counts = [2.0] * 12 + [NONE] + [3.0] * 11
    monthly = monthly_counts({"burglary": {"W00001": counts, "W00002": [2.0] * 24}}, first="2024-03")
    series = lay_out_months(EVIDENCE, monthly)["burglary"]
    compared = compare_periods(EVIDENCE, monthly).periods[0]

    assert draw_seasons(series, 0, compared=compared).title == "Burglary in Ward 1: some months have no count"


def test_an_area_without_any_count_is_drawn_empty() -> None:
    chart = draw_seasons(series_of([1.0] * 24), 1, compared=None)

    assert chart.title == "Burglary in Ward 2, month by month"
    assert np.isnan(chart.table["Count"]).all()


def test_the_table_holds_every_month() -> None:
    table = drawn([1.0, 2.0, 3.0]).table

    assert table.to_dict("list") == {"Month": ["2024-03", "2024-04", "2024-05"], "Count": [1.0, 2.0, 3.0]}

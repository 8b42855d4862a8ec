"""Charts of certainty: marks, words and tables say what the certainty says."""

import numpy as np

from charts.certainty_charts import certainty_rows, draw_ranks, draw_shares
from scoring.certainty import CertaintyResult
from scoring.doubt import Doubt
from scoring.settings import Settings
from tests.charts.results import six_scores

# wards 1 and 5 are on the list (scores 2), 2, 3 and 4 follow (1), 6 is not scored
SHARES = [0.97, 0.30, 0.04, 0.20, 0.60, np.nan]


def certainty() -> CertaintyResult:
    return CertaintyResult(
        result=six_scores(),
        doubt=Doubt(draws=1000, value_noise=False),
        in_list_share=np.array(SHARES),
        rank_p05=np.array([1, 1, 3, 2, 1, 0], dtype=np.int32),
        rank_p50=np.array([1, 3, 4, 3, 2, 0], dtype=np.int32),
        rank_p95=np.array([2, 5, 5, 4, 3, 0], dtype=np.int32),
    )


def test_each_ward_near_the_list_has_a_mark_by_its_label() -> None:
    chart = draw_shares(certainty())

    # ward 3 is out (0.04); by share: 1, 5, 2, 4. One trace a label: firm, borderline, out
    assert [list(trace.x) for trace in chart.figure.data] == [[97.0], [60.0, 30.0, 20.0], []]
    assert [list(trace.y) for trace in chart.figure.data] == [[0], [1, 2, 3], []]
    assert [trace.marker.symbol for trace in chart.figure.data] == ["circle", "diamond-open", "x-thin-open"]
    assert chart.figure.data[1].hovertext[1] == "Ward 2: on the list in 30% of draws"
    assert list(chart.figure.layout.yaxis.ticktext) == ["Ward 1", "Ward 5", "Ward 2", "Ward 4"]


def test_the_words_count_the_firm_and_name_the_doubt() -> None:
    chart = draw_shares(certainty())

    assert chart.title == "1 of 2 wards on the list are firm"
    assert "1,000 draws (thresholds move by up to 2 points and weights by up to 25%)" in chart.below
    assert "Ward 1 97%, Ward 5 60% and Ward 2 30%" in chart.alt


def test_rank_intervals_run_from_5_to_95_percent_of_draws() -> None:
    chart = draw_ranks(certainty())

    lines, middle, now = chart.figure.data
    assert list(lines.x) == [1, 2, None, 1, 3, None, 1, 5, None, 2, 4, None]
    assert list(middle.x) == [1, 2, 3, 3]
    # scores 2, 2, 1, 1: ranks 1=, 1=, 3=, 3=
    assert list(now.x) == [1, 1, 3, 3]
    assert middle.hovertext[2] == "Ward 2: rank 3; 1 to 5 in nine of ten draws, middle 3"
    assert middle.hovertext == now.hovertext
    # the widest interval is ward 2's: 1 to 5
    assert chart.title == "Ward 2 ranks 1 to 5"
    assert "dotted: the list's size, 2" in chart.below


def test_the_table_says_what_the_charts_show() -> None:
    table = draw_shares(certainty()).table

    assert table["Ward"].tolist() == ["Ward 1", "Ward 5", "Ward 2", "Ward 4"]
    assert table["On the list, % of draws"].tolist() == [97.0, 60.0, 30.0, 20.0]
    assert table["Label"].tolist() == ["firm", "borderline", "borderline", "borderline"]
    assert table["List"].tolist() == ["on the list", "on the list", "", ""]
    assert table["Rank, 95% of draws"].tolist() == [2, 3, 5, 4]


def test_a_ward_that_is_not_scored_has_empty_cells() -> None:
    row = certainty_rows(certainty(), np.array([5])).iloc[0]

    assert row["Label"] == "not scored"
    assert row[["Need rank", "Need score", "Rank, middle draw", "On the list, % of draws"]].isna().all()


def test_nobody_near_the_list_is_drawn_as_nothing() -> None:
    found = certainty()
    result = six_scores(Settings(top_percent=40.0, list_size=None, min_score=99.0))
    nobody = CertaintyResult(
        result=result,
        doubt=found.doubt,
        in_list_share=np.where(result.is_scored, 0.0, np.nan),
        rank_p05=found.rank_p05,
        rank_p50=found.rank_p50,
        rank_p95=found.rank_p95,
    )

    assert draw_shares(nobody).title == "No ward is clearly on the list"
    assert draw_ranks(nobody).title == "No ward is near the list"
    assert len(draw_shares(nobody).table) == 0

"""Level against direction: marks, names and table say what the quadrants say."""

import numpy as np

from charts.change_quadrants import FURTHEST, draw_quadrants, quadrant_rows
from charts.change_rows import area_names, measure_labels
from charts.chart import Chart
from charts.palette import FALLING_COLOUR, RISING_COLOUR
from scoring.change import compare_periods
from scoring.quadrants import Quadrants, sort_into_quadrants
from scoring.score import score_wards
from scoring.settings import Settings
from tests.scoring.small_packs import monthly_counts, small_evidence

EVIDENCE = small_evidence({"burglary": [1.0, 2.0, 3.0, 4.0, 5.0]})
# five wards of 1,000 people; events a month before and after. With the worst 20% of five one ward is high:
# ward 1 rises to 240 per 1,000, the highest after; ward 2 falls from 360, the highest before; ward 3 rises to 192,
# ward 4 stays, ward 5 falls from 108
MOVES = {"W00001": (5, 20), "W00002": (30, 10), "W00003": (8, 16), "W00004": (10, 10), "W00005": (9, 3)}


def quadrants(moves: dict[str, tuple[int, int]] = MOVES) -> Quadrants:
    monthly = monthly_counts(
        {"burglary": {code: [before] * 12 + [after] * 12 for code, (before, after) in moves.items()}}
    )
    result = score_wards(EVIDENCE, Settings(top_percent=20, list_size=1))
    return sort_into_quadrants(result, compare_periods(EVIDENCE, monthly))


def drawn(moves: dict[str, tuple[int, int]] = MOVES) -> Chart:
    return draw_quadrants(quadrants(moves), area_names(EVIDENCE), measure_labels(EVIDENCE))


def test_each_verdict_has_its_own_mark_in_shape_and_colour() -> None:
    none, rising, falling = drawn().figure.data

    assert (none.name, rising.name, falling.name) == ("No clear change", "Rising", "Falling")
    assert (rising.marker.symbol, falling.marker.symbol) == ("triangle-up", "triangle-down")
    assert (rising.marker.color, falling.marker.color) == (RISING_COLOUR, FALLING_COLOUR)


def test_marks_lie_at_level_and_ratio() -> None:
    _, rising, falling = drawn().figure.data

    # 240/240 and 192/240; 20/5 and 16/8
    assert np.round(rising.x, 9).tolist() == [1, 0.8]
    assert np.round(rising.y, 9).tolist() == [4, 2]
    # 360/360 and 108/360; 10/30 and 3/9
    assert np.round(falling.x, 9).tolist() == [1, 0.3]
    assert np.round(falling.y, 9).tolist() == [0.333333333, 0.333333333]


def test_corners_say_what_each_quadrant_is_for() -> None:
    texts = [each.text for each in drawn().figure.layout.annotations]

    assert "<b>High and rising</b><br>invest" in texts
    assert "<b>Was high, falling</b><br>learn from" in texts
    assert "Ward 1" in texts
    assert "Ward 4" not in texts


def test_title_and_alt_count_the_quadrants() -> None:
    chart = drawn()

    assert chart.title == "1 high and rising, 1 high before and now falling"
    assert chart.alt.endswith("High and rising: 1; Was high, falling: 1; Lower and rising: 1; Lower and falling: 1.")


def test_months_and_source_stand_below_the_title() -> None:
    assert drawn().below.endswith("Compared: January 2025 to December 2025 with January 2024 to December 2024. made up")


def test_the_table_comes_by_quadrant() -> None:
    table = quadrant_rows(quadrants(), area_names(EVIDENCE), measure_labels(EVIDENCE))

    assert table["Area"].tolist() == ["Ward 1", "Ward 2", "Ward 3", "Ward 5"]
    assert table["Use"].tolist() == ["invest", "learn from", "watch", "going well"]
    assert table["Change"].tolist() == ["+300%", "-67%", "+100%", "-67%"]
    assert table["Times of where high begins"].tolist() == [1, 1, 0.8, 0.3]


def test_a_rise_from_none_lies_on_the_edge() -> None:
    chart = drawn({"W00001": (0, 20), "W00002": (10, 10)})

    rising = next(trace for trace in chart.figure.data if trace.name == "Rising")
    assert list(rising.y) == [FURTHEST]
    assert chart.table["Change"].tolist() == ["from none"]


def test_without_clear_changes_the_title_says_so() -> None:
    chart = drawn({"W00001": (10, 10), "W00002": (9, 9)})

    assert chart.title == "No clear rise or fall among the areas compared"
    assert len(chart.table) == 0

"""Level bars as text of the page: as long as the chart's figure says, with their numbers."""

import re

from charts.bars import write_level_bars
from charts.chart import drawn_figure
from charts.figures import draw_boroughs, draw_drivers
from tests.charts.results import six_scores


def test_level_bars_have_lengths_in_proportion_and_their_numbers() -> None:
    drawn = write_level_bars(draw_drivers(six_scores()).figure.to_dict())

    # theft marks both wards on the list, robbery and trust one each
    assert re.findall(r"<i style=\"width:([\d.]+)%", drawn) == ["100.0", "50.0", "50.0"]
    assert re.findall(r"<em><bdi>(.*?)</bdi></em>", drawn) == ["2", "1", "1"]
    assert "<small><bdi>Wards on the list</bdi></small>" in drawn


def test_a_bar_s_own_text_stands_for_its_number() -> None:
    drawn = write_level_bars(draw_boroughs(six_scores()).figure.to_dict())

    assert re.findall(r"<em><bdi>(.*?)</bdi></em>", drawn) == ["1 (500 people)", "1 (100 people)"]


def test_bars_of_nothing_of_parts_of_one_and_below_0_have_lengths_too() -> None:
    def widths(lengths: list[float]) -> list[str]:
        bars = {"x": lengths, "y": ["a", "b"], "marker": {"color": ["red", "blue"]}}
        figure = drawn_figure(90, [bars], xaxis={"title": {"text": "Share"}}, yaxis={})
        return re.findall(r"width:([\d.]+)%;background:(\w+)", write_level_bars(figure.to_dict()))

    assert widths([0.2, 0.05]) == [("100.0", "red"), ("25.0", "blue")]
    assert widths([9, -5]) == [("100.0", "red"), ("0.0", "blue")]
    assert widths([-5, -9]) == [("0.0", "red"), ("0.0", "blue")]
    assert widths([0, 0]) == [("0.0", "red"), ("0.0", "blue")]

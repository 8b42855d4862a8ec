"""Points, lines and bars as text of the page: their places, lengths and words are those of the chart's figure."""

import base64
import re
from typing import Any

import pytest

from charts.chart import drawn_figure, line_across
from charts.classes import classify_scores
from charts.figures import draw_distribution
from charts.plot import MANY, MARKS, write_plot
from tests.charts.results import six_scores

Document = dict[str, Any]


def _plot(*traces: Document, x: Document | None = None, y: Document | None = None, **layout: object) -> str:
    axes = {"xaxis": x or {"range": [0, 10]}, "yaxis": y or {"range": [0, 100]}}
    return write_plot(drawn_figure(240, traces, **axes, **layout).to_dict())


def _points(**more: object) -> Document:
    marker = {"size": 9, "color": "#123456"}
    return {"type": "scatter", "mode": "markers", "x": [2, 5], "y": [25, 50], "marker": marker, **more}


def _line(**more: object) -> Document:
    line = {"color": "#123456", "width": 3}
    return {"type": "scatter", "mode": "lines", "x": [0, 5, 10], "y": [0, 50, 100], "line": line, **more}


def _numbers(drawn: str, what: str, start: str = '<i class="wn-bar"') -> list[float]:
    return [float(found) for found in re.findall(rf"{start} style=\"[^\"]*?\b{what}:(-?[\d.]+)%", drawn)]


def _picture(drawn: str) -> str:
    picture = re.search(r"base64,([^\"]+)", drawn)
    assert picture, drawn
    return base64.b64decode(picture[1]).decode()


def _paths(drawn: str) -> list[str]:
    return re.findall(r'<path d="([^"]+)"', _picture(drawn))


def test_standing_bars_stand_at_their_scores_with_the_list_s_cut_between_them() -> None:
    result = six_scores()
    drawn = write_plot(draw_distribution(result, classify_scores(result.score, result.max_score)).figure.to_dict())

    # scores 1 (3 wards) and 2 (2 wards) on a scale from -0.5 to 2.5; a bar is 0.82 wide; the cut is at 1.5
    assert _numbers(drawn, "height") == [100, 66.67]
    assert _numbers(drawn, "width") == [27.33, 27.33]
    assert _numbers(drawn, "left") == [36.33, 69.67]
    assert '<b style="left:66.67%;width:0.00%;bottom:0.00%;height:100.00%;border-left:2px dashed' in drawn
    assert 'title="need score 1: 3 wards"' in drawn
    ticks = re.findall(r"<u style=\"bottom:([\d.]+)%\"><s><bdi>(\d)</bdi></s>", drawn)
    assert ticks == [("0.00", "0"), ("33.33", "1"), ("66.67", "2"), ("100.00", "3")]


def test_no_bar_and_a_bar_without_a_figure_leave_their_place_empty() -> None:
    bars = {"type": "bar", "x": ["2026-01", "2026-02", "2026-03", "2026-04"], "marker": {"color": "#123456"}}

    some = _plot({**bars, "y": [4, None, float("nan"), 2]}, x={"type": "date"}, y={"rangemode": "tozero"})
    none = _plot({**bars, "x": [], "y": []}, x={"type": "date"}, y={"rangemode": "tozero"})

    assert _numbers(some, "height") == [100, 50]
    assert _numbers(some, "left") == pytest.approx([100 * (0.09 + place) / 4 for place in (0, 3)], abs=0.01)
    assert '<s style="left:12.50%"><bdi>Jan</bdi><br><bdi>2026</bdi></s>' in some
    assert "<i " not in none


def test_marks_lie_where_their_values_do_and_say_what_they_are() -> None:
    drawn = _plot(_points(hovertext=["first & last", '"second"']))

    assert _numbers(drawn, "left", '<i class="wn-dot"') == [20, 50]
    assert _numbers(drawn, "bottom", '<i class="wn-dot"') == [25, 50]
    assert 'title="first &amp; last"' in drawn
    assert 'title="&quot;second&quot;"' in drawn


def test_marks_without_a_place_are_left_out() -> None:
    assert _plot(_points(x=[None, 5], y=[25, float("nan")])).count("<i ") == 0


def test_scales_of_powers_and_the_other_way_round_are_kept_to() -> None:
    drawn = _plot(
        _points(x=[0.1, 1], y=[0, 1]),
        x={"type": "log", "range": [-1, 1], "tickvals": [1]},
        y={"range": [1.5, -0.5], "tickvals": [0, 1]},
    )

    assert _numbers(drawn, "left", '<i class="wn-dot"') == [0, 50]
    assert _numbers(drawn, "bottom", '<i class="wn-dot"') == [75, 25]


def test_lines_run_through_their_values_and_break_where_one_is_missing() -> None:
    whole, broken = _plot(_line()), _plot(_line(x=[0, 2, 5, 8, 10], y=[0, 10, None, 50, 100]))

    assert 'stroke="#123456" stroke-width="3" stroke-dasharray=""' in _picture(whole)
    assert 'stroke-dasharray="2 4"' in _picture(_plot(_line(line={"color": "red", "width": 1, "dash": "dot"})))
    assert _paths(whole) == ["M0.0 1000.0L500.0 500.0L1000.0 0.0"]
    assert _paths(broken) == ["M0.0 1000.0L200.0 900.0M800.0 500.0L1000.0 0.0"]
    assert "<i " not in whole


def test_an_area_lies_between_two_lines() -> None:
    edge = {"line": {"width": 0}}
    drawn = _plot(_line(**edge), _line(y=[50, 100, 100], fill="tonexty", fillcolor="#ABCDEF", **edge))

    assert _paths(drawn) == ["M0.0 500.0L500.0 0.0L1000.0 0.0L1000.0 0.0L500.0 500.0L0.0 1000.0"]


def test_many_points_are_one_picture() -> None:
    many = {"x": [5.0] * (MANY + 1), "y": [50.0] * (MANY + 1)}
    drawn = _plot(_points(**many))

    assert _paths(drawn) == ["M500.0 500.0h0" * (MANY + 1)]
    assert 'stroke-width="9" stroke-linecap="round" opacity="1"' in _picture(drawn)
    assert "<i " not in drawn


def test_many_marks_that_are_not_round_keep_their_shape() -> None:
    many = {"x": [5.0] * (MANY + 1), "y": [50.0] * (MANY + 1)}
    drawn = _plot(_points(marker={"symbol": "triangle-up", "size": 9, "color": "red"}, **many))

    assert drawn.count('<i class="wn-up"') == MANY + 1


def test_marks_beyond_the_ends_of_a_fixed_scale_are_left_out() -> None:
    drawn = _plot(_points(x=[-1, 5, 10, 11], y=[50, 120, 100, 50]))

    assert _numbers(drawn, "left", '<i class="wn-dot"') == [100]


@pytest.mark.parametrize("symbol", MARKS)
def test_each_mark_of_the_chart_library_has_its_look(symbol: str) -> None:
    edge = {"width": 2, "color": "#ABCDEF"}
    drawn = _plot(_points(marker={"symbol": symbol, "size": 9, "color": "#123456", "opacity": 0.5, "line": edge}))

    assert drawn.count(f'<i class="{MARKS[symbol]}" style="left:') == 2
    assert drawn.count(";--s:9px;--c:#123456;--w:2px;--l:#ABCDEF;opacity:0.5") == 2
    assert len(set(MARKS.values())) == len(MARKS) - 1  # the two uprights look alike


def test_boxes_and_lines_lie_at_their_values() -> None:
    shapes = [
        {"type": "rect", "x0": 2, "x1": 4, "y0": 50, "y1": 20, "fillcolor": "#ABCDEF", "layer": "below"},
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "xref": "x domain",
            "y0": 50,
            "y1": 50,
            "line": {"color": "red", "width": 1},
        },
    ]
    drawn = _plot(_points(), shapes=shapes)

    assert '<b style="left:20.00%;width:20.00%;bottom:20.00%;height:30.00%;background:#ABCDEF">' in drawn
    assert '<b style="left:0.00%;width:100.00%;bottom:50.00%;height:0.00%;border-top:1px solid red">' in drawn
    assert drawn.index("#ABCDEF") < drawn.index("solid red") < drawn.index("wn-dot")


def test_a_scale_reaches_as_far_as_the_lines_across_it() -> None:
    drawn = _plot(_points(x=[1, 5]), x={"rangemode": "tozero"}, shapes=[line_across(30, {"color": "red", "width": 1})])

    # from 0 to a little beyond 30
    assert '<b style="left:96.15%;' in drawn
    assert _numbers(drawn, "left", '<i class="wn-dot"') == [3.21, 16.03]


def test_words_lie_at_their_place_as_plain_text() -> None:
    words = [
        {"text": "<b>Fish & chips</b>", "x": 1, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "right"},
        {"text": "&lt;b&gt;", "x": 5, "y": 50, "yshift": 14},
    ]
    drawn = _plot(_points(), annotations=[{"font": {"size": 11}, **each} for each in words])

    assert '<em style="left:100.00%;top:100.00%;transform:translate(-100%,-50%);font-size:11px">' in drawn
    assert "<b>Fish &amp; chips</b></em>" in drawn
    assert "left:50.00%;top:50.00%;transform:translate(-50%,-50%);font-size:11px;margin-top:-14px" in drawn
    assert "&amp;lt;b&amp;gt;" in drawn


def test_the_key_has_what_the_figure_names_and_only_where_it_has_one() -> None:
    traces = (_points(name="<Points>"), _line(name="Line"), _line(name="Hidden", showlegend=False), _line())

    drawn = _plot(*traces, showlegend=True)
    assert re.findall(r"</i><bdi>([^/]*)</bdi></span>", drawn) == ["&lt;Points&gt;", "Line"]
    assert drawn.count('<i class="wn-dot" style="--s:9px') == 1
    assert '<i class="wn-stroke" style="border-top:3px solid #123456">' in drawn
    assert "wn-keys" not in _plot(*traces)


def test_areas_and_bars_have_their_colour_in_the_key() -> None:
    area = _line(name="Area", fill="tonexty", fillcolor="#ABCDEF", line={"width": 0})
    bars = {"type": "bar", "x": [1], "y": [2], "name": "Bars", "marker": {"color": "#FEDCBA"}}

    drawn = _plot(_line(), area, bars, showlegend=True)

    assert '<i style="--s:12px;--c:#ABCDEF"></i><bdi>Area' in drawn
    assert '<i class="wn-bar" style="--s:12px;--c:#FEDCBA"></i><bdi>Bars' in drawn


def test_labels_have_as_much_room_as_the_longest_needs() -> None:
    drawn = _plot(_points(), y={"range": [0, 100], "tickvals": [0, 50], "ticktext": ["a", "twenty characters ..."]})

    assert "--label:11.1em;--below:1.8em" in drawn


def test_the_titles_of_both_scales_stand_beside_them() -> None:
    drawn = _plot(_points(), x={"title": {"text": "Across"}}, y={"title": {"text": "Up"}})

    assert drawn.startswith("<small><bdi>Up</bdi></small><div")
    assert drawn.endswith("<small><bdi>Across</bdi></small>")

"""Bars as text of the page: their lengths, places and words are those of the chart's figure."""

import re
from dataclasses import replace

from charts.bars import find_ticks, write_bars
from charts.chart import Chart, drawn_figure
from charts.classes import classify_scores
from charts.figures import draw_boroughs, draw_distribution, draw_drivers
from scoring.settings import Settings
from tests.charts.results import six_scores

IDENTITY = six_scores().evidence.identity


def _numbers(drawn: str, what: str) -> list[float]:
    return [float(found) for found in re.findall(rf"<i style=\"[^\"]*?\b{what}:([\d.]+)%", drawn)]


def test_level_bars_have_lengths_in_proportion_and_their_numbers() -> None:
    drawn = write_bars(draw_drivers(six_scores()), IDENTITY)

    # theft marks both wards on the list, robbery and trust one each
    assert _numbers(drawn, "width") == [100, 50, 50]
    assert re.findall(r"<em>(.*?)</em>", drawn) == ["2", "1", "1"]
    assert "<bdi>Theft marks 2 of the 2 wards on the list</bdi>" in drawn
    assert "<small><bdi>Wards on the list</bdi></small>" in drawn


def test_a_bar_s_note_follows_its_number() -> None:
    drawn = write_bars(draw_boroughs(six_scores()), IDENTITY)

    assert re.findall(r"<em>(.*?)</em>", drawn) == [
        "1 <small>(<bdi>500 people</bdi>)</small>",
        "1 <small>(<bdi>100 people</bdi>)</small>",
    ]


def test_standing_bars_stand_at_their_scores_with_the_list_s_cut_between_them() -> None:
    result = six_scores()
    drawn = write_bars(draw_distribution(result, classify_scores(result.score, result.max_score)), IDENTITY)

    # scores 1 (3 wards) and 2 (2 wards) on a scale from -0.5 to 2.5; a bar is 0.82 wide; the cut is at 1.5
    assert _numbers(drawn, "height") == [100, 66.7]
    assert _numbers(drawn, "width") == [27.33, 27.33]
    assert _numbers(drawn, "left") == [36.33, 69.67]
    assert '<b style="left:66.67%' in drawn
    assert 'title="need score 1: 3"' in drawn
    assert re.findall(r"<u style=\"bottom:([\d.]+)%\"><s>(\d)</s>", drawn) == [
        ("0.0", "0"),
        ("33.3", "1"),
        ("66.7", "2"),
        ("100.0", "3"),
    ]


def test_an_empty_list_draws_no_bar_and_says_so() -> None:
    result = six_scores(Settings(top_percent=40.0, list_size=None, min_score=99.0))

    drawn = write_bars(draw_boroughs(result), IDENTITY)

    assert "<i " not in drawn
    assert "No borough has a ward on the list" in drawn


def test_names_are_text_and_the_alt_text_stands_for_all() -> None:
    bars = {"type": "bar", "orientation": "h", "x": [1], "y": ["<img src=x>"], "marker": {"color": "#123456"}}
    figure = drawn_figure(90, [bars], label=9, xaxis={"title": {"text": "Wards"}}, yaxis={})
    chart = Chart(figure=figure, title="<b>", below="&", alt='"><script>', columns={})

    drawn = write_bars(chart, IDENTITY)

    assert "<img" not in drawn
    assert "<script" not in drawn
    assert 'role="img" aria-label="&quot;&gt;&lt;script&gt;"' in drawn


def test_a_sample_says_so_on_every_chart_and_real_figures_don_t() -> None:
    chart = draw_drivers(six_scores())

    assert "Sample data - not real" in write_bars(chart, replace(IDENTITY, kind="sample"))
    assert "Sample data" not in write_bars(chart, replace(IDENTITY, kind="official"))


def test_ticks_are_few_and_round_whatever_the_scale() -> None:
    assert list(find_ticks(0, 7)) == [0, 2, 4, 6]
    assert list(find_ticks(0, 1_234)) == [0, 500, 1_000]
    assert all(1 <= len(find_ticks(0, 1.7**power)) <= 4 for power in range(-20, 40))

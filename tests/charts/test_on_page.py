"""Charts as text of the page: their title, their words and their alt text."""

from dataclasses import replace

from charts.chart import Chart, drawn_figure
from charts.figures import draw_boroughs, draw_drivers
from charts.on_page import write_chart
from scoring.settings import Settings
from tests.charts.results import six_scores

IDENTITY = six_scores().evidence.identity


def test_an_empty_list_draws_no_bar_and_says_so() -> None:
    result = six_scores(Settings(top_percent=40.0, list_size=None, min_score=99.0))

    drawn = write_chart(draw_boroughs(result), IDENTITY)

    assert "<i " not in drawn
    assert "<b><bdi>No borough has a ward on the list" in drawn


def test_names_are_text_and_the_alt_text_stands_for_all() -> None:
    bars = {"type": "bar", "orientation": "h", "x": [0], "y": ["<img src=x>"], "marker": {"color": "#123456"}}
    figure = drawn_figure(90, [bars], xaxis={"title": {"text": "<i>Wards"}}, yaxis={})
    chart = Chart(figure=figure, title="<b>", below="&", alt='"><script> A --> \u202eB', columns={})

    drawn = write_chart(chart, IDENTITY)

    assert "<img" not in drawn
    assert "<script" not in drawn
    assert "<i>Wards" not in drawn
    assert 'role="img" aria-label="&quot;›‹script› A --› B"' in drawn


def test_a_sample_says_so_on_every_chart_and_real_figures_don_t() -> None:
    chart = draw_drivers(six_scores())

    assert "Sample data - not real" in write_chart(chart, replace(IDENTITY, kind="sample"))
    assert "Sample data" not in write_chart(chart, replace(IDENTITY, kind="official"))

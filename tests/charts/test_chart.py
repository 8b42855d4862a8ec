"""A chart carries its words, so that a saved picture can't be taken for more than it is."""

import json
from dataclasses import replace

import plotly.io as pio
import pytest

from charts.chart import Chart, DrawnFigure, drawn_figure, finish_figure
from charts.palette import DARK_GROUND, DARK_INK
from tests.scoring.small_packs import IDENTITY

CHART = Chart(
    figure=drawn_figure(100, []),
    title="Robbery <b>rises</b> in most wards of the north and in some wards of the south",
    below="Recorded robbery, per 1,000 residents, 2025",
    alt="Bar chart.",
    columns={"Ward": ["a"]},
)


def test_a_picture_of_a_sample_says_that_it_is_not_real() -> None:
    figure = finish_figure(CHART, IDENTITY, is_dark=False)

    assert "Sample data - not real" in figure.layout.title.text
    assert "Recorded robbery" in figure.layout.title.text


def test_a_picture_of_official_figures_has_no_warning() -> None:
    figure = finish_figure(CHART, replace(IDENTITY, kind="official"), is_dark=False)

    assert "not real" not in figure.layout.title.text


def test_names_in_a_title_are_not_markup() -> None:
    text = finish_figure(CHART, IDENTITY, is_dark=False).layout.title.text

    assert "‹b›rises‹/b›" in text


def test_room_is_made_for_the_words_and_the_chart_itself_keeps_its_height() -> None:
    figure = finish_figure(CHART, IDENTITY, is_dark=True)

    assert figure.layout.height - figure.layout.margin.t == 100
    assert figure.layout.paper_bgcolor == DARK_GROUND
    assert figure.layout.font.color == DARK_INK
    assert CHART.figure.layout.title.text is None


def test_what_the_running_tool_passes_on_unchecked_is_what_the_chart_library_would_send(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sent() -> object:
        bars = {"type": "bar", "x": [1, 2], "y": [3, 4]}
        drawn = drawn_figure(100, [bars], xaxis={"title": {"text": "Wards"}}, yaxis={})
        chart = replace(CHART, figure=drawn)
        document = json.loads(pio.to_json(finish_figure(chart, IDENTITY, is_dark=True).to_dict(), validate=False))
        assert document["layout"].pop("template") in ({}, {"data": {"scatter": [{"type": "scatter"}]}})  # both empty
        return document

    checked = sent()
    monkeypatch.setattr("charts.chart.CHECKED", False)

    assert sent() == checked
    assert isinstance(drawn_figure(1, []), DrawnFigure)

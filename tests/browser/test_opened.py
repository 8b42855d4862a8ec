"""What the Priorities page shows only when it is opened: a chart's picture, the rarer options."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

import caching
from loaders.offered import SAMPLE_FOLDER
from scoring.settings import Settings, TieBreak
from scoring.threshold import ABOVE
from tests.browser.conftest import Visitor

Visit = Callable[..., Visitor]


def test_the_bars_beside_the_map_are_as_long_as_the_engine_says_and_open_as_a_picture(visit: Visit) -> None:
    result = caching.score(caching.open_pack(SAMPLE_FOLDER), Settings())
    counts = sorted(
        (int((each.flags[result.priority.chosen] == ABOVE).sum()) for each in result.measures), reverse=True
    )[:6]
    page = visit(width=1440).open()
    drivers = page.locator(".st-key-chart-drivers")

    widths = [bar.evaluate("bar => bar.getBoundingClientRect().width") for bar in drivers.locator("i").all()]
    assert [text.strip() for text in drivers.locator("em").all_inner_texts()] == [str(count) for count in counts]
    assert [width / widths[0] for width in widths] == pytest.approx([count / counts[0] for count in counts], abs=0.01)

    drivers.get_by_text("Table and picture").click()
    picture = drivers.get_by_test_id("stPlotlyChart")
    expect(picture.locator(".bars path").first).to_be_attached()
    picture.hover()
    with page.expect_download() as download:
        picture.locator("[data-title*=PNG], [data-title*=png]").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_rarer_options_open_with_a_click_and_change_the_list(visit: Visit) -> None:
    settings = replace(Settings(), tie_break=TieBreak.POPULATION)
    parted = caching.score(caching.open_pack(SAMPLE_FOLDER), settings).priority.chosen
    page = visit(width=1440).open()

    page.get_by_text("More: ties, coverage, list rules").click()
    page.get_by_text("More people first").click()

    expect(page).to_have_url(re.compile("population"))
    expect(page.locator(".wn-figure b").first).to_have_text(str(len(parted)))
    expect(page.get_by_text("More people first")).to_be_visible()

"""Bars as text of the page: what a chart of bars shows, without a chart library in the browser.

Charts that follow every move are shown like this; the same chart as a picture is one click away.
"""

import html
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from charts.chart import SAMPLE_WARNING, Chart
from charts.plain import plain_html
from scoring.evidence import PackIdentity
from scoring.words import number_text

MOST_TICKS = 4
BAR_PART = 0.82
"""How much of its place a standing bar fills."""


def write_bars(chart: Chart, identity: PackIdentity) -> str:
    """Write a chart of one row of bars, standing or level, with its title and its words; its alt text stands for all.

    The bars are those of the chart's figure, so that the picture and the page can't differ.
    """
    document = chart.figure.to_dict()
    bars, layout = document["data"][0], document["layout"]
    drawn = _level_bars(bars) if bars.get("orientation") == "h" else _standing_bars(bars, layout)
    warning = f"{SAMPLE_WARNING}<br>" if identity.is_sample else ""
    return (
        f'<div class="wn-chart" role="img" aria-label="{html.escape(chart.alt)}"><b>{plain_html(chart.title)}</b>'
        f"<small>{warning}{plain_html(chart.below)}</small>{drawn}"
        f"<small>{plain_html(layout['xaxis']['title']['text'])}</small></div>"
    )


def _level_bars(bars: Mapping[str, Any]) -> str:
    """Write a row a bar: its label, the bar and its number."""
    longest = max([*bars["x"], 1])
    colour = bars["marker"]["color"]
    notes = bars.get("text") or [""] * len(bars["x"])
    rows = [
        f'<span>{plain_html(label)}</span><i style="width:{length / longest:.1%};background:{colour}"></i>'
        f"<em>{length:,}{_after(note)}</em>"
        for label, length, note in zip(bars["y"], bars["x"], notes, strict=True)
    ]
    return f'<div class="wn-level">{"".join(rows)}</div>'


def _after(note: str) -> str:
    return f" <small>({plain_html(note.strip())})</small>" if note else ""


def _standing_bars(bars: Mapping[str, Any], layout: Mapping[str, Any]) -> str:
    """Write bars over a scale of numbers, with lines for the heights and an upright where the figure has one."""
    places, heights = np.asarray(bars["x"], dtype=float), np.asarray(bars["y"], dtype=float)
    if not len(places):
        return ""
    step = float(np.diff(places).min()) if len(places) > 1 else 1.0
    first, last = min(places[0], 0.0) - step / 2, places[-1] + step / 2
    tallest = heights.max()

    def across(place: float) -> str:
        return f"{(place - first) / (last - first):.2%}"

    told = layout["xaxis"]["title"]["text"].lower()
    parts = [f'<u style="bottom:{tick / tallest:.1%}"><s>{tick:,g}</s></u>' for tick in find_ticks(0, tallest)]
    parts += [
        f'<i style="left:{across(place - step * BAR_PART / 2)};width:{step * BAR_PART / (last - first):.2%};'
        f'height:{height / tallest:.1%};background:{colour}" title="{told} {number_text(place)}: {height:,.0f}"></i>'
        for place, height, colour in zip(places.tolist(), heights.tolist(), bars["marker"]["color"], strict=True)
    ]
    for shape in layout.get("shapes", ()):
        parts.append(f'<b style="left:{across(shape["x0"])};border-color:{shape["line"]["color"]}"></b>')
    parts += [f'<s style="left:{across(tick)}">{number_text(tick)}</s>' for tick in find_ticks(first, last)]
    indent = len(f"{tallest:,.0f}") * 0.6 + 0.6
    return f'<div class="wn-standing" style="margin-left:{indent:.1f}em">{"".join(parts)}</div>'


def find_ticks(low: float, high: float) -> Sequence[float]:
    """Give a few round numbers from low to high; 0 is one of them where it lies between.

    >>> list(find_ticks(0, 340)), list(find_ticks(-0.5, 15.5)), list(find_ticks(0, 1))
    ([0.0, 100.0, 200.0, 300.0], [0.0, 5.0, 10.0, 15.0], [0.0, 0.5, 1.0])
    """
    width = find_round_width(high - low, fewer_than=MOST_TICKS)
    numbers = range(math.ceil(low / width), math.floor(high / width) + 1)
    return [number * width for number in numbers]


def find_round_width(span: float, *, fewer_than: int) -> float:
    """Give the smallest round width of which a span holds fewer than so many.

    >>> find_round_width(340, fewer_than=4), find_round_width(16, fewer_than=40)
    (100.0, 0.5)
    """
    widths = (part * 10.0**power for power in range(-9, 12) for part in (1, 2, 5))
    return next(width for width in widths if span / width < fewer_than)

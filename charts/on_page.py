"""A chart as text of the page: its title, its words, and what it shows.

Browsers take a second to start their chart library, and draw anew with each move. What is shown here is the chart's
own figure, so that the page and a saved picture can't differ.
"""

import html

from charts.bars import write_level_bars
from charts.chart import SAMPLE_WARNING, Chart, plain_label
from charts.plain import plain_html
from charts.plot import write_plot
from scoring.evidence import PackIdentity


def write_chart(chart: Chart, identity: PackIdentity) -> str:
    """Write a chart with its title and its words; its alt text stands for all of it."""
    document = chart.figure.to_dict()
    is_level = any(trace.get("orientation") == "h" for trace in document["data"])
    drawn = write_level_bars(document) if is_level else write_plot(document)
    warning = f"{SAMPLE_WARNING}<br>" if identity.is_sample else ""
    alt = html.escape(plain_label(chart.alt))
    return (
        f'<div class="wn-chart" role="img" aria-label="{alt}"><b>{plain_html(chart.title)}</b>'
        f"<small>{warning}{plain_html(chart.below)}</small>{drawn}</div>"
    )

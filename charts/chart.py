"""What every chart is: a figure with its title, its words, its table, and what a picture of it must carry."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.palette import DARK_GROUND, DARK_INK, LIGHT_GROUND, LIGHT_INK
from charts.plain import cut_short, plain_line
from scoring.evidence import PackIdentity

SAMPLE_WARNING = "Sample data - not real"
TITLE_SIZE, TEXT_SIZE = 15, 12
TITLE_CHARACTERS, TEXT_CHARACTERS = 38, 52
"""Where lines of text break: what fits a screen 320 pixels wide."""

_AXIS = {"fixedrange": True, "automargin": True, "gridcolor": "rgba(120,130,140,0.25)", "zeroline": False}


class DrawnFigure(go.Figure):
    """A figure that travels as it was written.

    The library takes each figure apart, checks each property and puts it together again, which costs more than
    everything else about a chart that follows every move. The tests let it check them all (see CHECKED).
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def to_dict(self) -> dict[str, Any]:
        """Give the figure as the browser takes it."""
        return self._document


CHECKED = False
"""Whether the chart library checks finished figures; in the tests it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure, an active title, the line below (measure, unit, period, source), its alt text and its table's columns.

    The table is made when somebody asks for it: the chart follows every move, while few open its table.
    """

    figure: go.Figure
    title: str
    below: str
    alt: str
    columns: Mapping[str, Any] | pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """Give what the chart shows as a table."""
        return pd.DataFrame(self.columns)


def drawn_figure(
    height: int,
    traces: Sequence[Mapping[str, Any]],
    *,
    below: int = 40,
    xaxis: Mapping[str, Any] | None = None,
    yaxis: Mapping[str, Any] | None = None,
    **layout: object,
) -> go.Figure:
    """Give a figure in the project's look with all that it shows.

    `height` is without title and text, which get room later; `below` is what the lower scale and a key need of it.
    """
    return _to_figure(
        {
            "data": list(traces),
            "layout": {
                "template": {},  # without one the library would put its own look in, which weighs more than the chart
                "height": height,
                "margin": {"l": 8, "r": 8, "t": 0, "b": below},
                "bargap": 0.18,
                "showlegend": False,
                "dragmode": False,
                "xaxis": {**_AXIS, **(xaxis or {})},
                "yaxis": {**_AXIS, **(yaxis or {})},
                **layout,
            },
        }
    )


def key_below(place: float, **more: object) -> dict[str, Any]:
    """Give what puts a key below a figure; `place` is how far below, in heights of the figure."""
    font = {"size": TEXT_SIZE}
    return {
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": place, "yanchor": "top", "font": font, **more},
    }


def line_across(at: float, line: Mapping[str, Any], *, is_level: bool = False) -> dict[str, Any]:
    """Give a line through a whole figure at one value, upright unless it is level."""
    along, through = ("y", "x") if is_level else ("x", "y")
    ends = {f"{along}0": at, f"{along}1": at, f"{through}0": 0, f"{through}1": 1}
    return {"type": "line", **ends, f"{through}ref": f"{through} domain", "line": dict(line)}


def _to_figure(document: dict[str, Any]) -> go.Figure:
    return go.Figure(document) if CHECKED else DrawnFigure(document)


def finish_figure(chart: Chart, identity: PackIdentity, *, is_dark: bool) -> go.Figure:
    """Give the figure in a theme's colours with its words in it, so that a saved picture carries them."""
    ground, ink = (DARK_GROUND, DARK_INK) if is_dark else (LIGHT_GROUND, LIGHT_INK)
    warning = [SAMPLE_WARNING] if identity.is_sample else []
    heading = wrap_evenly(plain_label(chart.title), TITLE_CHARACTERS)
    told = [*warning, *wrap_evenly(plain_label(chart.below), TEXT_CHARACTERS)]
    lines = [f"<b>{line}</b>" for line in heading]
    lines += [f'<span style="font-size:{TEXT_SIZE}px">{line}</span>' for line in told]
    room = round(1.3 * (TITLE_SIZE * len(heading) + TEXT_SIZE * len(told))) + 22
    document = chart.figure.to_dict()
    layout = document["layout"]
    axes = {axis: _size_title(layout.get(axis, {})) for axis in ("xaxis", "yaxis")}
    layout = {
        **layout,
        **axes,
        "height": layout.get("height", 300) + room,
        "margin": {**layout.get("margin", {}), "t": room},
        "paper_bgcolor": ground,
        "plot_bgcolor": ground,
        "font": {"color": ink, "family": "Source Sans, sans-serif", "size": 13},
        "title": {
            "text": "<br>".join(lines),
            "x": 0.01,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 12},
            "font": {"size": TITLE_SIZE},
        },
        "hoverlabel": {"bgcolor": "#111827", "font": {"color": "#FFFFFF"}},
    }
    return _to_figure({**document, "layout": layout})


def _size_title(axis: Mapping[str, Any]) -> dict[str, Any]:
    title = axis.get("title", {})
    return {**axis, "title": {**title, "font": {**title.get("font", {}), "size": TEXT_SIZE}}}


@lru_cache(maxsize=1_000)
def wrap_evenly(text: str, most: int) -> tuple[str, ...]:
    """Break a text into as few lines as may be, none of them much shorter than the others.

    >>> wrap_evenly("one two three four", 16)
    ('one two', 'three four')
    """
    lines = textwrap.wrap(text, most)
    for width in range(most - 1, max(map(len, text.split()), default=1) - 1, -1):
        closer = textwrap.wrap(text, width)
        if len(closer) > len(lines):
            break
        lines = closer
    return tuple(lines)


def plain_label(text: str, *, most: int | None = None) -> str:
    r"""Keep a label on one line, no longer than `most`, and stop it from being read as markup.

    >>> plain_label("a <b>\nc"), plain_label("abcdef", most=4)
    ('a ‹b› c', 'abc…')
    """
    line = plain_line(text).replace("<", "‹").replace(">", "›")
    return line if most is None else cut_short(line, most)

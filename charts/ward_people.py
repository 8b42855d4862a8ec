"""Who lives in a ward beside its borough and London, one characteristic at a time."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from charts.chart import Chart, drawn_figure, key_below, plain_label
from charts.palette import NEED_COLOURS
from scoring.people import GroupShare

SHORT_LABEL = 8
PITCH, TALL_PITCH, BELOW = 22, 38, 84
MARK = "#7A8794"


def draw_people(shares: Sequence[GroupShare], *, characteristic: str, ward: str, borough: str, source: str) -> Chart:
    """Draw each group's share of the ward's people, with marks for the borough and London."""
    known = [each for each in shares if not np.isnan(each.ward)]
    title = f"{ward} beside London by {characteristic}" if not known else _title(known, characteristic)
    is_short = all(len(each.group) <= SHORT_LABEL for each in shares)
    pitch = PITCH if is_short else TALL_PITCH
    places = [float(place) for place in range(len(shares))]
    groups = [plain_label(each.group) for each in shares]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": figures,
            "y": places,
            "mode": "markers",
            "name": label,
            "hoverinfo": "text",
            "hovertext": [f"{group}, {label}: {part:.1%}" for group, part in zip(groups, figures, strict=True)],
            "marker": {"symbol": symbol, "size": size, "color": MARK, "line": {"color": MARK, "width": 2}},
        }
        for label, symbol, size, figures in (
            ("London", "line-ns", 13, [each.london for each in shares]),
            (plain_label(borough, most=24), "diamond-tall", 9, [each.borough for each in shares]),
        )
    ]
    traces.append(
        {
            "type": "scatter",
            "x": [each.ward for each in shares],
            "y": places,
            "mode": "markers",
            "name": plain_label(ward, most=24),
            "hoverinfo": "text",
            "hovertext": [
                f"{group}: {each.ward:.1%}, {each.count:,.0f} people"
                for group, each in zip(groups, shares, strict=True)
            ],
            "marker": {"size": 12, "color": NEED_COLOURS[3], "line": {"color": "#FFFFFF", "width": 1.5}},
        }
    )
    labels = {"ticktext": groups, "ticksuffix": " "} if is_short else {"showticklabels": False}
    height = pitch * max(len(shares), 2)
    figure = drawn_figure(
        height + BELOW,
        traces,
        below=BELOW,
        xaxis={"tickformat": ".0%", "rangemode": "tozero", "nticks": 5, "title": {"text": "Share of residents"}},
        yaxis={"range": [len(shares) - 0.4, -0.6 if is_short else -0.9], "tickvals": places, **labels},
        annotations=[] if is_short else [_name_group(each.group, place) for place, each in enumerate(shares)],
        **key_below(-44 / height),
    )
    return Chart(
        figure=figure,
        title=title,
        below=f"Residents of {ward} by {characteristic}, share of all; beside {borough} and London. Source: {source}",
        alt=f"Dot chart of residents by {characteristic}. {title}.",
        columns=pd.DataFrame(
            {
                "Group": [each.group for each in shares],
                "People": [each.count for each in shares],
                "Ward %": [round(100 * each.ward, 1) for each in shares],
                "Borough %": [round(100 * each.borough, 1) for each in shares],
                "London %": [round(100 * each.london, 1) for each in shares],
            }
        ),
    )


def _name_group(group: str, place: int) -> dict[str, Any]:
    """Write a long name above its row."""
    return {
        "text": plain_label(group, most=52),
        "x": 0,
        "xref": "x domain",
        "y": place - 0.22,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12},
    }


def _title(shares: Sequence[GroupShare], characteristic: str) -> str:
    """Name the group whose share differs most from London's."""
    most = max(shares, key=lambda each: abs(each.ward - each.london))
    group = f"Aged {most.group}" if characteristic == "age" else most.group
    return f"{group}: {most.ward:.0%} of residents, {most.london:.0%} in London"
